use serde_json::{Map, Value};

/// A request that people make often, with blanks.
pub(crate) struct Prompt {
    /// Its name.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it asks for.
    pub description: &'static str,
    /// Its blanks: name, what goes in, and what counts when nothing is given. A blank without that has to be given if it
    /// stands in the first clause.
    pub blanks: &'static [Blank],
    /// Its clauses. `{name}` is a blank; a clause with one that is empty is left out, but for the first.
    pub clauses: &'static [&'static str],
    /// Whether it asks for no change.
    pub read_only: bool,
}

/// A blank of a prompt.
pub(crate) struct Blank {
    pub name: &'static str,
    pub description: &'static str,
    pub default: Option<&'static str>,
}

impl Prompt {
    /// Whether a blank has to be filled.
    pub(crate) fn needs(&self, blank: &Blank) -> bool {
        let first = self.clauses.first().copied().unwrap_or_default();
        blank.default.is_none() && first.contains(&format!("{{{}}}", blank.name))
    }

    /// The request with its blanks filled; the name of one that has to be filled and is not.
    pub(crate) fn text(&self, given: &Map<String, Value>) -> Result<String, &'static str> {
        let value = |blank: &Blank| {
            let text = given.get(blank.name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
            text.or(blank.default)
        };
        if let Some(missing) = self.blanks.iter().find(|blank| self.needs(blank) && value(blank).is_none()) {
            return Err(missing.name);
        }
        let mut text = String::new();
        for clause in self.clauses {
            let mut clause = (*clause).to_owned();
            for blank in self.blanks {
                if let Some(value) = value(blank) {
                    clause = clause.replace(&format!("{{{}}}", blank.name), value);
                }
            }
            let empty = self.blanks.iter().any(|blank| clause.contains(&format!("{{{}}}", blank.name)));
            if !empty {
                text.push_str(&clause);
            }
        }
        text.push('.');
        Ok(text)
    }
}
