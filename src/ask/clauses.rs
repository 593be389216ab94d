//! What a request says of the object, clause by clause.

use std::ops::Range;

use serde_json::Value;

use super::forms::{Kind, Verb};
use super::reader::Reader;
use super::said::Said;
use super::words::{CLAUSES, LEADING};
use super::{Misunderstood, forms};

/// Reads clauses up to the request's end.
pub(super) fn read(reader: &mut Reader, verb: Verb, kind: Kind, said: &mut Said) -> Result<(), Misunderstood> {
    let form = forms::form(verb, kind);
    loop {
        reader.skip_marks();
        let start = reader.place();
        let mut leads = Vec::new();
        while let Some(word) = reader.take(&LEADING) {
            leads.push(word);
            if leads.iter().any(|word| word != "and") {
                continue;
            }
            reader.skip_marks();
        }
        if reader.peek().is_none() {
            let dangling = leads.iter().any(|word| word != "and");
            return if dangling {
                Err(Misunderstood::ends("the end of the request", reader.end(), form))
            } else {
                Ok(())
            };
        }
        let mut clause = Clause { reader, said, form, start };
        clause.read(&leads)?;
        refuse_foreign(clause.said, kind, verb, form, clause.start.start..clause.reader.end().end)?;
    }
}

/// A clause that is being read.
struct Clause<'r> {
    reader: &'r mut Reader,
    said: &'r mut Said,
    form: &'static str,
    start: Range<usize>,
}

impl Clause<'_> {
    fn read(&mut self, leads: &[String]) -> Result<(), Misunderstood> {
        let Some(word) = self.reader.take(&CLAUSES) else { return self.bare(leads) };
        match word.as_str() {
            "namespace" => self.one("namespace"),
            "service" | "service_name" => self.service(),
            "backend" => {
                self.reader.take(&["service"]);
                self.service()
            }
            "port" | "service_port" => self.port(),
            "entry" => {
                self.expect(&["point", "points"], "point")?;
                self.several("entry_points")
            }
            "entrypoint" | "entrypoints" | "entry_point" | "entry_points" => self.several("entry_points"),
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
            "middleware" | "middlewares" => self.several("middlewares"),
            "tls" => self.tls(true),
            "tls_passthrough" | "passthrough" => self.passthrough(true),
            "tls_secret_name" => self.one("tls_secret_name"),
            "allowing" | "allow" => {
                self.reader.take(&["only"]);
                self.several("source_ranges")
            }
            "source_ranges" => self.several("source_ranges"),
            "most" | "amount" => self.amount(),
            "without" => self.without(),
            "plain" => {
                self.reader.take(&["tcp"]);
                self.reader.take(&["clients"]);
                Ok(())
            }
            _ => Err(self.unknown_before()),
        }
    }

    /// A name that stands alone means what the word before it says: `in 'default'`, `for 'redis'`.
    fn bare(&mut self, leads: &[String]) -> Result<(), Misunderstood> {
        let lead = leads.iter().rev().find(|word| !matches!(word.as_str(), "the" | "a" | "an" | "kubernetes"));
        match lead.map(String::as_str) {
            Some("in") => self.one("namespace"),
            Some("for" | "targeting" | "use" | "using") => self.service(),
            _ => Err(self.unknown()),
        }
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

    fn amount(&mut self) -> Result<(), Misunderstood> {
        let place = self.reader.place();
        let number = self.name("the number")?;
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

    fn tls(&mut self, on: bool) -> Result<(), Misunderstood> {
        if self.reader.take(&["secret"]).is_some() {
            return self.one("tls_secret_name");
        }
        self.expect(&["passthrough"], "passthrough")?;
        self.passthrough(on)
    }

    fn passthrough(&mut self, on: bool) -> Result<(), Misunderstood> {
        let said = match self.reader.take(&["enabled", "true", "on", "disabled", "false", "off"]).as_deref() {
            Some("disabled" | "false" | "off") => false,
            Some(_) => true,
            None => on,
        };
        self.note("tls_passthrough", said)
    }

    fn without(&mut self) -> Result<(), Misunderstood> {
        match self.reader.take(&["tls", "tls_passthrough", "passthrough"]).as_deref() {
            Some("tls") => self.tls(false),
            Some(_) => self.passthrough(false),
            None => Err(self.unknown()),
        }
    }

    fn one(&mut self, argument: &'static str) -> Result<(), Misunderstood> {
        let name = self.name(argument)?;
        self.note(argument, name)
    }

    fn several(&mut self, argument: &'static str) -> Result<(), Misunderstood> {
        match self.reader.names() {
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

/// What a thing of this kind has not, or what a deletion does not need.
fn refuse_foreign(said: &Said, kind: Kind, verb: Verb, form: &str, place: Range<usize>) -> Result<(), Misunderstood> {
    let own: &[&str] = match (verb, kind) {
        (Verb::Delete, _) => &["namespace"],
        (_, Kind::Middleware) => &["namespace", "source_ranges", "amount"],
        (_, Kind::Route) => &[
            "namespace",
            "service_name",
            "service_port",
            "entry_points",
            "sni_match",
            "tls_passthrough",
            "tls_secret_name",
            "middlewares",
        ],
    };
    match said.arguments.keys().find(|name| !own.contains(&name.as_str())) {
        Some(name) => {
            let message = format!("`{name}` has no meaning in this request");
            Err(Misunderstood::new(message, format!("understood is: {form}"), place))
        }
        None => Ok(()),
    }
}
