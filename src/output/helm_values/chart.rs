/// A port that the chart opens by itself (`traefik/values.yaml`, `ports`).
pub(crate) struct ChartPort {
    pub name: &'static str,
    /// What the container listens on.
    pub port: i64,
    /// What the Service shows.
    pub exposed_port: i64,
    /// Whether the Service shows it.
    pub exposed: bool,
}

/// The chart's own ports.
pub(crate) const PORTS: [ChartPort; 4] = [
    ChartPort { name: "web", port: 8000, exposed_port: 80, exposed: true },
    ChartPort { name: "websecure", port: 8443, exposed_port: 443, exposed: true },
    ChartPort { name: "traefik", port: 8080, exposed_port: 8080, exposed: false },
    ChartPort { name: "metrics", port: 9100, exposed_port: 9100, exposed: false },
];

/// Those of them that serve HTTP routers.
pub(super) const HTTP: [&str; 2] = ["web", "websecure"];

/// The first chart whose `expose` is a table (`traefik/Changelog.md`, 27.0.0).
pub(super) const FIRST_MAJOR: i64 = 27;

/// The chart's own port of this name.
pub(super) fn chart_port(name: &str) -> Option<&'static ChartPort> {
    PORTS.iter().find(|port| port.name == name)
}
