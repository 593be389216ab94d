use std::ops::Range;

use super::Misunderstood;
use super::forms::Verb;
use super::leads::Leads;
use super::reader::Reader;
use super::said::Said;
use super::words::CLAUSES;

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

    fn tls(&mut self) -> Result<(), Misunderstood> {
        if self.reader.take(&["secret"]).is_some() {
            return self.one("tls_secret_name");
        }
        self.expect(&["passthrough"], "passthrough")?;
        self.passthrough()
    }

    /// `without` takes no value: "without TLS passthrough disabled" is ambiguous.
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
