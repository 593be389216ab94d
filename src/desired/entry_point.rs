use super::fields::table;
use crate::source::{Spanned, Text};

table! {
    /// A port that Traefik's static configuration opens.
    pub struct EntryPoint {
        /// The port that Traefik listens on, 1 to 65535.
        /// Example: `5432`
        port: Spanned<i64>,
        /// The port that the Kubernetes Service exposes.
        /// Default: `port`.
        /// Example: `15432`
        exposed_port: Spanned<i64>,
        /// Whether the Kubernetes Service exposes the port.
        /// Default: `true`
        /// Example: `false`
        expose: Spanned<bool>,
        /// Hosts of HTTPS routers on this entry point: a TLS connection tries these before any TCP router.
        /// Example: `["app.example.com"]`
        http_hosts: Spanned<Vec<Text>>,
    }
    required ["port"];
    shorthand port: Spanned<i64>;
}
