//! What a request says of the object, clause by clause.

use std::ops::Range;

use super::Misunderstood;
use super::clause::Clause;
use super::forms::{self, Kind, Verb};
use super::leads::Leads;
use super::reader::Reader;
use super::said::Said;

/// Reads clauses up to the request's end.
pub(super) fn read(reader: &mut Reader, verb: Verb, kind: Kind, said: &mut Said) -> Result<(), Misunderstood> {
    let form = forms::form(verb, kind);
    loop {
        reader.skip_end();
        let start = reader.place();
        let leads = Leads::read(reader);
        if reader.peek().is_none() {
            return if leads.are_empty() {
                Ok(())
            } else {
                Err(Misunderstood::ends("the end of the request", reader.end(), form))
            };
        }
        let mut clause = Clause { reader, said, form, verb, start };
        clause.read(&leads)?;
        refuse_foreign(clause.said, kind, verb, form, clause.start.start..clause.reader.end().end)?;
    }
}

/// The namespace, if it follows, and then the request's end.
pub(super) fn place(reader: &mut Reader, said: &mut Said, form: &'static str) -> Result<(), Misunderstood> {
    let start = reader.place();
    if reader.take(&["in"]).is_some() {
        Clause { reader, said, form, verb: Verb::Update, start }.namespace()?;
    }
    reader.skip_end();
    match reader.peek() {
        None => Ok(()),
        Some(token) => Err(Misunderstood::word(token, &[], form)),
    }
}

/// The value of one argument.
pub(super) fn value(
    reader: &mut Reader,
    said: &mut Said,
    argument: &'static str,
    form: &'static str,
) -> Result<(), Misunderstood> {
    let start = reader.place();
    Clause { reader, said, form, verb: Verb::Update, start }.value(argument)
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
