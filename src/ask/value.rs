//! The values behind the words of a clause.

use serde_json::Value;

use super::Misunderstood;
use super::clause::Clause;
use crate::source_range::SourceRange;

impl Clause<'_> {
    /// The value of an argument, behind the words for it.
    pub(super) fn value(&mut self, argument: &'static str) -> Result<(), Misunderstood> {
        match argument {
            "service_name" => self.service(),
            "service_port" => self.port(),
            "amount" => self.amount(),
            "tls_passthrough" => self.passthrough(),
            "source_ranges" => self.ranges(),
            "entry_points" | "middlewares" => self.several(argument, true),
            _ => self.one(argument),
        }
    }

    /// `namespace 'default'`, `'default'`, `the 'default' namespace`.
    pub(super) fn namespace(&mut self) -> Result<(), Misunderstood> {
        self.reader.take(&["the"]);
        let named = self.reader.take(&["namespace"]).is_some();
        self.one("namespace")?;
        if !named {
            self.reader.take(&["namespace"]);
        }
        Ok(())
    }

    /// `[namespace/]name`, or with `:port`.
    pub(super) fn service(&mut self) -> Result<(), Misunderstood> {
        let name = self.name("the service")?;
        match name.rsplit_once(':') {
            Some((name, port)) => {
                self.note("service_name", name)?;
                self.note("service_port", port_value(port))
            }
            None => self.note("service_name", name),
        }
    }

    pub(super) fn port(&mut self) -> Result<(), Misunderstood> {
        let port = self.name("the port")?;
        self.note("service_port", port_value(&port))
    }

    pub(super) fn ranges(&mut self) -> Result<(), Misunderstood> {
        let place = self.reader.place();
        let Some(names) = self.reader.names(true) else { return Err(self.missing("source_ranges")) };
        if let Some(odd) = names.iter().find(|name| SourceRange::parse(name).is_err()) {
            let message = format!("`{odd}` is not an address or a CIDR range");
            let place = place.start..self.reader.end().end;
            return Err(Misunderstood::new(message, format!("understood is: {}", self.form), place));
        }
        self.note("source_ranges", names)
    }

    pub(super) fn amount(&mut self) -> Result<(), Misunderstood> {
        let place = self.reader.place();
        let number = self.name("the number")?;
        self.reader.take(&["simultaneous", "concurrent"]);
        self.reader.take(&["connections", "connection"]);
        match number.parse::<u32>() {
            Ok(number) => self.note("amount", number),
            Err(_) => Err(Misunderstood::new(
                format!("`{number}` is not a number"),
                format!("understood is: {}", self.form),
                place,
            )),
        }
    }

    pub(super) fn passthrough(&mut self) -> Result<(), Misunderstood> {
        let said = self.reader.take(&["enabled", "true", "on", "disabled", "false", "off"]);
        self.note("tls_passthrough", !matches!(said.as_deref(), Some("disabled" | "false" | "off")))
    }

    pub(super) fn one(&mut self, argument: &'static str) -> Result<(), Misunderstood> {
        let name = self.name(argument)?;
        self.note(argument, name)
    }

    pub(super) fn several(&mut self, argument: &'static str, announced: bool) -> Result<(), Misunderstood> {
        match self.reader.names(announced) {
            Some(names) => self.note(argument, names),
            None => Err(self.missing(argument)),
        }
    }

    pub(super) fn name(&mut self, what: &str) -> Result<String, Misunderstood> {
        match self.reader.name() {
            Some(name) => Ok(name),
            None => Err(self.missing(what)),
        }
    }

    pub(super) fn expect(&mut self, words: &[&str], word: &'static str) -> Result<(), Misunderstood> {
        match (self.reader.take(words), self.reader.peek()) {
            (Some(_), _) => Ok(()),
            (None, Some(token)) => Err(Misunderstood::word(token, &[word], self.form)),
            (None, None) => Err(Misunderstood::ends(&format!("`{word}`"), self.reader.end(), self.form)),
        }
    }

    pub(super) fn note(&mut self, name: &'static str, value: impl Into<Value>) -> Result<(), Misunderstood> {
        let place = self.start.start..self.reader.end().end;
        self.said.note(name, value, place, self.form)
    }

    pub(super) fn missing(&self, what: &str) -> Misunderstood {
        let what = if what.starts_with("the ") { what.to_owned() } else { format!("a value of `{what}`") };
        match self.reader.word() {
            Some(word) => Misunderstood::new(
                format!("{what} is missing before `{word}`"),
                format!("a name that is a word of the grammar needs quotes; understood is: {}", self.form),
                self.reader.place(),
            ),
            None => Misunderstood::ends(&what, self.reader.place(), self.form),
        }
    }
}

/// Digits are a port's number.
fn port_value(text: &str) -> Value {
    text.parse::<u32>().map_or_else(|_| text.into(), Value::from)
}
