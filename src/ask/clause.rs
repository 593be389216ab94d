use std::ops::Range;

use serde_json::Value;

use super::Misunderstood;
use super::forms::Verb;
use super::leads::Leads;
use super::reader::Reader;
use super::said::Said;
use super::words::CLAUSES;
use crate::source_range::SourceRange;

/// What may lead to a setting of any kind.
const SETTING: [&str; 9] = ["", "with", "use", "using", "to use", "by using", "set", "to set", "and"];

/// A clause that is being read.
pub(super) struct Clause<'r> {
    pub reader: &'r mut Reader,
    pub said: &'r mut Said,
    pub form: &'static str,
    pub verb: Verb,
    pub start: Range<usize>,
}

impl Clause<'_> {
    pub(super) fn read(&mut self, leads: &Leads) -> Result<(), Misunderstood> {
        let Some(word) = self.reader.take(&CLAUSES) else { return self.bare(leads) };
        let also: &[&str] = match word.as_str() {
            "namespace" => &["in"],
            "service" | "service_name" | "backend" => &["for", "targeting", "to", "of"],
            "port" | "service_port" => &["on", "at", "to"],
            "entry" | "entrypoint" | "entrypoints" | "entry_point" | "entry_points" => &["on", "at"],
            "sni" | "hostsni" | "sni_match" | "plain" => &["for"],
            "middleware" | "middlewares" => {
                if self.verb == Verb::Update {
                    &["keeping"]
                } else {
                    &[]
                }
            }
            "allow" => &["to"],
            "most" => &["at", "with at", "to at"],
            _ => &[],
        };
        let alone = ["allow", "allowing", "most", "without", "plain"].contains(&word.as_str());
        let leads_here = leads.are(also) || !alone && leads.are(&SETTING) || leads.are(&[""]);
        if !leads_here || word == "allow" && !leads.are(&["to"]) || word == "most" && leads.are(&[""]) {
            return Err(self.unknown_before());
        }
        self.named(&word)
    }

    fn named(&mut self, word: &str) -> Result<(), Misunderstood> {
        match word {
            "namespace" => self.one("namespace"),
            "service" | "service_name" => self.value("service_name"),
            "backend" => {
                self.reader.take(&["service"]);
                self.value("service_name")
            }
            "port" | "service_port" => self.value("service_port"),
            "entry" => {
                let word = self.reader.take(&["points"]);
                if word.is_none() {
                    self.expect(&["point"], "point")?;
                }
                self.several("entry_points", word.is_some())
            }
            "entrypoint" | "entrypoints" | "entry_point" | "entry_points" => {
                self.several("entry_points", word.ends_with('s'))
            }
            "sni" | "hostsni" | "sni_match" => {
                self.reader.take(&["host"]);
                self.one("sni_match")
            }
            "catch-all" => {
                self.reader.take(&["sni", "hostsni", "sni_match"]);
                let star = self.reader.word().is_some_and(|word| word == "*");
                if star {
                    self.reader.next();
                }
                self.note("sni_match", "*")
            }
            "middleware" | "middlewares" => self.several("middlewares", word.ends_with('s')),
            "tls" => self.tls(),
            "tls_passthrough" | "passthrough" => self.value("tls_passthrough"),
            "tls_secret_name" => self.one("tls_secret_name"),
            "allowing" | "allow" => self.allow(),
            "source_ranges" => self.value("source_ranges"),
            "most" | "amount" => self.value("amount"),
            "without" => self.without(),
            "plain" => {
                self.reader.take(&["tcp"]);
                self.reader.take(&["clients"]);
                Ok(())
            }
            _ => Err(self.unknown_before()),
        }
    }

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

    /// A name that stands alone means what the word before it says: `in 'default'`, `for 'redis'`.
    fn bare(&mut self, leads: &Leads) -> Result<(), Misunderstood> {
        if leads.are(&["in"]) {
            self.namespace()
        } else if leads.are(&["for", "targeting", "use", "using", "to use", "by using"]) {
            self.service()
        } else {
            Err(self.unknown())
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
    fn service(&mut self) -> Result<(), Misunderstood> {
        let name = self.name("the service")?;
        match name.rsplit_once(':') {
            Some((name, port)) => {
                self.note("service_name", name)?;
                self.note("service_port", port_value(port))
            }
            None => self.note("service_name", name),
        }
    }

    fn port(&mut self) -> Result<(), Misunderstood> {
        let port = self.name("the port")?;
        self.note("service_port", port_value(&port))
    }

    /// "Update .. to allow RANGE" could mean that range alone, or that range as well.
    fn allow(&mut self) -> Result<(), Misunderstood> {
        if self.reader.take(&["only"]).is_none() && self.verb == Verb::Update {
            let help =
                "write `to allow only` for the whole list, or \"Add RANGE to middleware 'NAME'\" for one range more";
            let place = self.start.start..self.reader.end().end;
            return Err(Misunderstood::new("this does not say what becomes of the other ranges", help, place));
        }
        self.ranges()
    }

    fn ranges(&mut self) -> Result<(), Misunderstood> {
        let place = self.reader.place();
        let Some(names) = self.reader.names(true) else { return Err(self.missing("source_ranges")) };
        if let Some(odd) = names.iter().find(|name| SourceRange::parse(name).is_err()) {
            let message = format!("`{odd}` is no address and no CIDR range");
            let place = place.start..self.reader.end().end;
            return Err(Misunderstood::new(message, format!("understood is: {}", self.form), place));
        }
        self.note("source_ranges", names)
    }

    fn amount(&mut self) -> Result<(), Misunderstood> {
        let place = self.reader.place();
        let number = self.name("the number")?;
        self.reader.take(&["simultaneous", "concurrent"]);
        self.reader.take(&["connections", "connection"]);
        match number.parse::<u32>() {
            Ok(number) => self.note("amount", number),
            Err(_) => Err(Misunderstood::new(
                format!("`{number}` is no number"),
                format!("understood is: {}", self.form),
                place,
            )),
        }
    }

    fn tls(&mut self) -> Result<(), Misunderstood> {
        if self.reader.take(&["secret"]).is_some() {
            return self.one("tls_secret_name");
        }
        self.expect(&["passthrough"], "passthrough")?;
        self.passthrough()
    }

    fn passthrough(&mut self) -> Result<(), Misunderstood> {
        let said = self.reader.take(&["enabled", "true", "on", "disabled", "false", "off"]);
        self.note("tls_passthrough", !matches!(said.as_deref(), Some("disabled" | "false" | "off")))
    }

    /// What is left out has no value: "without TLS passthrough disabled" says nothing clear.
    fn without(&mut self) -> Result<(), Misunderstood> {
        match self.reader.take(&["tls", "tls_passthrough", "passthrough"]).as_deref() {
            Some("tls") => self.expect(&["passthrough"], "passthrough")?,
            Some(_) => {}
            None => return Err(self.unknown()),
        }
        if self
            .reader
            .word()
            .is_some_and(|word| ["enabled", "true", "on", "disabled", "false", "off"].contains(&word.as_str()))
        {
            return Err(self.unknown());
        }
        self.note("tls_passthrough", false)
    }

    fn one(&mut self, argument: &'static str) -> Result<(), Misunderstood> {
        let name = self.name(argument)?;
        self.note(argument, name)
    }

    fn several(&mut self, argument: &'static str, announced: bool) -> Result<(), Misunderstood> {
        match self.reader.names(announced) {
            Some(names) => self.note(argument, names),
            None => Err(self.missing(argument)),
        }
    }

    fn name(&mut self, what: &str) -> Result<String, Misunderstood> {
        match self.reader.name() {
            Some(name) => Ok(name),
            None => Err(self.missing(what)),
        }
    }

    fn expect(&mut self, words: &[&str], word: &'static str) -> Result<(), Misunderstood> {
        match (self.reader.take(words), self.reader.peek()) {
            (Some(_), _) => Ok(()),
            (None, Some(token)) => Err(Misunderstood::word(token, &[word], self.form)),
            (None, None) => Err(Misunderstood::ends(&format!("`{word}`"), self.reader.end(), self.form)),
        }
    }

    fn note(&mut self, name: &'static str, value: impl Into<Value>) -> Result<(), Misunderstood> {
        let place = self.start.start..self.reader.end().end;
        self.said.note(name, value, place, self.form)
    }

    fn missing(&self, what: &str) -> Misunderstood {
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

    fn unknown(&self) -> Misunderstood {
        match self.reader.peek() {
            Some(token) => Misunderstood::word(token, &CLAUSES, self.form),
            None => Misunderstood::ends("the end of the request", self.reader.end(), self.form),
        }
    }

    /// A word of the grammar that begins no clause.
    fn unknown_before(&self) -> Misunderstood {
        let message = "this is not understood here";
        let place = self.start.start..self.reader.end().end;
        Misunderstood::new(message, format!("understood is: {}", self.form), place)
    }
}

/// Digits are a port's number.
fn port_value(text: &str) -> Value {
    text.parse::<u32>().map_or_else(|_| text.into(), Value::from)
}
