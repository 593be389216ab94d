//! The traffic tools: configure a middleware, manage a route, generate a manifest, list, over any [`Store`].
//!
//! They do what an API server would do, and say beside it what tcpgen warns of; they refuse what it would refuse. Agents,
//! the playground and the command line all come through [`call`].

mod action;
mod arguments;
mod change;
mod configure_middleware;
mod entry;
mod generate_manifest;
mod guard;
mod inspect;
mod list;
mod manage_route;
mod middleware;
mod parameter;
mod parameters;
mod reply;
mod route;
mod toml_text;
mod tool;

pub use action::Action;
pub use configure_middleware::{CONFIGURE_MIDDLEWARE, ConfigureMiddleware};
pub use generate_manifest::{GENERATE_MANIFEST, GenerateManifest, ManifestType};
pub use guard::{Guard, MiddlewareType};
pub use inspect::INSPECTIONS;
pub use list::{LIST, list};
pub use manage_route::{MANAGE_ROUTE, ManageRoute};
pub use middleware::Middleware;
pub use parameter::{Parameter, Takes};
pub use route::Route;
pub use tool::{TOOLS, Tool};

use serde_json::Value;

use crate::diagnostic::closest;
use crate::store::{Refusal, Store};

/// Does what a tool call asks.
///
/// # Errors
/// When there is no such tool, an argument is wrong, an API server would refuse the object, or the store cannot do it.
pub fn call(store: &mut dyn Store, tool: &str, arguments: &Value) -> Result<Value, Refusal> {
    let tool = find(tool)?;
    let arguments = arguments::read(tool, arguments)?;
    match tool.name {
        name if name == CONFIGURE_MIDDLEWARE.name => configure_middleware::run(store, &arguments::typed(arguments)?),
        name if name == MANAGE_ROUTE.name => manage_route::run(store, &arguments::typed(arguments)?),
        name if name == GENERATE_MANIFEST.name => generate_manifest::run(&arguments::typed(arguments)?),
        _ => inspect::call(store, tool, arguments),
    }
}

fn find(name: &str) -> Result<&'static Tool, Refusal> {
    let mut all = TOOLS.into_iter().chain(INSPECTIONS);
    all.find(|tool| tool.name == name).ok_or_else(|| {
        let names: Vec<&str> = TOOLS.into_iter().chain(INSPECTIONS).map(|tool| tool.name).collect();
        let help = closest(name, names.iter().copied())
            .map_or_else(|| names.join(", "), |near| format!("did you mean `{near}`?"));
        Refusal::new("unknown-tool", format!("there is no tool `{name}`")).help(help)
    })
}
