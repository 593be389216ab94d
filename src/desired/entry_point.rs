use super::fields::table;
use crate::source::{Spanned, Text};

table! {
    /// A port that Traefik's static configuration opens.
    pub struct EntryPoint {
        /// The port that Traefik listens on, 1 to 65535.
        port: Spanned<i64>,
        /// The port that the Kubernetes Service shows; `port` when left out.
        exposed_port: Spanned<i64>,
        /// Whether the Kubernetes Service shows it at all; true when left out.
        expose: Spanned<bool>,
        /// Hosts of HTTPS routers on this entry point: a TLS connection tries these before any TCP router.
        http_hosts: Spanned<Vec<Text>>,
    }
    required ["port"];
    shorthand port: Spanned<i64>;
}
