//! What an agent can read by its address.

use std::cell::LazyCell;

use rmcp::ErrorData;
use rmcp::model::{Resource as Definition, ResourceTemplate};
use serde_json::Value;

use crate::operation::{self, LIST};
use crate::store::{Refusal, Store};

/// The template of the address of a route.
pub(super) const ROUTE: &str = "traefik://traffic/tcp/{namespace}/{name}";

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Resource {
    /// Every route and middleware.
    Listing,
    /// One route.
    Route { namespace: String, name: String },
}

/// What stands behind an address.
///
/// # Errors
/// When it is none of this server's.
pub(super) fn of(uri: &str) -> Result<Resource, ErrorData> {
    if uri == LIST {
        return Ok(Resource::Listing);
    }
    let is_name = |name: &str| !name.is_empty() && name.len() < 254 && !name.contains(['/', '?', '#', '%']);
    let names = uri.strip_prefix("traefik://traffic/tcp/").and_then(|names| names.split_once('/'));
    let known = names.filter(|(namespace, name)| is_name(namespace) && is_name(name));
    let (namespace, name) = known.ok_or_else(|| {
        let message = format!("there is no resource `{uri}`; there are {LIST} and {ROUTE}");
        ErrorData::resource_not_found(message, None)
    })?;
    Ok(Resource::Route { namespace: namespace.to_owned(), name: name.to_owned() })
}

/// What a read of each gives. The state of the routes is read once for all of them.
pub(super) fn read(store: &dyn Store, resources: &[Resource]) -> Vec<Result<Value, Refusal>> {
    let state = LazyCell::new(|| operation::subject(store));
    let read = |resource: &Resource| match resource {
        Resource::Listing => operation::list(store),
        Resource::Route { namespace, name } => {
            operation::get_route(store, || state.as_ref().map_err(Clone::clone), namespace, name)
        }
    };
    resources.iter().map(read).collect()
}

/// Whether a read failed because there is no such object, and not because nothing could be read.
pub(super) fn is_missing(refusal: &Refusal) -> bool {
    refusal.code == "not-found"
}

/// Why a read failed, as the protocol reports it.
pub(super) fn unread(refusal: Refusal) -> ErrorData {
    let data = serde_json::to_value(&refusal).ok();
    if is_missing(&refusal) {
        ErrorData::resource_not_found(refusal.message, data)
    } else {
        ErrorData::internal_error(refusal.message, data)
    }
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
