use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a connection is not forwarded, as a word for scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// No TCP router matches.
    NoMatchingRouter,
    /// A middleware of the router refuses the client.
    DeniedByMiddleware,
    /// The router's service has no server that could be reached.
    NoService,
    /// The router's TLS options are unknown or cannot be used.
    BrokenTlsOptions,
    /// The client sent PostgreSQL's SSLRequest, and no TLS router matches what came after it.
    PostgresNeedsTlsRoute,
    /// Traefik ends TLS and speaks no ALPN protocol that the client offers.
    AlpnMismatch,
    /// Traefik ends TLS and refuses the client for its version of TLS, its server name or its certificate.
    TlsRefused,
    /// Traefik has no entry point of this name.
    UnknownEntryPoint,
    /// Routers of one priority match, and which one Traefik takes is chance.
    EqualPriority,
    /// tcpgen cannot tell whether a rule matches (see [`Pattern::is_match`](crate::rule::Pattern::is_match)).
    UndecidedRule,
}

impl Reason {
    /// As in JSON and in scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoMatchingRouter => "no-matching-router",
            Self::DeniedByMiddleware => "denied-by-middleware",
            Self::NoService => "no-service",
            Self::BrokenTlsOptions => "broken-tls-options",
            Self::PostgresNeedsTlsRoute => "postgres-needs-tls-route",
            Self::AlpnMismatch => "alpn-mismatch",
            Self::TlsRefused => "tls-refused",
            Self::UnknownEntryPoint => "unknown-entry-point",
            Self::EqualPriority => "equal-priority",
            Self::UndecidedRule => "undecided-rule",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
