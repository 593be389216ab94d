use serde::Serialize;

/// One entry of the chart's `ports`. What is none is left to the chart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PortValues {
    /// What Traefik listens on in its container.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<i64>,
    /// What the Kubernetes Service shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exposed_port: Option<i64>,
    /// Whether it shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expose: Option<Expose>,
    /// `TCP`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<&'static str>,
    /// Whether routers that name no entry point are served here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_default: Option<bool>,
    /// Whose PROXY protocol headers count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy_protocol: Option<ProxyProtocol>,
    /// Limits of time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transport: Option<Transport>,
}

/// `proxyProtocol` of a port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProxyProtocol {
    /// Addresses and ranges.
    #[serde(rename = "trustedIPs")]
    pub trusted_ips: Vec<String>,
}

/// `transport` of a port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Transport {
    /// Limits of time for what clients send.
    pub responding_timeouts: RespondingTimeouts,
}

/// `transport.respondingTimeouts` of a port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RespondingTimeouts {
    /// How long Traefik waits for a client's first bytes.
    pub read_timeout: String,
}

/// By Service: the chart makes one that is called `default`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Expose {
    /// Whether the default Service shows the port.
    pub default: bool,
}
