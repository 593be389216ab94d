//! The object that a request speaks of: its kind and its name.

use super::forms::{Kind, Verb};
use super::reader::Reader;
use super::token::{Piece, Token};
use super::{Misunderstood, forms, words};

/// An object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Thing {
    pub kind: Kind,
    pub name: String,
    /// What the middleware does, if the request says so.
    pub guard: Option<Guard>,
}

/// What a middleware does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    AllowList,
    Limit,
}

const ADJECTIVES: [&str; 8] = ["a", "an", "the", "new", "existing", "tcp", "ip", "kubernetes"];
const PAPERS: [&str; 2] = ["yaml", "manifest"];
const MIDDLEWARES: [&str; 2] = ["middleware", "middlewaretcp"];
const ROUTES: [&str; 2] = ["route", "ingressroutetcp"];
const NAMING: [&str; 3] = ["name", "named", "called"];

/// What a name says of its object: `postgres-route` is a route, `db-allowlist` a middleware.
const ENDINGS: [(&str, Kind); 5] = [
    ("-route", Kind::Route),
    ("-middleware", Kind::Middleware),
    ("-allowlist", Kind::Middleware),
    ("-allow-list", Kind::Middleware),
    ("-limit", Kind::Middleware),
];

pub(super) fn kind_of(name: &str) -> Option<Kind> {
    ENDINGS.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, kind)| *kind)
}

/// "the TCP IP allowlist middleware", without a name. Only a manifest that is generated is a paper.
pub(super) fn noun(reader: &mut Reader, papers: bool) -> Option<(Kind, Option<Guard>)> {
    let mark = reader.mark();
    let mut guard = None;
    loop {
        guard = guard.or_else(|| described(reader));
        if guard.is_none() && papers && reader.take(&PAPERS).is_some() {
            reader.take(&["for", "of"]);
        } else if reader.take(&ADJECTIVES).is_none() {
            break;
        }
    }
    let found = if reader.take(&MIDDLEWARES).is_some() || guard.is_some() {
        Some(Kind::Middleware)
    } else {
        reader.take(&ROUTES).map(|_| Kind::Route)
    };
    let Some(kind) = found else {
        reader.back_to(mark);
        return None;
    };
    Some((kind, guard.or_else(|| described(reader))))
}

fn described(reader: &mut Reader) -> Option<Guard> {
    let list = reader.take(&["allowlist", "allow-list", "ipallowlist", "ip_allowlist"]).is_some();
    if list || reader.take_all(&["allow", "list"]) {
        return Some(Guard::AllowList);
    }
    let limit = reader.take(&["limit", "inflightconn", "in_flight_conn"]).is_some();
    (limit || reader.take_all(&["connection", "limit"])).then_some(Guard::Limit)
}

/// What the request speaks of, and its name.
pub(super) fn thing(reader: &mut Reader, verb: Verb) -> Result<Thing, Misunderstood> {
    let papers = verb == Verb::Generate;
    let Some((kind, guard)) = noun(reader, papers) else { return by_name(reader, verb) };
    let form = forms::form(verb, kind);
    if papers {
        reader.take(&PAPERS);
        let _ = reader.take_all(&["for", "the", kind.name()]) || reader.take_all(&["for", kind.name()]);
    }
    let guard = guard.or_else(|| if kind == Kind::Middleware { described(reader) } else { None });
    reader.take(&NAMING);
    let place = reader.place();
    let taken = reader.word().filter(|word| words::is_known(word));
    // An article is one before a noun alone: here it is a short name.
    match reader.name().or_else(|| reader.take(&["a", "an"])) {
        Some(name) => Ok(Thing { kind, name, guard }),
        None => Err(match taken {
            Some(word) => Misunderstood::new(
                format!("the name is missing before `{word}`"),
                format!("understood is: {form}"),
                place,
            ),
            None => Misunderstood::ends("the name", place, form),
        }),
    }
}

/// "the pg route", or a name that says what it is of.
fn by_name(reader: &mut Reader, verb: Verb) -> Result<Thing, Misunderstood> {
    while reader.take(&ADJECTIVES).is_some() {}
    let nouns = ["middleware", "route", "MiddlewareTCP", "IngressRouteTCP"];
    let form = forms::either(verb);
    let Some(token) = reader.peek().cloned() else {
        return Err(Misunderstood::ends("what it is about", reader.end(), &form));
    };
    let unknown = Misunderstood::word(&token, &nouns, &form);
    let Some(name) = reader.name() else { return Err(unknown) };
    // What is new has no name yet that a noun could follow: in "an HTTP route" stands another kind of route.
    let is_new = matches!(verb, Verb::Create | Verb::Generate);
    match if is_new { kind_of(&name) } else { kind_behind(reader, &name, &token) } {
        Some(kind) => Ok(Thing { kind, name, guard: None }),
        None if reader.peek().is_none() && !is_new => Err(unknown_kind(&name, token.place, &form)),
        None => Err(unknown),
    }
}

/// The kind of an object by the noun behind its name, or by the name. A word before a noun is a name if it cannot be
/// anything else: "the old route" is none that is called so.
fn kind_behind(reader: &mut Reader, name: &str, token: &Token) -> Option<Kind> {
    let by_name = kind_of(name);
    let is_surely_name = matches!(token.piece, Piece::Quoted(_))
        || name.contains(['-', '_', '.', '/'])
        || name.contains(char::is_numeric);
    let mark = reader.mark();
    let noun = match (reader.take(&ROUTES), reader.take(&MIDDLEWARES)) {
        (Some(_), None) => Some(Kind::Route),
        (None, Some(_)) => Some(Kind::Middleware),
        _ => None,
    };
    if noun.is_some() && is_surely_name && (by_name.is_none() || noun == by_name) {
        return noun;
    }
    reader.back_to(mark);
    by_name
}

fn unknown_kind(name: &str, place: std::ops::Range<usize>, form: &str) -> Misunderstood {
    let message = format!("the request does not say whether `{name}` is a route or a middleware");
    Misunderstood::new(
        message,
        format!("write `route '{name}'` or `middleware '{name}'`; understood is: {form}"),
        place,
    )
}

/// The object that something is added to or removed from. `certain`: the rest of the request leaves no other kind.
pub(super) fn target(reader: &mut Reader, wanted: Kind, certain: bool, form: &str) -> Result<Thing, Misunderstood> {
    let start = reader.place();
    let noun = noun(reader, false);
    reader.take(if noun.is_some() { &NAMING } else { &["the"] });
    let (place, token) = (reader.place(), reader.peek().cloned());
    let name = match (reader.name(), reader.peek()) {
        (Some(name), _) => name,
        (None, Some(token)) => return Err(Misunderstood::word(token, &[], form)),
        (None, None) => return Err(Misunderstood::ends("the name", place, form)),
    };
    let (kind, guard) = match noun {
        Some((kind, guard)) => (Some(kind), guard),
        None => (token.and_then(|token| kind_behind(reader, &name, &token)), None),
    };
    match kind {
        Some(kind) if kind == wanted => Ok(Thing { kind, name, guard }),
        None if certain => Ok(Thing { kind: wanted, name, guard }),
        None => Err(unknown_kind(&name, place, form)),
        Some(other) => {
            let message = format!("a {} is expected here, and `{name}` is a {}", wanted.name(), other.name());
            let help = format!("write `{} '{name}'` if it is one; understood is: {form}", wanted.name());
            Err(Misunderstood::new(message, help, start.start..reader.end().end))
        }
    }
}
