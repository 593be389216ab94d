//! The traffic tools: configure a middleware, manage a route, generate a manifest, list, over any [`Store`].
//!
//! They do what an API server would do, and report beside it what tcpgen warns of; they refuse what it would refuse. Agents,
//! the playground and the command line all come through [`call`].

mod arguments;
mod aspects;
mod change;
mod configure_middleware;
mod consent;
mod consequences;
mod entry;
mod generate_manifest;
mod list_change;
mod manage_route;
mod middleware;
mod parameters;
mod permission;
mod plan_only;
mod question_tools;
mod questions;
mod reply;
mod route;
mod route_lists;
mod tool;
mod update_middleware;
mod update_route;

pub(crate) use configure_middleware::CONFIGURE_MIDDLEWARE;
pub(crate) use consent::WOULD_TAKE_AWAY;
pub(crate) use generate_manifest::GENERATE_MANIFEST;
pub(crate) use manage_route::{MANAGE_ROUTE, ManageRoute};
pub use middleware::Middleware;
pub(crate) use middleware::{Guard, MiddlewareType};
pub use parameters::Action;
pub use permission::{NEEDS_CONSENT, Permission};
pub(crate) use questions::QUESTIONS;
pub use questions::{LIST, list};
#[cfg(feature = "mcp")]
pub(crate) use questions::{get_route, subject};
pub use route::Route;
pub use tool::Takes;
pub(crate) use tool::{Parameter, Tool};

use consent::{Manner, Origin};
use parameters::DRY_RUN;
use serde_json::Value;

use crate::diagnostic::closest;
use crate::store::{Refusal, Store};

/// The tools of [`call`] that work on objects.
pub static TOOLS: [&Tool; 3] = [&CONFIGURE_MIDDLEWARE, &MANAGE_ROUTE, &GENERATE_MANIFEST];

/// Does what a tool call asks.
///
/// # Errors
/// When there is no such tool, an argument is wrong, an API server would refuse the object, or the store cannot do it.
/// When the object belongs to another state or routes still use it, and the call does not ask to go ahead anyway.
pub fn call(store: &mut dyn Store, tool: &str, arguments: &Value) -> Result<Value, Refusal> {
    call_within(store, tool, arguments, Permission::ALL)
}

/// As [`call`], for a caller that may not do everything without asking.
///
/// # Errors
/// As [`call`], and with [`NEEDS_CONSENT`] when a person has to agree first.
pub fn call_within(
    store: &mut dyn Store,
    tool: &str,
    arguments: &Value,
    permission: Permission<'_>,
) -> Result<Value, Refusal> {
    run(store, tool, arguments, Manner { origin: Origin::Call, plan_only: false, permission })
}

/// Does what a request in words asks, as [`ask`](crate::ask) reads it. It keeps what the request does not name.
///
/// # Errors
/// As [`call`], and with `would-take-away` when an object that exists would lose what the request does not name.
pub fn call_in_words(store: &mut dyn Store, tool: &str, arguments: &Value) -> Result<Value, Refusal> {
    run(store, tool, arguments, Manner { origin: Origin::Words, plan_only: false, permission: Permission::ALL })
}

/// What [`call`] would do, which is not done: what goes, what comes, who gets in anew. A call that changes nothing has no
/// plan.
///
/// # Errors
/// As [`call`].
pub fn plan(store: &mut dyn Store, tool: &str, arguments: &Value) -> Result<Option<Value>, Refusal> {
    planned(store, tool, arguments, Origin::Call)
}

/// What [`call_in_words`] would do, which is not done.
///
/// # Errors
/// As [`call_in_words`].
pub fn plan_in_words(store: &mut dyn Store, tool: &str, arguments: &Value) -> Result<Option<Value>, Refusal> {
    planned(store, tool, arguments, Origin::Words)
}

fn planned(store: &mut dyn Store, name: &str, arguments: &Value, origin: Origin) -> Result<Option<Value>, Refusal> {
    if find(name)?.read_only {
        return Ok(None);
    }
    run(store, name, arguments, Manner { origin, plan_only: true, permission: Permission::ALL }).map(Some)
}

fn run(store: &mut dyn Store, tool: &str, arguments: &Value, mut manner: Manner<'_>) -> Result<Value, Refusal> {
    let tool = find(tool)?;
    let mut arguments = arguments::read(tool, arguments)?;
    manner.plan_only |= arguments.remove(DRY_RUN.name) == Some(Value::Bool(true));
    let mut answer = match tool.name {
        name if name == CONFIGURE_MIDDLEWARE.name => configure_middleware::run(store, arguments, manner),
        name if name == MANAGE_ROUTE.name => manage_route::run(store, arguments, manner),
        name if name == GENERATE_MANIFEST.name => generate_manifest::run(&arguments::typed(arguments)?),
        _ => questions::call(store, tool, arguments),
    }?;
    // What the store has to report belongs to the change, which follows.
    let remarks = if manner.plan_only { Vec::new() } else { store.remarks() };
    if let (false, Some(answer)) = (remarks.is_empty(), answer.as_object_mut()) {
        answer.insert("notes".to_owned(), remarks.into());
    }
    Ok(answer)
}

fn find(name: &str) -> Result<&'static Tool, Refusal> {
    let mut all = TOOLS.into_iter().chain(QUESTIONS);
    all.find(|tool| tool.name == name).ok_or_else(|| {
        let names: Vec<&str> = TOOLS.into_iter().chain(QUESTIONS).map(|tool| tool.name).collect();
        let help = closest(name, names.iter().copied())
            .map_or_else(|| names.join(", "), |near| format!("did you mean `{near}`?"));
        Refusal::new("unknown-tool", format!("there is no tool {}", arguments::quoted(name))).help(help)
    })
}
