use serde_json::{Map, Value, json};

use super::forms::{Kind, Verb};
use super::said::Said;
use super::thing::{Guard, Thing};
use super::{Misunderstood, forms};
use crate::operation::{CONFIGURE_MIDDLEWARE, GENERATE_MANIFEST, LIST, MANAGE_ROUTE, TOOLS};

/// What a request means.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// A tool is called with these arguments.
    Call {
        /// The tool's name.
        tool: &'static str,
        /// What the request specifies. The rest of a new object has the tool's defaults; an update leaves the rest as it
        /// is.
        arguments: Map<String, Value>,
    },
    /// The listing is read.
    List,
}

impl Request {
    /// With this flag set, such as `force`, if the tool has it.
    #[must_use]
    pub fn flagged(mut self, flag: &str) -> Self {
        if let Self::Call { tool, arguments } = &mut self {
            let takes = TOOLS.iter().filter(|known| known.name == *tool).flat_map(|known| known.parameters);
            if takes.into_iter().any(|parameter| parameter.name == flag) {
                arguments.insert(flag.to_owned(), json!(true));
            }
        }
        self
    }

    /// As JSON: `tool` and `arguments`, or `resource`.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Call { tool, arguments } => json!({ "tool": tool, "arguments": arguments }),
            Self::List => json!({ "resource": LIST }),
        }
    }
}

/// The call of a request that is read to its end.
pub(super) fn of(verb: Verb, thing: Thing, said: Said) -> Result<Request, Misunderstood> {
    let Said { arguments: said } = said;
    let mut arguments = Map::new();
    let limit = said.contains_key("amount");
    needs(verb, thing.kind, &said)?;
    as_described(verb, &thing, limit)?;
    let name = thing.name;
    let tool = match (verb, thing.kind) {
        (Verb::Generate, kind) => {
            let manifest = if kind == Kind::Route { "ingress_route_tcp" } else { "middleware_tcp" };
            arguments.insert("manifest_type".to_owned(), json!(manifest));
            arguments.insert("name".to_owned(), json!(name));
            GENERATE_MANIFEST.name
        }
        (_, Kind::Middleware) => {
            arguments.insert("middleware_name".to_owned(), json!(name));
            CONFIGURE_MIDDLEWARE.name
        }
        (_, Kind::Route) => {
            arguments.insert("route_name".to_owned(), json!(name));
            MANAGE_ROUTE.name
        }
    };
    if verb != Verb::Generate {
        let action = match verb {
            Verb::Delete => "delete",
            Verb::Update => "update",
            _ => "create",
        };
        arguments.insert("action".to_owned(), json!(action));
    }
    if thing.kind == Kind::Middleware && verb != Verb::Delete {
        let kind = if limit { "in_flight_conn" } else { "ip_allowlist" };
        arguments.insert("middleware_type".to_owned(), json!(kind));
    }
    arguments.extend(said);
    Ok(Request::Call { tool, arguments })
}

/// What a request cannot do without.
fn needs(verb: Verb, kind: Kind, said: &Map<String, Value>) -> Result<(), Misunderstood> {
    let missing = match kind {
        _ if verb == Verb::Delete => None,
        Kind::Route if verb == Verb::Update => {
            let changes = said.keys().any(|name| name != "namespace");
            (!changes).then_some("what is to change")
        }
        // The tools take the Service that a route is named after. A name alone is half a request.
        Kind::Route if said.keys().all(|name| name == "namespace") => Some("the service"),
        Kind::Middleware if !said.keys().any(|name| name.ends_with("source_ranges") || name == "amount") => {
            Some("what it allows")
        }
        _ => None,
    };
    match missing {
        Some(what) => Err(Misunderstood::ends(what, 0..0, forms::form(verb, kind))),
        None => Ok(()),
    }
}

/// An allow list has ranges, and a limit a number.
fn as_described(verb: Verb, thing: &Thing, limit: bool) -> Result<(), Misunderstood> {
    let described = match thing.guard {
        Some(guard) if verb != Verb::Delete => guard,
        _ => return Ok(()),
    };
    if (described == Guard::Limit) == limit {
        return Ok(());
    }
    let message = if limit {
        "an allow list has ranges, and no number of connections"
    } else {
        "a limit has a number of connections, and no ranges"
    };
    Err(Misunderstood::new(message, format!("understood is: {}", forms::form(verb, thing.kind)), 0..0))
}
