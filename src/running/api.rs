use serde::Deserialize;

/// What the API of a running Traefik reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Running {
    /// `/api/version`: `3.7.15`.
    pub version: String,
    /// `/api/entrypoints`.
    pub entry_points: Vec<RunningEntryPoint>,
    /// `/api/tcp/routers`.
    pub routers: Vec<RunningRouter>,
    /// `/api/tcp/middlewares`.
    pub middlewares: Vec<RunningMiddleware>,
    /// `/api/tcp/services`.
    pub services: Vec<RunningService>,
}

/// The answer of `/api/version`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Version {
    /// Traefik's version; `dev` for a build of one's own.
    #[serde(rename = "Version")]
    pub version: String,
}

/// An entry point.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RunningEntryPoint {
    /// Its name.
    pub name: String,
    /// Where it listens: `:5432`, `127.0.0.1:5432/tcp`.
    pub address: String,
    /// Whether routers without entry points attach to it.
    pub as_default: bool,
    /// Its time-outs.
    pub transport: Transport,
    /// Whose PROXY protocol headers count.
    pub proxy_protocol: Option<ProxyProtocol>,
}

/// `transport` of an entry point.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Transport {
    /// `respondingTimeouts`.
    pub responding_timeouts: RespondingTimeouts,
}

/// `respondingTimeouts` of an entry point.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RespondingTimeouts {
    /// How long Traefik waits for the first bytes: `1m0s`; none is without limit.
    pub read_timeout: Option<String>,
}

/// `proxyProtocol` of an entry point.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ProxyProtocol {
    /// Whether every header counts.
    pub insecure: bool,
    /// Whose headers count.
    #[serde(rename = "trustedIPs")]
    pub trusted_ips: Vec<String>,
}

/// A TCP router.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RunningRouter {
    /// With its provider: `default-pg-673acf455cb2dab0b43a@kubernetescrd`.
    pub name: String,
    /// `enabled`, `warning` or `disabled`.
    pub status: String,
    /// Why it is not simply enabled.
    pub error: Vec<String>,
    /// Its rule.
    pub rule: String,
    /// The priority that counts.
    pub priority: i64,
    /// The entry points that it names.
    pub entry_points: Vec<String>,
    /// Those that it is attached to.
    pub using: Vec<String>,
    /// Its middlewares, the first sees a connection first.
    pub middlewares: Vec<String>,
    /// Its service.
    pub service: String,
    /// What it does with TLS, where it looks at it.
    pub tls: Option<RunningTls>,
}

/// `tls` of a router.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RunningTls {
    /// Whether the encrypted bytes are handed on.
    pub passthrough: bool,
}

/// A TCP middleware.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RunningMiddleware {
    /// With its provider.
    pub name: String,
    /// `enabled` or `disabled`.
    pub status: String,
    /// Why it is not enabled.
    pub error: Vec<String>,
    /// Its allow list, if it is one.
    pub ip_allow_list: Option<SourceRanges>,
    /// The same by its old name.
    pub ip_white_list: Option<SourceRanges>,
    /// Its limit, if it is one.
    pub in_flight_conn: Option<Amount>,
}

/// `ipAllowList` of a middleware.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SourceRanges {
    /// Whom it admits.
    pub source_range: Vec<String>,
}

/// `inFlightConn` of a middleware.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Amount {
    /// How many connections of one address it admits at once.
    pub amount: i64,
}

/// A TCP service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RunningService {
    /// With its provider.
    pub name: String,
    /// `enabled` or `disabled`.
    pub status: String,
    /// Why it is not enabled.
    pub error: Vec<String>,
    /// The routers that use it.
    pub used_by: Vec<String>,
    /// Its servers, where it has them itself.
    pub load_balancer: Option<Servers>,
}

/// `loadBalancer` of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Servers {
    /// The servers.
    pub servers: Vec<serde_json::Value>,
}
