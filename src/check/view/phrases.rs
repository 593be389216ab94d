//! The words with which checks name keys of state files and fields of manifests.
//!
//! What a manifest cannot hold (`allow`, `protocol`, facts on Traefik, objects that exist elsewhere) it does not propose, or
//! it names the state file beside the manifests as the place.

/// Words for one thing that can be written, in both notations, with their backticks. `{}` stands for a value. In
/// `routes[]` and `services[]` of a manifest goes the index, where it is known.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub state_file: &'static str,
    pub manifest: &'static str,
}

macro_rules! phrases {
    ($($name:ident: $state_file:literal, $manifest:literal;)+) => {
        $(pub(crate) const $name: Phrase = Phrase { state_file: $state_file, manifest: $manifest };)+
    };
}

// A route.
phrases! {
    DOMAINS: "`domains`", "`spec.tls.domains`";
    DOMAINS_BESIDE: "`domains = [{ main = \"db.example.com\" }]` beside it", "`spec.tls.domains` with `main: db.example.com`";
    ENTRY_POINTS: "`entry_points = [\"{}\"]`", "`spec.entryPoints: [{}]`";
    INGRESS_CLASS: "`ingress_class_name`", "`spec.ingressClassName`";
    INGRESS_CLASS_IS: "`ingress_class_name = \"{}\"`", "`spec.ingressClassName: {}`";
    ANNOTATION_IS: "`annotations = { \"{}\" = \"{}\" }`", "`{}: {}` under `metadata.annotations`";
    TLS: "`tls`", "`spec.tls`";
    TLS_ROUTES: "`tls` routes", "routes with `spec.tls`";
    PASSTHROUGH: "`passthrough`", "`spec.tls.passthrough`";
    PASS_THROUGH: "`tls = \"passthrough\"`", "`spec.tls.passthrough: true`";
    SECRET_NAME: "`secret_name`", "`spec.tls.secretName`";
    SECRET_NAME_IS: "`tls = { secret_name = {} }`", "`spec.tls.secretName: {}`";
    OPTIONS: "`options`", "`spec.tls.options`";
    OPTIONS_NAMED: "`tls = { options = ... }`", "`spec.tls.options.name`";
    STORE: "`store`", "`spec.tls.store`";
    CERT_RESOLVER: "`cert_resolver`", "`spec.tls.certResolver`";
    OWN_PROTOCOL: ", or set `protocol` to what clients speak", "";
    OTHER_PROTOCOL: "; if it is another one, set `protocol`", "";
}

// A rule and its services.
phrases! {
    A_RULE: "write a rule, or the short form: `service = \"name:port\"`", "write a rule under `spec.routes`";
    CATCH_ALL: "`sni = \"*\"`", "HostSNI(`*`)";
    MATCH: "`match`", "`spec.routes[].match`";
    MIDDLEWARES: "`middlewares = [...]`", "`spec.routes[].middlewares`";
    NAMES: "`sni = \"db.example.com\"`", "HostSNI(`db.example.com`) in `spec.routes[].match`";
    NATIVE_LB: "`native_lb`", "`spec.routes[].services[].nativeLB`";
    NODE_PORT_LB: "`node_port_lb`", "`spec.routes[].services[].nodePortLB`";
    PRIORITY: "`priority`", "`spec.routes[].priority`";
    PROXY_PROTOCOL: "`proxy_protocol`", "`proxyProtocol`";
    SERVICE: "`service = \"name:port\"`", "`spec.routes[].services` with a `name` and a `port`";
    SERVICE_TLS_ON: "`tls = true` to the service", "`spec.routes[].services[].tls: true`";
    SERVERS_TRANSPORT: "`servers_transport`", "`spec.routes[].services[].serversTransport`";
    SERVERS_TRANSPORT_IS: "`servers_transport = ...`", "`spec.routes[].services[].serversTransport`";
    SYNTAX: "`syntax`", "`spec.routes[].syntax`";
    SYNTAX_V2: "`syntax = \"v2\"`", "`spec.routes[].syntax: v2`";
    TERMINATION_DELAY: "`termination_delay`", "`terminationDelay`";
    TLS_OF_SERVICE: "`tls` of a service", "`spec.routes[].services[].tls`";
    TRANSPORT_OF_SERVICE: "`servers_transport` of a service", "`spec.routes[].services[].serversTransport`";
    TWO_NAMES: "`sni = [\"a.example.com\", \"b.example.com\"]`", "HostSNI(`a.example.com`) || HostSNI(`b.example.com`)";
}

// Middlewares.
phrases! {
    A_TYPE: "add `ip_allow_list` or `in_flight_conn`; for one that exists elsewhere `external = true`", "add `spec.ipAllowList` or `spec.inFlightConn`";
    EVERYONE_ALLOWED: "; if everyone is meant, add `allow = [{ code = \"allows-everyone\", reason = \"...\" }]`", " in `spec.ipAllowList.sourceRange`";
    IN_FLIGHT_CONN: "`in_flight_conn`", "`spec.inFlightConn`";
    IP_ALLOW_LIST: "`ip_allow_list`", "`spec.ipAllowList`";
    IP_WHITE_LIST: "`ip_white_list`", "`spec.ipWhiteList`";
}

// Servers transports.
phrases! {
    CERTIFICATES_SECRETS: "`certificates_secrets`", "`spec.tls.certificatesSecrets`";
    DISABLE_SESSION_TICKETS: "`disable_session_tickets`", "`spec.disableSessionTickets`";
    INSECURE_SKIP_VERIFY: "`insecure_skip_verify`", "`spec.tls.insecureSkipVerify`";
    PEER_CERT_SANS: "`peer_cert_sans`", "`spec.tls.peerCertSANs`";
    PEER_CERT_URI: "`peer_cert_uri`", "`spec.tls.peerCertURI`";
    ROOT_CAS: "`root_cas`", "`spec.tls.rootCAs`";
    ROOT_CAS_IS: "`root_cas = [{ secret = \"{}\" }]`", "`spec.tls.rootCAs` with `secret: {}`";
    ROOT_CAS_SECRETS: "`root_cas_secrets`", "`spec.tls.rootCAsSecrets`";
    SERVERS_TRANSPORT_KIND: "the kind ServersTransportTCP", "the kind ServersTransportTCP";
    SERVER_NAME: "`server_name`", "`spec.tls.serverName`";
    SERVER_NAME_ADDED: "`tls = { server_name = \"...\" }`", "`spec.tls.serverName`";
    SERVER_NAME_IN_ONE: "`server_name` in a servers transport (`[servers_transports.NAME.tls]`)", "`spec.tls.serverName` in a ServersTransportTCP";
    SPIFFE: "`spiffe`", "`spec.tls.spiffe`";
    TRANSPORT_PROXY_PROTOCOL: "`proxy_protocol` of a servers transport", "`spec.proxyProtocol` of a ServersTransportTCP";
}

// TLS options.
phrases! {
    ALPN_OF_OPTIONS: "give `[tls_options.{}]` `alpn_protocols = [\"{}\"]`", "give the TLSOption `{}` `spec.alpnProtocols: [{}]`";
    ALPN_PROTOCOLS_IS: "`alpn_protocols = [\"{}\"]` in the route's `tls`", "`spec.alpnProtocols: [{}]` in `spec.tls.options`";
    CLIENT_CA: "`secret_names = [\"client-ca\"]`", "`spec.clientAuth.secretNames: [client-ca]`";
    CLIENT_AUTH_TYPE: "`client_auth_type`", "`spec.clientAuth.clientAuthType`";
    MAX_VERSION: "`max_version`", "`spec.maxVersion`";
    OPTIONS_THAT_OFFER: "`options = \"postgres\"`, and `[tls_options.postgres]` with `alpn_protocols = [\"{}\"]`", "`spec.tls.options.name: postgres`, and a TLSOption `postgres` with `spec.alpnProtocols: [{}]`";
    PREFER_SERVER_CIPHER_SUITES: "`prefer_server_cipher_suites`", "`spec.preferServerCipherSuites`";
}

// What only a state file holds.
phrases! {
    ALLOW_CROSS_NAMESPACE: "`allow_cross_namespace`", "Traefik's `allowCrossNamespace`";
    ALLOW_CROSS_NAMESPACE_ON: "set `allow_cross_namespace = true` under `[traefik]`", "set it in a state file beside the manifests: `allow_cross_namespace = true` under `[traefik]`";
    ALLOW_EXTERNAL_NAMES: "set `allow_external_name_services = true` under `[traefik]`", "set it in a state file beside the manifests: `allow_external_name_services = true` under `[traefik]`";
    DECLARE_ENTRY_POINT: "declare it under `[entry_points]`: `{} = 5432`", "declare it in the state file beside the manifests, under `[entry_points]`: `{} = 5432`";
    DECLARE_MIDDLEWARE: "declare it under `[middlewares]`, with `external = true` where it exists elsewhere", "check it together with the manifest of its MiddlewareTCP; where that is not at hand, declare it in a state file beside the manifests, under `[middlewares]` with `external = true`";
    DECLARE_SERVERS_TRANSPORT: "declare it under `[servers_transports]`, with `external = true` where it exists elsewhere", "check it together with the manifest of its ServersTransportTCP; where that is not at hand, declare it in a state file beside the manifests, under `[servers_transports]` with `external = true`";
    DECLARE_SERVICE: "create it, or declare it under `[services]`", "create it, or declare it in a state file beside the manifests, under `[services]`";
    DECLARE_TLS_OPTIONS: "declare them under `[tls_options]`, with `external = true` where they exist elsewhere", "check them together with the manifest of their TLSOption; where that is not at hand, declare them in a state file beside the manifests, under `[tls_options]` with `external = true`";
    RAISE_VERSION: "raise `version` under `[traefik]`, or remove it", "remove it, or raise the version in a state file beside the manifests: `version` under `[traefik]`";
    SERVED_CLASS: "set `ingress_class_name = \"{}\"` under `[traefik]`", "set it in a state file beside the manifests: `ingress_class_name = \"{}\"` under `[traefik]`";
}
