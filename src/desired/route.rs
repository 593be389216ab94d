use super::common::Common;
use super::service::Service;
use super::shorthand::OneOrMany;
use super::table::table;
use super::tls::Tls;
use crate::source::{Spanned, Text};

/// Versions of the rule syntax that the CRD takes.
pub const SYNTAXES: [&str; 2] = ["v3", "v2"];

/// Protocols that the checks know.
pub const PROTOCOLS: [&str; 21] = [
    "postgres",
    "mysql",
    "mariadb",
    "redis",
    "mqtt",
    "mongodb",
    "smtp",
    "submission",
    "imap",
    "pop3",
    "ftp",
    "ssh",
    "ldap",
    "kafka",
    "amqp",
    "cassandra",
    "mssql",
    "memcached",
    "nats",
    "http",
    "rdp",
];

table! {
    /// One IngressRouteTCP: the short form (one rule) or the long form (`rules`), not both.
    pub struct Route {
        /// The entry points that the route listens on. Without any, Traefik attaches it to every default entry point.
        /// Example: `["postgresql"]`
        entry_points: Spanned<Vec<Text>>,
        /// Server names of TLS clients.
        /// Default: every client matches (HostSNI(`*`)).
        /// Example: `"db.example.com"`
        sni: OneOrMany<Text>,
        /// A rule in Traefik's own language, instead of `sni`.
        /// Example: `'HostSNI("*") && ClientIP("10.0.0.0/8")'`
        match_ as "match": Text,
        /// The higher priority wins.
        /// Default: the rule's length in bytes, and -1 for HostSNI(`*`) alone.
        /// Example: `20`
        priority: Spanned<i64>,
        /// The rule's syntax.
        /// Default: `"v3"`
        /// Example: `"v3"`
        syntax: Text => SYNTAXES,
        /// The service to forward to.
        /// Example: `"postgres:5432"`
        service: Box<Service>,
        /// Several services with weights, instead of `service`.
        /// Example: `[{ name = "pg-a", port = 5432, weight = 9 }, { name = "pg-b", port = 5432, weight = 1 }]`
        services: Spanned<Vec<Service>>,
        /// MiddlewareTCPs in order: `name` or `namespace/name`.
        /// Example: `["db-allowlist"]`
        middlewares: Spanned<Vec<Text>>,
        /// How TLS is handled.
        /// Default: Traefik does not handle TLS.
        /// Example: `"passthrough"`
        tls: Box<Tls>,
        /// Several rules in one IngressRouteTCP.
        /// Example: `[{ sni = "a.example.com", service = "a:5432" }, { sni = "b.example.com", service = "b:5432" }]`
        rules: Spanned<Vec<RouteRule>>,
        /// The protocol of the clients, which lets the checks use what is known about it.
        /// Default: unknown; the usual port of a protocol serves as a hint
        /// Example: `"postgres"`
        protocol: Text => PROTOCOLS,
        /// `spec.ingressClassName`.
        /// Example: `"internal"`
        ingress_class_name: Text,
    }
    with common: Common;
    slips ROUTE;
}

table! {
    /// One rule of an IngressRouteTCP.
    pub struct RouteRule {
        /// Server names of TLS clients.
        /// Default: every client matches (HostSNI(`*`)).
        /// Example: `["a.example.com", "b.example.com"]`
        sni: OneOrMany<Text>,
        /// A rule in Traefik's own language, instead of `sni`.
        /// Example: `'HostSNI("*") && ClientIP("10.0.0.0/8")'`
        match_ as "match": Text,
        /// The higher priority wins.
        /// Default: the rule's length in bytes, and -1 for HostSNI(`*`) alone.
        /// Example: `20`
        priority: Spanned<i64>,
        /// The rule's syntax.
        /// Default: `"v3"`
        /// Example: `"v3"`
        syntax: Text => SYNTAXES,
        /// The service to forward to.
        /// Example: `"postgres:5432"`
        service: Box<Service>,
        /// Several services with weights, instead of `service`.
        /// Example: `["pg-a:5432", "pg-b:5432"]`
        services: Spanned<Vec<Service>>,
        /// MiddlewareTCPs in order: `name` or `namespace/name`.
        /// Example: `["db-allowlist"]`
        middlewares: Spanned<Vec<Text>>,
    }
    slips ROUTE;
}
