//! What a state knows of the cluster around Traefik: Services, Secrets and ConfigMaps.

use super::decoder::Decoder;
use super::problem;
use super::table::table;
use crate::source::{Spanned, Text};

/// The values of `type` of a Service.
pub const SERVICE_TYPES: [&str; 4] = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"];

table! {
    /// A Kubernetes Service, as far as it is known. If one Service of a namespace has `ports` or `external_name`, the namespace
    /// is taken to be declared in full: routes to any other of its Services are reported.
    pub struct KnownService {
        /// `address:port` of each server, for `--target file`. An empty list: it has no server.
        /// Example: `["127.0.0.1:5432"]`
        addresses: Spanned<Vec<Text>>,
        /// The ports that it has.
        /// Default: whatever routes forward to.
        /// Example: `[5432, { name = "metrics", port = 9187 }]`
        ports: Spanned<Vec<KnownPort>>,
        /// Whether it has an endpoint that is ready.
        /// Default: not known, and answers assume that it has one.
        /// Example: `false`
        endpoints: Spanned<bool>,
        /// The external name that it resolves to. Sets the type to `ExternalName`.
        /// Example: `"db.example.com"`
        external_name: Text,
        /// Its type.
        /// Default: `"ExternalName"` with `external_name`; else not known.
        /// Example: `"NodePort"`
        service_type as "type": Text => SERVICE_TYPES,
        /// Its address within the cluster; `"None"` for a headless Service.
        /// Default: it has one.
        /// Example: `"None"`
        cluster_ip: Text,
        /// Whether it exists.
        /// Default: `true`
        /// Example: `false`
        exists: Spanned<bool>,
    }
    shorthand addresses: Spanned<Vec<Text>>;
    then type_is_known;
}

table! {
    /// A port of a Service.
    pub struct KnownPort {
        /// Its name.
        /// Example: `"pg"`
        name: Text,
        /// Its number.
        /// Example: `5432`
        port: Spanned<i64>,
        /// Whether an endpoint is ready for it.
        /// Default: as the Service's `endpoints`.
        /// Example: `false`
        endpoints: Spanned<bool>,
    }
    required ["port"];
    shorthand port: Spanned<i64>;
}

table! {
    /// The keys of a Secret or a ConfigMap, never what is behind them. If one of a namespace has `keys`, the namespace is taken
    /// to be declared in full.
    pub struct KnownKeys {
        /// The keys that have a value.
        /// Example: `["tls.crt", "tls.key"]`
        keys: Spanned<Vec<Text>>,
        /// Whether it exists.
        /// Default: `true`
        /// Example: `false`
        exists: Spanned<bool>,
    }
    shorthand keys: Spanned<Vec<Text>>;
}

/// The API server takes no other.
fn type_is_known(service: &KnownService, decoder: &mut Decoder<'_>) {
    if let Some(written) = service.service_type.as_ref().filter(|it| !SERVICE_TYPES.contains(&it.as_str())) {
        decoder.report(problem::invalid_value::diagnostic(written.span, written, "type", &SERVICE_TYPES));
    }
}

impl KnownService {
    /// Whether the object is declared not to exist.
    pub fn is_absent(&self) -> bool {
        self.exists.is_some_and(|exists| !exists.value)
    }
}

impl KnownKeys {
    /// Whether the object is declared not to exist.
    pub fn is_absent(&self) -> bool {
        self.exists.is_some_and(|exists| !exists.value)
    }
}
