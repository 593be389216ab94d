//! The sections of the page, in order: one for each table of the schema.

use serde_json::Value as Json;

use super::toml_text::pair;

/// A table of the schema, and a state in which its keys can stand.
pub struct Section {
    /// Its name among the schema's definitions; empty for the file itself.
    pub definition: &'static str,
    pub heading: &'static str,
    /// How it is written, for people.
    pub written: &'static str,
    /// A state with `KEYS` where the keys go.
    state: &'static str,
}

const fn section(
    definition: &'static str,
    heading: &'static str,
    written: &'static str,
    state: &'static str,
) -> Section {
    Section { definition, heading, written, state }
}

/// A route that scenarios can be about.
const ROUTE: &str = "[routes.postgres-route]\nentry_points = [\"postgresql\"]\nservice = \"postgres:5432\"\n";

/// The entry points that the examples of invariants name.
const INVARIANT_ENTRY_POINTS: &str = "[entry_points]\npostgresql = 5432\nmqtts = 8883\n";

/// A route to the service that has to be reached always.
const INVARIANT_ROUTE: &str = "[routes.x]\nentry_points = [\"mqtts\"]\nsni = \"mqtt.example.com\"\ntls = \"passthrough\"\nservice = \"postgres:5432\"\n";

pub static SECTIONS: &[Section] = &[
    section("", "The file", "", "KEYS\n"),
    section("Traefik", "Traefik", "`[traefik]`.", "traefik = { KEYS }\n"),
    section("Output", "Output", "`[output]`.", "output = { KEYS }\n"),
    section(
        "EntryPoint",
        "Entry point",
        "`[entry_points]`, `NAME = 5432` or `NAME = { port = 5432 }`.",
        "entry_points.x = { KEYS }\n",
    ),
    section("TrustedProxies", "Trusted proxies", "", "entry_points.x = { port = 5432, proxy_protocol = { KEYS } }\n"),
    section("Middleware", "Middleware", "`[middlewares.NAME]`.", "middlewares.x = { KEYS }\n"),
    section(
        "IpAllowList",
        "IP allow list",
        "A list of ranges is short for `{ source_range = [..] }`.",
        "middlewares.x.ip_allow_list = { KEYS }\n",
    ),
    section(
        "InFlightConn",
        "In-flight connections",
        "A number is short for `{ amount = .. }`.",
        "middlewares.x.in_flight_conn = { KEYS }\n",
    ),
    section("Route", "Route", "`[routes.NAME]`.", "routes.x = { KEYS }\n"),
    section("RouteRule", "Rule", "`[[routes.NAME.rules]]`.", "routes.x.rules = [{ KEYS }]\n"),
    section("Service", "Service", "", "routes.x.service = { KEYS }\n"),
    section("Tls", "TLS of a route", "", "routes.x.tls = { KEYS }\n"),
    section("Domain", "Domain", "", "routes.x.tls.domains = [{ KEYS }]\n"),
    section("Reference", "Reference", "", "routes.x.tls.options = { KEYS }\n"),
    section(
        "ServersTransport",
        "Servers transport",
        "`[servers_transports.NAME]`.",
        "servers_transports.x = { KEYS }\n",
    ),
    section(
        "ProxyProtocol",
        "PROXY protocol",
        "A number is short for `{ version = .. }`.",
        "servers_transports.x.proxy_protocol = { KEYS }\n",
    ),
    section("BackendTls", "TLS to servers", "", "servers_transports.x.tls = { KEYS }\n"),
    section("RootCa", "Certificate authority", "", "servers_transports.x.tls.root_cas = [{ KEYS }]\n"),
    section("PeerCertSan", "Subject alternative name", "", "servers_transports.x.tls.peer_cert_sans = [{ KEYS }]\n"),
    section("Spiffe", "SPIFFE", "", "servers_transports.x.tls.spiffe = { KEYS }\n"),
    section("TlsOption", "TLS options", "`[tls_options.NAME]`.", "tls_options.x = { KEYS }\n"),
    section("ClientAuth", "Client authentication", "", "tls_options.x.client_auth = { KEYS }\n"),
    section("TlsStore", "TLS store", "`[tls_stores.default]`.", "tls_stores.default = { KEYS }\n"),
    section(
        "Certificate",
        "Certificate",
        "A name is short for `{ secret_name = .. }`.",
        "tls_stores.default.default_certificate = { KEYS }\n",
    ),
    section(
        "DefaultGeneratedCert",
        "Generated certificate",
        "",
        "tls_stores.default.default_generated_cert = { KEYS }\n",
    ),
    section(
        "KnownService",
        "Known Service",
        "`[services]`; [Facts](facts.md) explains them. A list of addresses is short for `{ addresses = [..] }`.",
        "services.x = { KEYS }\n",
    ),
    section(
        "KnownPort",
        "Port of a Service",
        "A number is short for `{ port = .. }`.",
        "services.x.ports = [{ KEYS }]\n",
    ),
    section(
        "KnownKeys",
        "Known Secret",
        "`[secrets]`, and `[config_maps]` likewise. A list of keys is short for `{ keys = [..] }`.",
        "secrets.x = { KEYS }\n",
    ),
    section("Allow", "Allowed warning", "", "allow = [{ KEYS }]\n"),
    section(
        "Invariant",
        "Invariant",
        "`[invariants.NAME]`; [Invariants](invariants.md) explains them.",
        "invariants.x = { KEYS }\n",
    ),
    section("ConnectionSet", "Set of connections", "", "invariants.x = { to = \"*\", only = { KEYS } }\n"),
    section(
        "Scenario",
        "Scenario",
        "`[scenarios.NAME]`; [Scenarios](scenarios.md) explains them.",
        "scenarios.x = { KEYS }\n",
    ),
    section("StepKeys", "Step", "", "scenarios.x.steps = [{ KEYS }]\n"),
    section("Connect", "Connection", "", "scenarios.x.steps = [{ expect = \"refused\", connect = { KEYS } }]\n"),
    section(
        "Expectation",
        "Expectation",
        "A name is short for `{ outcome = .. }`.",
        "scenarios.x.steps = [{ connect = { entry_point = \"postgresql\", client_ip = \"10.0.0.1\" }, expect = { KEYS } }]\n",
    ),
    section("ListCounts", "Counts", "", "scenarios.x.steps = [{ list = { KEYS } }]\n"),
    section(
        "Always",
        "Always",
        "",
        "scenarios.x = { steps = [{ list = { routes = 1 } }, { list = { middlewares = 0 } }], always = [{ KEYS }] }\n",
    ),
];

/// The heading of a definition's section.
pub fn heading_of(definition: &str) -> &'static str {
    let section = SECTIONS.iter().find(|section| section.definition == definition);
    section.unwrap_or_else(|| unreachable!("`{definition}` has no section")).heading
}

impl Section {
    /// Its part of the schema.
    pub fn table<'a>(&self, schema: &'a Json) -> &'a Json {
        if self.definition.is_empty() { schema } else { &schema["definitions"][self.definition] }
    }

    /// A state with the key's example in this table, and beside it what the key cannot do without.
    pub fn state_with(&self, schema: &Json, key: &str) -> String {
        let table = self.table(schema);
        let example = |key: &str| pair(key, &table["properties"][key]["examples"][0]);
        let mut keys = vec![example(key)];
        let required = table["required"].as_array().into_iter().flatten().filter_map(Json::as_str);
        keys.extend(required.filter(|name| *name != key).map(example));
        match (self.definition, key) {
            ("Invariant", "to" | "reason") => keys.push("only = {}".to_owned()),
            ("", "scenarios") => keys.push(example("routes")),
            ("StepKeys", "set" | "unset" | "expect") => keys.push(example("apply")),
            ("StepKeys", "connect") => keys.push("expect = \"forwarded\"".to_owned()),
            _ => {}
        }
        let separator = if self.definition.is_empty() { "\n" } else { ", " };
        let state = self.state.replace("KEYS", &keys.join(separator));
        match self.state.split('.').next() {
            Some("scenarios") => state + ROUTE,
            Some("invariants") if key == "always" => state + INVARIANT_ENTRY_POINTS + INVARIANT_ROUTE,
            Some("invariants") => state + INVARIANT_ENTRY_POINTS,
            _ => state,
        }
    }
}
