use super::{Outcome, Reason};

/// What settles a connection. [`Outcome`] and [`Reason`] are made from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// A router takes the connection and hands it to its service.
    Forwarded,
    /// No router matches, and Traefik's HTTP server answers.
    NoRouter,
    /// An HTTPS router's host, or its lack of any, comes first.
    HttpsRouter,
    /// The router's middleware of this place in its chain refuses the client.
    Denied {
        /// Its place, counted from 0.
        middleware: usize,
    },
    /// The router's service has nothing to offer.
    NoService(NoServer),
    /// The TLS options are unknown or cannot be used: the router's, or the default ones when there is no router.
    BrokenTlsOptions,
    /// Traefik ends TLS and shares no protocol with the client.
    AlpnMismatch,
    /// Traefik's HTTPS server and the client agreed on a protocol that is not HTTP.
    ProtocolNotServed,
    /// The client offers `acme-tls/1`, for which Traefik has no certificate.
    AcmeChallenge,
    /// After PostgreSQL's SSLRequest no TLS router matches.
    PostgresUnmatched,
    /// After PostgreSQL's SSLRequest was granted, the client did not speak TLS.
    PostgresPlain,
    /// PostgreSQL's SSLRequest meets the one version that breaks it.
    PostgresBroken,
    /// Go's TLS library cannot read the ClientHello, most likely for its server name.
    UnreadableHello,
    /// The ClientHello breaks off.
    UnfinishedHello,
    /// The first TLS record announces more than TLS allows.
    OverlongRecord,
    /// Traefik ends TLS and speaks no version of it that the client does.
    TlsVersion,
    /// Traefik ends TLS, and none of its cipher suites is one of the TLS 1.2 that they would speak.
    NoCipherSuite,
    /// Traefik ends TLS, must have a certificate for the client's server name (`sniStrict`), and has none.
    NoCertificate,
    /// Traefik ends TLS and asks for a certificate that the client does not show.
    NoClientCertificate,
    /// There is no such entry point.
    UnknownEntryPoint,
    /// Routers of one priority match, and they do not do the same.
    EqualPriority,
    /// tcpgen cannot tell whether a rule matches.
    UndecidedRule,
}

/// Why a service has nothing to offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoServer {
    /// All weights are 0.
    AllWeightsZero,
    /// There is no server.
    NoServers,
    /// The version of the PROXY protocol is none, so Traefik leaves the servers out.
    ProxyProtocolVersion,
    /// A weight is negative, and the search for a server does not end: the connection hangs.
    EndlessSearch,
    /// Traefik should open TLS to the servers, and knows neither a name to check nor that it need not.
    NameUnknown,
}

impl Cause {
    /// What becomes of the connection.
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Forwarded => Outcome::Forwarded,
            Self::NoRouter | Self::HttpsRouter => Outcome::Http,
            Self::EqualPriority | Self::UndecidedRule => Outcome::Ambiguous,
            Self::Denied { .. }
            | Self::NoService(_)
            | Self::BrokenTlsOptions
            | Self::AlpnMismatch
            | Self::ProtocolNotServed
            | Self::AcmeChallenge
            | Self::PostgresUnmatched
            | Self::PostgresPlain
            | Self::PostgresBroken
            | Self::UnreadableHello
            | Self::UnfinishedHello
            | Self::OverlongRecord
            | Self::TlsVersion
            | Self::NoCipherSuite
            | Self::NoCertificate
            | Self::NoClientCertificate
            | Self::UnknownEntryPoint => Outcome::Closed,
        }
    }

    /// Why it is not forwarded; none when it is.
    pub fn reason(self) -> Option<Reason> {
        Some(match self {
            Self::Forwarded => return None,
            Self::NoRouter
            | Self::HttpsRouter
            | Self::UnreadableHello
            | Self::UnfinishedHello
            | Self::OverlongRecord => Reason::NoMatchingRouter,
            Self::TlsVersion | Self::NoCipherSuite | Self::NoCertificate | Self::NoClientCertificate => {
                Reason::TlsRefused
            }
            Self::Denied { .. } => Reason::DeniedByMiddleware,
            Self::NoService(_) => Reason::NoService,
            Self::BrokenTlsOptions => Reason::BrokenTlsOptions,
            Self::AlpnMismatch | Self::ProtocolNotServed | Self::AcmeChallenge => Reason::AlpnMismatch,
            Self::PostgresUnmatched | Self::PostgresPlain | Self::PostgresBroken => Reason::PostgresNeedsTlsRoute,
            Self::UnknownEntryPoint => Reason::UnknownEntryPoint,
            Self::EqualPriority => Reason::EqualPriority,
            Self::UndecidedRule => Reason::UndecidedRule,
        })
    }
}
