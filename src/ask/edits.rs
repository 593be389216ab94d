//! Requests about one item of a list: a range, a guard, an entry point.

use super::forms::{self, Kind, Verb};
use super::reader::Reader;
use super::said::Said;
use super::thing::{self, Thing};
use super::{Misunderstood, clauses, head::Head};
use crate::source_range::SourceRange;

/// A request that is read up to the object it is about.
pub(super) struct Meant {
    pub verb: Verb,
    pub thing: Thing,
    pub said: Said,
}

const RANGES: [&str; 8] = ["range", "ranges", "address", "addresses", "network", "networks", "ip", "ips"];

/// What an item of a list is, in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Range,
    Guard,
    EntryPoint,
    /// The request does not say it.
    Unnamed,
}

/// An edit as one direction has it: where the items go, or come from.
struct Way {
    preposition: &'static str,
    arguments: [&'static str; 3],
    forms: [&'static str; 3],
}

const ADD: Way = Way {
    preposition: "to",
    arguments: ["add_source_ranges", "add_middlewares", "add_entry_points"],
    forms: [forms::ADD_RANGE, forms::ATTACH, forms::ADD_ENTRY_POINT],
};
const REMOVE: Way = Way {
    preposition: "from",
    arguments: ["remove_source_ranges", "remove_middlewares", "remove_entry_points"],
    forms: [forms::REMOVE_RANGE, forms::DETACH, forms::REMOVE_ENTRY_POINT],
};

/// Reads "Add X to Y", "Remove X from Y" and the like; none if the request is about an object as a whole.
pub(super) fn read(reader: &mut Reader, head: Head) -> Result<Option<Meant>, Misunderstood> {
    match head {
        Head::Add => edit(reader, &ADD, false),
        Head::Remove => edit(reader, &REMOVE, false),
        Head::Attach => edit(reader, &ADD, true),
        Head::Detach => edit(reader, &REMOVE, true),
        Head::Allow => allow(reader).map(Some),
        _ => Ok(None),
    }
}

/// `guards`: "Attach" and "Detach" are about guards and nothing else.
fn edit(reader: &mut Reader, way: &Way, guards: bool) -> Result<Option<Meant>, Misunderstood> {
    let start = reader.mark();
    let place = reader.place();
    let item = item(reader);
    // Whatever they are, a preposition has to follow.
    let names = reader.names(true);
    let place = place.start..reader.end().end;
    let follows = reader.take(&[way.preposition]).is_some();
    let are_ranges = names.as_ref().is_some_and(|names| names.iter().all(|name| looks_like_range(name)));
    let (Some(names), true) = (names, follows && reader.word().is_none_or(|word| word != "allow")) else {
        if guards || are_ranges || item == Item::Range {
            return Err(rest(reader, way.forms[usize::from(guards)], way.preposition));
        }
        reader.back_to(start);
        return Ok(None);
    };
    let item = if guards && item == Item::Unnamed { Item::Guard } else { item };
    let ranges = names.iter().filter(|name| SourceRange::parse(name).is_ok()).count();
    let is_range = item == Item::Range || item == Item::Unnamed && names.iter().any(|name| looks_like_range(name));
    if is_range && ranges < names.len() || guards && item != Item::Guard || item == Item::Guard && ranges > 0 {
        return Err(mixed(&names, place, way.forms[usize::from(!is_range)]));
    }
    let known = item != Item::Unnamed || names.iter().all(|name| thing::kind_of(name) == Some(Kind::Middleware));
    let (at, kind) = match item {
        _ if is_range => (0, Kind::Middleware),
        Item::EntryPoint => (2, Kind::Route),
        _ => (1, Kind::Route),
    };
    let thing = thing::target(reader, kind, is_range || known, way.forms[at])?;
    let mut said = Said::default();
    said.note(way.arguments[at], names, place, way.forms[at])?;
    finish(reader, thing, said, way.forms[at]).map(Some)
}

/// An address, a range, or what is meant to be one.
fn looks_like_range(name: &str) -> bool {
    SourceRange::parse(name).is_ok()
        || name.starts_with(|letter: char| letter.is_ascii_digit()) && name.contains(['.', ':'])
}

/// What the noun before the items says they are.
fn item(reader: &mut Reader) -> Item {
    reader.take(&["the"]);
    let mark = reader.mark();
    reader.take(&["tcp"]);
    if reader.take(&["middleware", "middlewares", "middlewaretcp"]).is_some() {
        return Item::Guard;
    }
    reader.back_to(mark);
    let one_word = ["entrypoint", "entrypoints", "entry_point", "entry_points"];
    if reader.take(&one_word).is_some() || reader.take_all(&["entry", "point"]) || reader.take_all(&["entry", "points"])
    {
        return Item::EntryPoint;
    }
    reader.take(&["source", "cidr"]);
    reader.take(&RANGES);
    if reader.mark() > mark { Item::Range } else { Item::Unnamed }
}

/// "Allow RANGE in M" adds; "Allow only RANGE in M" is the whole list.
fn allow(reader: &mut Reader) -> Result<Meant, Misunderstood> {
    let form = forms::ALLOW;
    let mut only = reader.take(&["only"]).is_some();
    if reader.take_all(&["access", "from"]) || reader.take_all(&["connections", "from"]) {
        only = only || reader.take(&["only"]).is_some();
    }
    let place = reader.place();
    let item = item(reader);
    let Some(names) = reader.names(true) else { return Err(rest(reader, form, "the range")) };
    let place = place.start..reader.end().end;
    let all_are = names.iter().all(|name| SourceRange::parse(name).is_ok());
    if !matches!(item, Item::Range | Item::Unnamed) || !all_are {
        return Err(mixed(&names, place, form));
    }
    let through = ["through", "via"];
    let _ = reader.take(&["pass"]);
    let within = reader.take(&["in"]).is_some();
    if reader.take(&through).is_none() && !within {
        return Err(rest(reader, form, "in"));
    }
    let thing = thing::target(reader, Kind::Middleware, true, form)?;
    let mut said = Said::default();
    said.note(if only { "source_ranges" } else { "add_source_ranges" }, names, place, form)?;
    finish(reader, thing, said, form)
}

/// A namespace may follow, and nothing else.
fn finish(reader: &mut Reader, thing: Thing, mut said: Said, form: &'static str) -> Result<Meant, Misunderstood> {
    clauses::place(reader, &mut said, form)?;
    Ok(Meant { verb: Verb::Update, thing, said })
}

fn rest(reader: &Reader, form: &str, expected: &str) -> Misunderstood {
    match reader.peek() {
        Some(token) => Misunderstood::word(token, &[], form),
        None => Misunderstood::ends(&format!("`{expected}`"), reader.end(), form),
    }
}

fn mixed(names: &[String], place: std::ops::Range<usize>, form: &str) -> Misunderstood {
    let odd = names.iter().find(|name| SourceRange::parse(name).is_err()).or(names.first());
    let odd = odd.map(String::as_str).unwrap_or_default();
    let is = if SourceRange::parse(odd).is_ok() {
        "is a range, not a middleware"
    } else {
        "is not an address or a CIDR range"
    };
    Misunderstood::new(format!("`{odd}` {is}"), format!("understood is: {form}"), place)
}
