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
}

/// By Service: the chart makes one that is called `default`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Expose {
    /// Whether the default Service shows the port.
    pub default: bool,
}
