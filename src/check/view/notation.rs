use crate::check::view::phrases::Phrase;
use crate::check::view::rule_view::RuleView;
use crate::resource::{Object, ServiceTcp};

/// How the object that a finding is about was written: with the keys of a state file, or with the fields of a manifest.
/// Every text of a check that names a key takes it from here, so that help can be typed where the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Notation {
    is_manifest: bool,
    rule: Option<usize>,
    service: Option<usize>,
}

impl Notation {
    /// That of an object. One that comes from no file gets the fields of a manifest.
    pub(crate) fn of(object: &Object) -> Self {
        Self { is_manifest: object.entry.is_none(), rule: None, service: None }
    }

    /// The words of a phrase.
    pub(crate) fn words(self, phrase: &Phrase) -> String {
        if !self.is_manifest {
            return phrase.state_file.to_owned();
        }
        let mut text = phrase.manifest.to_owned();
        for (list, index) in [("routes", self.rule), ("services", self.service)] {
            if let Some(index) = index {
                text = text.replace(&format!("{list}[]"), &format!("{list}[{index}]"));
            }
        }
        text
    }

    /// The words of a phrase with values, each for a `{}`, in order.
    pub(crate) fn with(self, phrase: &Phrase, values: &[&str]) -> String {
        let text = self.words(phrase);
        let mut parts = text.split("{}");
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for (part, value) in parts.zip(values) {
            filled.push_str(value);
            filled.push_str(part);
        }
        filled
    }
}

impl RuleView<'_> {
    /// The notation of the route, with the rule's index in a manifest's `spec.routes`.
    pub(crate) fn notation(&self) -> Notation {
        Notation { rule: Some(self.index), ..Notation::of(self.object) }
    }

    /// The same, with the index of one of the rule's services.
    pub(crate) fn notation_of(&self, service: &ServiceTcp) -> Notation {
        let service = self.rule.services.iter().position(|own| std::ptr::eq(own, service));
        Notation { service, ..self.notation() }
    }
}

#[cfg(test)]
mod tests {
    use super::Notation;
    use crate::check::view::phrases::Phrase;

    const PHRASE: Phrase = Phrase { state_file: "`a_b = \"{}\"`", manifest: "`spec.routes[].services[].aB: {}`" };

    #[test]
    fn a_manifest_s_lists_get_the_index_of_the_rule_and_of_the_service() {
        let state_file = Notation { is_manifest: false, rule: Some(1), service: Some(0) };
        assert_eq!(state_file.with(&PHRASE, &["x"]), "`a_b = \"x\"`");
        let manifest = Notation { is_manifest: true, ..state_file };
        assert_eq!(manifest.with(&PHRASE, &["x"]), "`spec.routes[1].services[0].aB: x`");
        let route = Notation { rule: None, service: None, ..manifest };
        assert_eq!(route.words(&PHRASE), "`spec.routes[].services[].aB: {}`");
    }

    #[test]
    fn a_value_is_never_read_as_a_phrase() {
        let manifest = Notation { is_manifest: true, rule: Some(0), service: Some(0) };
        assert_eq!(manifest.with(&PHRASE, &["{} routes[]"]), "`spec.routes[0].services[0].aB: {} routes[]`");
    }
}
