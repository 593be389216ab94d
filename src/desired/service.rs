use serde_json::{Map, Value as Json, json};
use toml::de::DeValue;

use super::decoder::Decode;
use super::decoder::{Decoder, Value};
use super::fields::decode_table;
use super::problem;
use super::servers_transport::ProxyProtocol;
use super::shorthand::IntOrText;
use super::table::table;
use crate::source::{Spanned, Text};

table! {
    /// A Kubernetes Service to forward to: `"name:port"`, `"namespace/name:port"` or a table.
    pub struct Service {
        /// The Service's name.
        /// Example: `"postgres"`
        name: Text,
        /// The Service's namespace.
        /// Default: that of the route.
        /// Example: `"databases"`
        namespace: Text,
        /// The Service's port: its number or its name.
        /// Example: `5432`
        port: IntOrText,
        /// The share of connections, relative to the other services of the rule.
        /// Default: `1`
        /// Example: `9`
        weight: Spanned<i64>,
        /// The ServersTransportTCP: `name` or `namespace-name@kubernetescrd`.
        /// Example: `"slow"`
        servers_transport: Text,
        /// Forward to the Service's cluster address instead of its pods.
        /// Default: `false`
        /// Example: `true`
        native_lb: Spanned<bool>,
        /// Forward to the nodes' addresses and the Service's node port.
        /// Default: `false`
        /// Example: `true`
        node_port_lb: Spanned<bool>,
        /// Send the PROXY protocol header to the service. Deprecated: use `servers_transport`.
        /// Example: `{ version = 2 }`
        proxy_protocol: ProxyProtocol,
        /// Milliseconds to wait for one side after the other has closed. Deprecated: use `servers_transport`.
        /// Default: `100`
        /// Example: `200`
        termination_delay: Spanned<i64>,
        /// Connect to the service with TLS.
        /// Default: `false`
        /// Example: `true`
        tls: Spanned<bool>,
    }
    required ["name", "port"];
    slips SERVICE;
    custom service_text;
}

fn service_text(_: &mut Map<String, Json>) -> Json {
    json!({ "type": "string", "pattern": "^([^/:]+/)?[^/:]+:[^/:]+$" })
}

impl Decode for Service {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if !matches!(value.get_ref(), DeValue::String(_)) {
            return decode_table(value, decoder, "`\"name:port\"` or a table");
        }
        let text = Text::decode(value, decoder)?;
        let parsed = Self::parse(&text);
        if parsed.is_none() {
            decoder.report(problem::invalid_service::diagnostic(&text));
        }
        parsed
    }
}

impl Service {
    /// Reads `[namespace/]name:port`; every part has the place of the whole text.
    pub fn parse(text: &Text) -> Option<Self> {
        let at = |part: &str| Spanned::new(part.into(), text.span);
        let (path, port) = text.rsplit_once(':')?;
        let (namespace, name) = match path.split_once('/') {
            Some((namespace, name)) => (Some(namespace), name),
            None => (None, path),
        };
        let broken = |part: &str| part.is_empty() || part.contains(['/', ':']);
        if broken(name) || broken(port) || namespace.is_some_and(broken) || problem::invalid_service::is_domain(name) {
            return None;
        }
        let port = match port.parse() {
            Ok(number) => IntOrText::Int(Spanned::new(number, text.span)),
            Err(_) => IntOrText::Text(at(port)),
        };
        Some(Self {
            span: text.span,
            name: Some(at(name)),
            namespace: namespace.map(at),
            port: Some(port),
            ..Self::default()
        })
    }
}
