use super::common::Common;
use super::fields::table;
use super::service::Service;
use super::shorthand::OneOrMany;
use super::tls::Tls;
use crate::source::{Spanned, Text};

/// Versions of the rule syntax that the CRD takes.
pub const SYNTAXES: [&str; 2] = ["v3", "v2"];

/// Protocols of which the checks know something.
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
        /// The entry points it listens on. Without any, Traefik attaches it to every default entry point.
        entry_points: Spanned<Vec<Text>>,
        /// Server names of TLS clients; left out, every client matches (HostSNI(`*`)).
        sni: OneOrMany<Text>,
        /// A rule in Traefik's own language, instead of `sni`.
        match_ as "match": Text,
        /// Higher wins; Traefik's default is the rule's length.
        priority: Spanned<i64>,
        /// The rule's syntax.
        syntax: Text => SYNTAXES,
        /// The service to forward to.
        service: Box<Service>,
        /// Several services with weights, instead of `service`.
        services: Spanned<Vec<Service>>,
        /// MiddlewareTCPs in order: `name` or `namespace/name`.
        middlewares: Spanned<Vec<Text>>,
        /// How TLS is treated; left out, Traefik does not look at TLS.
        tls: Box<Tls>,
        /// Several rules in one IngressRouteTCP.
        rules: Spanned<Vec<RouteRule>>,
        /// What the clients speak: the checks use what is known of it.
        protocol: Text => PROTOCOLS,
        /// `spec.ingressClassName`.
        ingress_class_name: Text,
    }
    with common: Common;
}

table! {
    /// One rule of an IngressRouteTCP.
    pub struct RouteRule {
        /// Server names of TLS clients; left out, every client matches (HostSNI(`*`)).
        sni: OneOrMany<Text>,
        /// A rule in Traefik's own language, instead of `sni`.
        match_ as "match": Text,
        /// Higher wins; Traefik's default is the rule's length.
        priority: Spanned<i64>,
        /// The rule's syntax.
        syntax: Text => SYNTAXES,
        /// The service to forward to.
        service: Box<Service>,
        /// Several services with weights, instead of `service`.
        services: Spanned<Vec<Service>>,
        /// MiddlewareTCPs in order: `name` or `namespace/name`.
        middlewares: Spanned<Vec<Text>>,
    }
}
