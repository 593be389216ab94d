//! Tools that look at a store's state and change nothing: what is wrong with it, what Traefik does with a connection, what
//! the scenarios say, what another text would change.

mod check;
mod diff;
mod explain;
mod route;
mod test;
mod traefik;

use serde_json::{Map, Value, json};

use super::Tool;
use super::arguments::typed;
use crate::source::Sources;
use crate::store::{Refusal, Store};
use crate::traefik::TraefikVersion;
use crate::{Compilation, Options, compile};

/// The tools of this room.
pub static INSPECTIONS: [&Tool; 5] = [&check::CHECK, &route::ROUTE, &test::TEST, &diff::DIFF, &explain::EXPLAIN];

/// Calls one of [`INSPECTIONS`].
pub(super) fn call(store: &dyn Store, tool: &Tool, arguments: Map<String, Value>) -> Result<Value, Refusal> {
    match tool.name {
        name if name == check::CHECK.name => check::run(store, &typed(arguments)?),
        name if name == route::ROUTE.name => route::run(store, &typed(arguments)?),
        name if name == test::TEST.name => test::run(store, &typed(arguments)?),
        name if name == diff::DIFF.name => diff::run(store, &typed(arguments)?),
        _ => explain::run(&typed(arguments)?),
    }
}

/// The store's state for a Traefik, or for its own; it must have no errors.
fn sound(store: &dyn Store, traefik: Option<TraefikVersion>) -> Result<(Sources, Compilation), Refusal> {
    let sources = store.state()?.for_traefik(traefik);
    let compilation = compile(&sources, Options::default());
    match Refusal::of(&compilation.diagnostics) {
        Some(refusal) => Err(refusal),
        None => Ok((sources, compilation)),
    }
}

/// A result with this beside its status.
fn success(key: &str, value: impl serde::Serialize) -> Result<Value, Refusal> {
    let value = serde_json::to_value(value).map_err(|error| Refusal::new("not-written", error.to_string()))?;
    Ok(json!({ "status": "success", key: value }))
}
