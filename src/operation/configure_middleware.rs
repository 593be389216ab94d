use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::change::{apply, delete};
use super::parameters::{ACTION, AMOUNT, MIDDLEWARE_TYPE, NAMESPACE, SOURCE_RANGES};
use super::{Action, Guard, Middleware, MiddlewareType, Parameter, Takes, Tool, entry};
use crate::resource::{Kind, ObjectRef};
use crate::store::{Refusal, Store};

/// Creates, changes or deletes a middleware.
pub static CONFIGURE_MIDDLEWARE: Tool = Tool {
    name: "traefik_configure_tcp_middleware",
    title: "Configure a TCP middleware",
    description: "Creates a MiddlewareTCP of Traefik, changes the one of that name in place, or deletes it. The answer \
                  has tcpgen's warnings: what Traefik will not do as it is written.",
    parameters: &[
        Parameter::required("middleware_name", Takes::Text, "name of the middleware"),
        ACTION,
        MIDDLEWARE_TYPE,
        NAMESPACE,
        SOURCE_RANGES,
        AMOUNT,
    ],
    read_only: false,
};

/// The arguments of [`CONFIGURE_MIDDLEWARE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfigureMiddleware {
    /// The middleware's name.
    pub middleware_name: String,
    /// What is to become of it.
    pub action: Action,
    /// What it does.
    pub middleware_type: MiddlewareType,
    /// Its namespace.
    pub namespace: String,
    /// What an allow list lets through.
    #[serde(default)]
    pub source_ranges: Option<Vec<String>>,
    /// How many connections at once a limit lets through.
    #[serde(default)]
    pub amount: Option<u64>,
}

pub(super) fn run(store: &mut dyn Store, arguments: &ConfigureMiddleware) -> Result<Value, Refusal> {
    let name = ObjectRef { namespace: &arguments.namespace, name: &arguments.middleware_name };
    if arguments.action == Action::Delete {
        return delete(store, Kind::MiddlewareTcp, name, "middleware_name");
    }
    let middleware = Middleware {
        name: arguments.middleware_name.clone(),
        namespace: arguments.namespace.clone(),
        guard: Guard::new(arguments.middleware_type, arguments.source_ranges.as_deref(), arguments.amount)?,
    };
    let object = entry::object(store, Kind::MiddlewareTcp, &middleware.entry())?;
    apply(store, object, "middleware_name")
}
