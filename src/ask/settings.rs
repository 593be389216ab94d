//! "Set the port of 'pg' to 5432": one setting of an object.

use super::edits::Meant;
use super::forms::{Kind, SET, Verb};
use super::reader::Reader;
use super::said::Said;
use super::thing;
use super::{Misunderstood, clauses};

/// A setting: the argument, and the kind of object that has it.
struct Setting {
    words: &'static [&'static str],
    argument: &'static str,
    kind: Kind,
    /// Whether the words also begin an object: `middleware 'm'`. Then "of" has to follow.
    is_noun: bool,
}

const fn setting(words: &'static [&'static str], argument: &'static str, kind: Kind, is_noun: bool) -> Setting {
    Setting { words, argument, kind, is_noun }
}

const SETTINGS: [Setting; 26] = [
    setting(&["service", "port"], "service_port", Kind::Route, false),
    setting(&["port"], "service_port", Kind::Route, false),
    setting(&["service_port"], "service_port", Kind::Route, false),
    setting(&["backend", "service"], "service_name", Kind::Route, false),
    setting(&["backend"], "service_name", Kind::Route, false),
    setting(&["service"], "service_name", Kind::Route, false),
    setting(&["service_name"], "service_name", Kind::Route, false),
    setting(&["entry", "point"], "entry_points", Kind::Route, false),
    setting(&["entry", "points"], "entry_points", Kind::Route, false),
    setting(&["entrypoint"], "entry_points", Kind::Route, false),
    setting(&["entrypoints"], "entry_points", Kind::Route, false),
    setting(&["entry_points"], "entry_points", Kind::Route, false),
    setting(&["sni", "host"], "sni_match", Kind::Route, false),
    setting(&["sni"], "sni_match", Kind::Route, false),
    setting(&["server", "name"], "sni_match", Kind::Route, false),
    setting(&["tls", "secret"], "tls_secret_name", Kind::Route, false),
    setting(&["tls", "passthrough"], "tls_passthrough", Kind::Route, false),
    setting(&["middleware"], "middlewares", Kind::Route, true),
    setting(&["middlewares"], "middlewares", Kind::Route, true),
    setting(&["connection", "limit"], "amount", Kind::Middleware, true),
    setting(&["limit"], "amount", Kind::Middleware, true),
    setting(&["amount"], "amount", Kind::Middleware, false),
    setting(&["source", "ranges"], "source_ranges", Kind::Middleware, false),
    setting(&["source_ranges"], "source_ranges", Kind::Middleware, false),
    setting(&["ranges"], "source_ranges", Kind::Middleware, false),
    setting(&["allowed", "ranges"], "source_ranges", Kind::Middleware, false),
];

/// Reads one setting; none if the request names the object first.
pub(super) fn read(reader: &mut Reader) -> Result<Option<Meant>, Misunderstood> {
    let start = reader.mark();
    reader.take(&["the"]);
    let Some(setting) = SETTINGS.iter().find(|setting| reader.take_all(setting.words)) else {
        reader.back_to(start);
        return Ok(None);
    };
    let of = reader.take(&["of", "on", "for"]).is_some();
    if setting.is_noun && !of {
        reader.back_to(start);
        return Ok(None);
    }
    let mut said = Said::default();
    let thing = if of {
        let thing = thing::target(reader, setting.kind, true, SET)?;
        expect(reader, &["to"])?;
        clauses::value(reader, &mut said, setting.argument, SET)?;
        thing
    } else {
        reader.take(&["to"]);
        clauses::value(reader, &mut said, setting.argument, SET)?;
        expect(reader, &["of", "on", "for"])?;
        thing::target(reader, setting.kind, true, SET)?
    };
    clauses::place(reader, &mut said, SET)?;
    Ok(Some(Meant { verb: Verb::Update, thing, said }))
}

fn expect(reader: &mut Reader, words: &[&'static str]) -> Result<(), Misunderstood> {
    match (reader.take(words), reader.peek()) {
        (Some(_), _) => Ok(()),
        (None, Some(token)) => Err(Misunderstood::word(token, words, SET)),
        (None, None) => Err(Misunderstood::ends(&format!("`{}`", words.join("` or `")), reader.end(), SET)),
    }
}
