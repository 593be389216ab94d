//! One entry point of Traefik's static configuration.

use std::net::SocketAddr;

use serde_json::{Value, json};

/// An entry point, to be opened on a free loopback port. The names of its methods follow Traefik's own settings.
#[derive(Debug, Clone)]
pub struct EntryPoint {
    pub(super) name: String,
    protocol: &'static str,
    settings: Value,
}

impl EntryPoint {
    /// A TCP entry point with Traefik's own defaults.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), protocol: "tcp", settings: json!({}) }
    }

    /// How long Traefik waits for a client's first bytes; 0 is for ever, Traefik's default is 60,000.
    pub fn read_timeout_ms(self, milliseconds: u64) -> Self {
        let timeouts = json!({ "readTimeout": format!("{milliseconds}ms") });
        self.with("transport", json!({ "respondingTimeouts": timeouts }))
    }

    /// Believes the client address that a PROXY protocol header announces, from any loopback address. A client that
    /// keeps silent has to send one, or Traefik waits for it.
    pub fn proxy_protocol(self) -> Self {
        self.with("proxyProtocol", json!({ "trustedIPs": ["127.0.0.0/8"] }))
    }

    /// Hands `acme-tls/1` to TCP routers although a certificate resolver would take it.
    pub fn allow_acme_bypass(self) -> Self {
        self.with("allowACMEByPass", json!(true))
    }

    /// Sets `asDefault`: a router without entry points attaches to such ones, and where there are none, to all.
    pub fn default_one(self) -> Self {
        self.with("asDefault", json!(true))
    }

    /// HTTP routers on it are HTTPS routers.
    pub fn http_tls(self) -> Self {
        self.with("http", json!({ "tls": {} }))
    }

    /// A UDP entry point.
    pub fn udp(mut self) -> Self {
        self.protocol = "udp";
        self
    }

    fn with(mut self, key: &str, value: Value) -> Self {
        self.settings[key] = value;
        self
    }

    pub(super) fn to_json(&self, address: SocketAddr) -> Value {
        let mut settings = self.settings.clone();
        settings["address"] = json!(format!("{address}/{}", self.protocol));
        settings
    }
}
