use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::arguments::{is_update, typed};
use super::change::{Wanted, apply, delete};
use super::consent::{Consent, Names};
use super::parameters::{
    ACTION, ADD_ENTRY_POINTS, ADD_MIDDLEWARES, DRY_RUN, ENTRY_POINTS, MIDDLEWARES, NAMESPACE, REMOVE_ENTRY_POINTS,
    REMOVE_MIDDLEWARES, ROUTE_NAME, SERVICE_NAME, SERVICE_PORT, SNI_MATCH, TAKE_OVER, TLS_PASSTHROUGH, TLS_SECRET_NAME,
};
use super::route::service_named_after;
use super::tool::{Field, Is};
use super::{Action, Manner, Parameter, Route, Takes, Tool, entry, reply, update_route};
use crate::resource::{Kind, ObjectRef};
use crate::store::{Refusal, Store};

/// Creates, changes or deletes a route.
pub static MANAGE_ROUTE: Tool = Tool {
    name: "traefik_manage_tcp_routing",
    title: "Manage a TCP route",
    description: "Creates an IngressRouteTCP of Traefik, updates the one of that name in place, or deletes it. `update` \
                  changes only the arguments that are given, and keeps all others; it also adds to a list or \
                  removes from it. `create` on a route that exists \
                  replaces it: what is not given is taken away, middlewares and TLS too. The answer has `removed`, \
                  `newly_admitted` and tcpgen's warnings: what Traefik will not do as it is written.",
    parameters: &[
        Parameter::required(ROUTE_NAME, Takes::Text, "name of the route"),
        ACTION,
        NAMESPACE,
        SERVICE_NAME,
        SERVICE_PORT,
        ENTRY_POINTS,
        ADD_ENTRY_POINTS,
        REMOVE_ENTRY_POINTS,
        SNI_MATCH,
        TLS_PASSTHROUGH,
        TLS_SECRET_NAME,
        MIDDLEWARES,
        ADD_MIDDLEWARES,
        REMOVE_MIDDLEWARES,
        TAKE_OVER,
        DRY_RUN,
    ],
    output: &reply::output(Field::new(ROUTE_NAME, Is::Text, "the route")),
    read_only: false,
};

/// The arguments of [`MANAGE_ROUTE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManageRoute {
    /// The route's name.
    pub route_name: String,
    /// What is to become of it.
    pub action: Action,
    /// Its namespace.
    pub namespace: String,
    /// The Service that it leads to.
    #[serde(default)]
    pub service_name: Option<String>,
    /// The Service's port.
    pub service_port: Value,
    /// The entry points that it listens on.
    pub entry_points: Vec<String>,
    /// The server name that TLS clients send; `*`: every client.
    pub sni_match: String,
    /// Hand encrypted bytes on.
    pub tls_passthrough: bool,
    /// End TLS with the certificate of this Secret.
    #[serde(default)]
    pub tls_secret_name: Option<String>,
    /// What guards it.
    pub middlewares: Vec<String>,
    /// Change or delete it even if it is another state's.
    #[serde(default)]
    pub take_over: bool,
}

impl ManageRoute {
    /// The Service that is given, or else the one that the route is named after.
    fn service(&self) -> String {
        self.service_name.clone().unwrap_or_else(|| service_named_after(&self.route_name).to_owned())
    }

    /// Which Service was taken, if none was given.
    pub fn taken(&self) -> Option<String> {
        let taken =
            || format!("no service was named: it leads to the Service `{}`, after the route's name", self.service());
        self.service_name.is_none().then(taken)
    }

    /// The route that is asked for.
    pub fn route(&self) -> Route {
        Route {
            name: self.route_name.clone(),
            namespace: self.namespace.clone(),
            service_name: self.service(),
            service_port: entry::port_text(&self.service_port),
            entry_points: self.entry_points.clone(),
            sni: if self.sni_match == "*" { Vec::new() } else { vec![self.sni_match.clone()] },
            tls_passthrough: self.tls_passthrough,
            tls_secret_name: self.tls_secret_name.clone(),
            middlewares: self.middlewares.clone(),
        }
    }
}

pub(super) fn run(store: &mut dyn Store, given: Map<String, Value>, manner: Manner<'_>) -> Result<Value, Refusal> {
    if is_update(&given) {
        return update_route::run(store, &typed(given)?, manner);
    }
    let arguments: ManageRoute = typed(given)?;
    store.admit(&arguments.namespace)?;
    let consent = Consent { force: false, take_over: arguments.take_over, manner };
    let name = ObjectRef { namespace: &arguments.namespace, name: &arguments.route_name };
    if arguments.action == Action::Delete {
        return delete(store, Kind::IngressRouteTcp, name, ROUTE_NAME, consent);
    }
    let object = entry::object(store, Kind::IngressRouteTcp, &arguments.route().entry())?;
    let note = arguments.taken();
    apply(store, Wanted { object, seen: None, key: ROUTE_NAME, consent, names: Names::Object, note })
}
