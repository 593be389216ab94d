use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::arguments::{is_update, typed};
use super::change::{Wanted, apply, delete};
use super::consent::{Consent, Names};
use super::parameters::{
    ACTION, ADD_SOURCE_RANGES, AMOUNT, DRY_RUN, FORCE, MIDDLEWARE_NAME, MIDDLEWARE_TYPE, NAMESPACE,
    REMOVE_SOURCE_RANGES, SOURCE_RANGES, TAKE_OVER,
};
use super::tool::{Field, Is};
use super::{
    Action, Guard, Manner, Middleware, MiddlewareType, Parameter, Takes, Tool, entry, reply, update_middleware,
};
use crate::resource::{Kind, ObjectRef};
use crate::store::{Refusal, Store};

/// Creates, changes or deletes a middleware.
pub static CONFIGURE_MIDDLEWARE: Tool = Tool {
    name: "traefik_configure_tcp_middleware",
    title: "Configure a TCP middleware",
    description: "Creates a MiddlewareTCP of Traefik, updates the one of that name in place, or deletes it. `create` on \
                  one that exists replaces what it does, even an allow list with a limit; `update` changes only the \
                  arguments that are given, and adds to its ranges or removes some of them. One that routes still use is not deleted without `force`. The answer has \
                  `removed`, `newly_admitted` and tcpgen's warnings: what Traefik will not do as it is written.",
    parameters: &[
        Parameter::required(MIDDLEWARE_NAME, Takes::Text, "name of the middleware"),
        ACTION,
        MIDDLEWARE_TYPE,
        NAMESPACE,
        SOURCE_RANGES,
        ADD_SOURCE_RANGES,
        REMOVE_SOURCE_RANGES,
        AMOUNT,
        FORCE,
        TAKE_OVER,
        DRY_RUN,
    ],
    output: &reply::output(Field::new(MIDDLEWARE_NAME, Is::Text, "the middleware")),
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
    /// Delete it even if routes use it.
    #[serde(default)]
    pub force: bool,
    /// Change or delete it even if it is another state's.
    #[serde(default)]
    pub take_over: bool,
}

pub(super) fn run(store: &mut dyn Store, given: Map<String, Value>, manner: Manner<'_>) -> Result<Value, Refusal> {
    if is_update(&given) {
        return update_middleware::run(store, &typed(given)?, manner);
    }
    let arguments: ConfigureMiddleware = typed(given)?;
    store.admit(&arguments.namespace)?;
    let consent = Consent { force: arguments.force, take_over: arguments.take_over, manner };
    let name = ObjectRef { namespace: &arguments.namespace, name: &arguments.middleware_name };
    if arguments.action == Action::Delete {
        return delete(store, Kind::MiddlewareTcp, name, MIDDLEWARE_NAME, consent);
    }
    let middleware = Middleware {
        name: arguments.middleware_name.clone(),
        namespace: arguments.namespace.clone(),
        guard: Guard::new(arguments.middleware_type, arguments.source_ranges.as_deref(), arguments.amount)?,
    };
    let object = entry::object(store, Kind::MiddlewareTcp, &middleware.entry())?;
    apply(store, Wanted { object, seen: None, key: MIDDLEWARE_NAME, consent, names: Names::Object, note: None })
}
