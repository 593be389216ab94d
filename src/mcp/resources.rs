//! What an agent can read by its address.

use rmcp::model::{Resource as Definition, ResourceTemplate};

use crate::operation::LIST;

/// The template of the address of a route.
pub(super) const ROUTE: &str = "traefik://traffic/tcp/{namespace}/{name}";

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Resource {
    /// Every route and middleware.
    Listing,
    /// One route.
    Route { namespace: String, name: String },
}

/// What stands behind an address, if it is one of this server's.
pub(super) fn of(uri: &str) -> Option<Resource> {
    if uri == LIST {
        return Some(Resource::Listing);
    }
    let (namespace, name) = uri.strip_prefix("traefik://traffic/tcp/")?.split_once('/')?;
    let is_name = |name: &str| !name.is_empty() && name.len() < 254 && !name.contains(['/', '?', '#', '%']);
    (is_name(namespace) && is_name(name))
        .then(|| Resource::Route { namespace: namespace.to_owned(), name: name.to_owned() })
}

pub(super) fn listing() -> Definition {
    Definition::new(LIST, "tcp-routes")
        .with_title("TCP routes")
        .with_description("Every TCP route, where it leads and what guards it, and every middleware")
        .with_mime_type("application/json")
}

pub(super) fn route() -> ResourceTemplate {
    ResourceTemplate::new(ROUTE, "tcp-route")
        .with_title("TCP route")
        .with_description("One TCP route as it is, and what Traefik makes of it")
        .with_mime_type("application/json")
}
