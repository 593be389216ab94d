use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::parameters::{
    AMOUNT, ENTRY_POINTS, MIDDLEWARE_TYPE, MIDDLEWARES, NAMESPACE, SERVICE_NAME, SERVICE_PORT, SNI_MATCH,
    SOURCE_RANGES, TLS_PASSTHROUGH, TLS_SECRET_NAME,
};
use super::reply::Reply;
use super::tool::{Field, Is};
use super::{Action, Guard, ManageRoute, Middleware, MiddlewareType, Parameter, Takes, Tool, entry};
use crate::output::yaml_object;
use crate::resource::Kind;
use crate::source::Sources;
use crate::store::{Judgement, Refusal};
use crate::{Options, compile};

/// A middleware alone is used by no route of its state, and by no fault of its own.
const ALONE: &str = "unused-middleware";

/// Writes one object as YAML.
pub static GENERATE_MANIFEST: Tool = Tool {
    name: "traefik_generate_routing_manifest",
    title: "Generate a manifest",
    description: "Gives the YAML of one IngressRouteTCP or MiddlewareTCP, for git or for `kubectl apply`. Applies nothing.",
    parameters: &[
        Parameter::required("manifest_type", Takes::OneOf(&["ingress_route_tcp", "middleware_tcp"]), "what to write"),
        Parameter::required("name", Takes::Text, "name of the object"),
        NAMESPACE,
        SERVICE_NAME,
        SERVICE_PORT,
        ENTRY_POINTS,
        SNI_MATCH,
        TLS_PASSTHROUGH,
        TLS_SECRET_NAME,
        MIDDLEWARES,
        MIDDLEWARE_TYPE,
        SOURCE_RANGES,
        AMOUNT,
    ],
    output: &[
        Field::new("manifest_type", Is::OneOf(&["ingress_route_tcp", "middleware_tcp"]), "what it is"),
        Field::new("name", Is::Text, "the object's name"),
        Field::new("namespace", Is::Text, "the object's namespace"),
        Field::new("yaml", Is::Text, "the manifest"),
        Field::new("message", Is::Text, "what it does, in words"),
        Field::new("warnings", Is::Objects, "what Traefik will not do as it is written, as diagnostics"),
    ],
    read_only: true,
};

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ManifestType {
    /// A route.
    IngressRouteTcp,
    /// A middleware.
    MiddlewareTcp,
}

/// The arguments of [`GENERATE_MANIFEST`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GenerateManifest {
    /// What to write.
    pub manifest_type: ManifestType,
    /// The object's name.
    pub name: String,
    /// The object's namespace.
    pub namespace: String,
    /// The Service that a route leads to.
    #[serde(default)]
    pub service_name: Option<String>,
    /// The Service's port.
    pub service_port: Value,
    /// The entry points that a route listens on.
    pub entry_points: Vec<String>,
    /// The server name that TLS clients send.
    pub sni_match: String,
    /// Hand encrypted bytes on.
    pub tls_passthrough: bool,
    /// End TLS with the certificate of this Secret.
    #[serde(default)]
    pub tls_secret_name: Option<String>,
    /// What guards a route.
    pub middlewares: Vec<String>,
    /// What a middleware does.
    pub middleware_type: MiddlewareType,
    /// What an allow list lets through.
    #[serde(default)]
    pub source_ranges: Option<Vec<String>>,
    /// How many connections at once a limit lets through.
    #[serde(default)]
    pub amount: Option<u64>,
}

pub(super) fn run(arguments: &GenerateManifest) -> Result<Value, Refusal> {
    let (kind, state, note) = match arguments.manifest_type {
        ManifestType::IngressRouteTcp => {
            let asked = arguments.route();
            let route = asked.route();
            (Kind::IngressRouteTcp, route.entry() + &route.external_middlewares(), asked.taken())
        }
        ManifestType::MiddlewareTcp => (Kind::MiddlewareTcp, arguments.middleware()?.entry(), None),
    };
    let sources = Sources::single("arguments", state);
    let compilation = compile(&sources, &Options::default());
    let object = entry::only(&compilation, kind, 0)?;
    let mut diagnostics = compilation.diagnostics;
    diagnostics.retain(|found| found.code.name != ALONE);
    let judgement = Judgement { diagnostics, sources }.without_places();
    if let Some(refusal) = judgement.refusal() {
        return Err(refusal);
    }
    let yaml = yaml_object(&object).map_err(|error| Refusal::new("not-written", error.to_string()))?;
    let message = format!("generated the {} `{}`; nothing was applied", kind.name(), object.object_ref());
    let reply = Reply::new(&message)
        .with("manifest_type", serde_json::to_value(arguments.manifest_type).unwrap_or_default())
        .with("name", arguments.name.as_str())
        .with("namespace", arguments.namespace.as_str())
        .with("yaml", yaml);
    Ok(reply.note(note).warnings(&judgement))
}

impl GenerateManifest {
    fn route(&self) -> ManageRoute {
        ManageRoute {
            route_name: self.name.clone(),
            action: Action::Create,
            namespace: self.namespace.clone(),
            service_name: self.service_name.clone(),
            service_port: self.service_port.clone(),
            entry_points: self.entry_points.clone(),
            sni_match: self.sni_match.clone(),
            tls_passthrough: self.tls_passthrough,
            tls_secret_name: self.tls_secret_name.clone(),
            middlewares: self.middlewares.clone(),
            take_over: false,
        }
    }

    fn middleware(&self) -> Result<Middleware, Refusal> {
        Ok(Middleware {
            name: self.name.clone(),
            namespace: self.namespace.clone(),
            guard: Guard::new(self.middleware_type, self.source_ranges.as_deref(), self.amount)?,
        })
    }
}
