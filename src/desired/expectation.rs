use super::fields::table;
use super::shorthand::OneOrMany;
use crate::source::{Spanned, Text};

/// What a step can come out as. The first three are of `apply`, the next two of `delete`, the rest of `connect`;
/// `refused` is any outcome but `forwarded`.
pub const OUTCOMES: [&str; 10] =
    ["created", "updated", "unchanged", "deleted", "not-found", "forwarded", "closed", "http", "ambiguous", "refused"];

/// What a route can do with TLS.
pub const TLS_MODES: [&str; 3] = ["none", "passthrough", "terminate"];

/// Why a connection is not forwarded.
pub const REASONS: [&str; 8] = [
    "no-matching-router",
    "denied-by-middleware",
    "no-service",
    "broken-tls-options",
    "postgres-needs-tls-route",
    "alpn-mismatch",
    "unknown-entry-point",
    "equal-priority",
];

table! {
    /// What a step has to come out as: an outcome's name, or a table that asks for more.
    pub struct Expectation {
        /// The outcome.
        outcome: Text => OUTCOMES,
        /// The services that connections are spread over: `"[namespace/]name:port"`, or a list that names all of them.
        service: OneOrMany<Text>,
        /// The route whose router takes the connection: `"[namespace/]name"`.
        router: Text,
        /// What the route does with TLS.
        tls_mode: Text => TLS_MODES,
        /// Why the connection is not forwarded.
        reason: Text => REASONS,
        /// Whether Traefik reads the client's first bytes before it chooses.
        waits_for_client: Spanned<bool>,
    }
    shorthand outcome: Text;
}
