use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::arguments::missing;
use super::parameters::{
    ACTION, ENTRY_POINTS, MIDDLEWARES, NAMESPACE, SERVICE_NAME, SERVICE_PORT, SNI_MATCH, TLS_PASSTHROUGH,
    TLS_SECRET_NAME,
};
use super::{Action, Parameter, Route, Takes, Tool, change, entry};
use crate::resource::{Kind, ObjectRef};
use crate::store::{Refusal, Store};

/// Creates, changes or deletes a route.
pub static MANAGE_ROUTE: Tool = Tool {
    name: "traefik_manage_tcp_routing",
    title: "Manage a TCP route",
    description: "Creates an IngressRouteTCP of Traefik, changes the one of that name in place, or deletes it. A route \
                  that exists says afterwards what the arguments say, and nothing else. The answer has tcpgen's warnings: \
                  what Traefik will not do as it is written.",
    parameters: &[
        Parameter::required("route_name", Takes::Text, "name of the route"),
        ACTION,
        NAMESPACE,
        SERVICE_NAME,
        SERVICE_PORT,
        ENTRY_POINTS,
        SNI_MATCH,
        TLS_PASSTHROUGH,
        TLS_SECRET_NAME,
        MIDDLEWARES,
    ],
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
}

impl ManageRoute {
    /// The route that is asked for.
    ///
    /// # Errors
    /// When there is no Service.
    pub fn route(&self) -> Result<Route, Refusal> {
        Ok(Route {
            name: self.route_name.clone(),
            namespace: self.namespace.clone(),
            service_name: self.service_name.clone().ok_or_else(|| missing("a route", "service_name"))?,
            service_port: self.service_port.as_str().map_or_else(|| self.service_port.to_string(), str::to_owned),
            entry_points: self.entry_points.clone(),
            sni: if self.sni_match == "*" { Vec::new() } else { vec![self.sni_match.clone()] },
            tls_passthrough: self.tls_passthrough,
            tls_secret_name: self.tls_secret_name.clone(),
            middlewares: self.middlewares.clone(),
        })
    }
}

pub(super) fn run(store: &mut dyn Store, arguments: &ManageRoute) -> Result<Value, Refusal> {
    let name = ObjectRef { namespace: &arguments.namespace, name: &arguments.route_name };
    if arguments.action == Action::Delete {
        return change::delete(store, Kind::IngressRouteTcp, name, "route_name");
    }
    let object = entry::object(store, Kind::IngressRouteTcp, &arguments.route()?.entry())?;
    change::apply(store, object, "route_name")
}
