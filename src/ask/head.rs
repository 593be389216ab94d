//! How a request begins: what is to be done, to what, and its name.

use super::forms::{Kind, Verb};
use super::reader::Reader;
use super::token::Token;
use super::{Misunderstood, forms, words};
use crate::operation::LIST;

/// The object that a request speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Thing {
    pub kind: Kind,
    pub name: String,
}

const VERBS: [&str; 6] = ["create", "update", "patch", "delete", "list", "generate"];
const MIDDLEWARES: [&str; 2] = ["middleware", "middlewaretcp"];
const ROUTES: [&str; 2] = ["route", "ingressroutetcp"];
const BEFORE: [&str; 14] = [
    "a",
    "an",
    "the",
    "new",
    "existing",
    "tcp",
    "ip",
    "allowlist",
    "allow-list",
    "ipallowlist",
    "yaml",
    "manifest",
    "kubernetes",
    "in_flight_conn",
];
const BEHIND: [&str; 9] = ["ipallowlist", "inflightconn", "yaml", "manifest", "for", "the", "name", "named", "called"];
const LISTED: [&str; 18] = [
    "all",
    "the",
    "tcp",
    "ingressroutes",
    "ingressroutetcps",
    "ingressroutetcp",
    "routes",
    "route",
    "middleware",
    "middlewares",
    "attachments",
    "and",
    "by",
    "reading",
    "resource",
    "their",
    "with",
    "every",
];

pub(super) fn verb(reader: &mut Reader) -> Result<Verb, Misunderstood> {
    reader.take(&["please"]);
    match reader.take(&VERBS).as_deref() {
        Some("create") => Ok(Verb::Create),
        Some("update" | "patch") => Ok(Verb::Update),
        Some("delete") => Ok(Verb::Delete),
        Some("list") => Ok(Verb::List),
        Some("generate") => Ok(Verb::Generate),
        _ => Err(no_verb(reader.peek())),
    }
}

/// Everything is listed: nothing that a request for the list says may ask for less.
pub(super) fn rest_of_list(reader: &mut Reader) -> Result<(), Misunderstood> {
    loop {
        reader.skip_marks();
        if reader.take(&LISTED).is_some() || reader.take(&[LIST]).is_some() {
            continue;
        }
        return match reader.peek() {
            None => Ok(()),
            Some(token) => Err(Misunderstood::word(token, &LISTED, forms::form(Verb::List, Kind::Route))),
        };
    }
}

/// What the request speaks of, and its name.
pub(super) fn thing(reader: &mut Reader, verb: Verb) -> Result<Thing, Misunderstood> {
    while reader.take(&BEFORE).is_some() {}
    let kind = if reader.take(&MIDDLEWARES).is_some() {
        Kind::Middleware
    } else if reader.take(&ROUTES).is_some() {
        Kind::Route
    } else {
        let form = forms::either(verb);
        return Err(match reader.peek() {
            Some(token) => {
                Misunderstood::word(token, &["middleware", "route", "MiddlewareTCP", "IngressRouteTCP"], &form)
            }
            None => Misunderstood::ends("what it is about", reader.end(), &form),
        });
    };
    let form = forms::form(verb, kind);
    let own: &[&str] = if kind == Kind::Route { &ROUTES } else { &MIDDLEWARES };
    while reader.take(&BEHIND).is_some() || reader.take(own).is_some() {}
    let place = reader.place();
    let taken = reader.word().filter(|word| words::is_known(word));
    // An article is one before a noun alone: here it is a short name.
    match reader.name().or_else(|| reader.take(&["a", "an"])) {
        Some(name) => Ok(Thing { kind, name }),
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

/// No request begins so.
fn no_verb(token: Option<&Token>) -> Misunderstood {
    match token {
        Some(token) => Misunderstood::word(token, &VERBS, &forms::all()),
        None => Misunderstood::ends("the request", 0..0, &forms::all()),
    }
}
