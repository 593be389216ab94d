use super::shorthand::OneOrMany;
use super::table::table;
use crate::source::{Span, Spanned, Text};

/// The outcomes of `apply`.
pub const APPLIED: [&str; 3] = ["created", "updated", "unchanged"];

/// The outcomes of `delete`.
pub const DELETED: [&str; 2] = ["deleted", "not-found"];

/// The outcomes of a connection; `refused` is any except `forwarded`.
pub const CONNECTED: [&str; 5] = ["forwarded", "closed", "http", "ambiguous", "refused"];

/// All of these, for the schema.
const OUTCOMES: [&str; 10] =
    ["created", "updated", "unchanged", "deleted", "not-found", "forwarded", "closed", "http", "ambiguous", "refused"];

/// What a route can do with TLS.
pub const TLS_MODES: [&str; 3] = ["none", "passthrough", "terminate"];

/// Why a connection is not forwarded.
pub const REASONS: [&str; 10] = [
    "no-matching-router",
    "denied-by-middleware",
    "no-service",
    "broken-tls-options",
    "postgres-needs-tls-route",
    "alpn-mismatch",
    "tls-refused",
    "unknown-entry-point",
    "equal-priority",
    "undecided-rule",
];

table! {
    /// The expected result of a step: the name of an outcome, or a table that specifies more.
    pub struct Expectation {
        /// The outcome.
        /// Example: `"forwarded"`
        outcome: Text => OUTCOMES,
        /// The services that connections are distributed over: `"[namespace/]name:port"`, or a list of all of them.
        /// Example: `"postgres:5432"`
        service: OneOrMany<Text>,
        /// The route whose router takes the connection: `"[namespace/]name"`.
        /// Example: `"postgres-route"`
        router: Text,
        /// What the route does with TLS.
        /// Example: `"passthrough"`
        tls_mode: Text => TLS_MODES,
        /// Why the connection is not forwarded.
        /// Example: `"denied-by-middleware"`
        reason: Text => REASONS,
        /// Whether Traefik reads the client's first bytes before it selects a router.
        /// Example: `false`
        waits_for_client: Spanned<bool>,
    }
    shorthand outcome: Text;
}

impl Expectation {
    /// The keys that apply only to a connection, with their places.
    pub fn of_connections(&self) -> impl Iterator<Item = (&'static str, Span)> {
        let keys = [
            ("service", self.service.as_ref().map(|service| service.span)),
            ("router", self.router.as_ref().map(|router| router.span)),
            ("tls_mode", self.tls_mode.as_ref().map(|mode| mode.span)),
            ("reason", self.reason.as_ref().map(|reason| reason.span)),
            ("waits_for_client", self.waits_for_client.as_ref().map(|waits| waits.span)),
        ];
        keys.into_iter().filter_map(|(key, span)| span.map(|span| (key, span)))
    }
}

table! {
    /// The number of objects of each kind that a scenario expects in the cluster, without external ones.
    pub struct ListCounts {
        /// IngressRouteTCPs.
        /// Example: `1`
        routes: Spanned<i64>,
        /// MiddlewareTCPs.
        /// Example: `1`
        middlewares: Spanned<i64>,
        /// ServersTransportTCPs.
        /// Example: `1`
        servers_transports: Spanned<i64>,
        /// TLSOptions.
        /// Example: `1`
        tls_options: Spanned<i64>,
        /// TLSStores.
        /// Example: `1`
        tls_stores: Spanned<i64>,
    }
}

#[cfg(test)]
mod tests {
    use super::{APPLIED, CONNECTED, DELETED, OUTCOMES};

    #[test]
    fn the_schema_knows_every_outcome() {
        let all: Vec<&str> = APPLIED.into_iter().chain(DELETED).chain(CONNECTED).collect();
        assert_eq!(all, OUTCOMES);
    }
}
