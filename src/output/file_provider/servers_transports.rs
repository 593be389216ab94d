use serde_json::{Map, Value, json};

use super::configuration::Builder;
use super::section::{set_flag, set_text, set_texts};
use crate::check::service::duration::{Reading, bare, read};
use crate::resource::{IntOrString, Resources, ServersTransportTcp, Spec, TlsClientConfig};
use crate::traefik::change;

/// What Traefik takes for durations that are not set (`pkg/config/dynamic/tcp_config.go`, `SetDefaults`).
const DIAL_TIMEOUT: &str = "30s";
const DIAL_KEEP_ALIVE: &str = "15s";
const TERMINATION_DELAY: &str = "100ms";

/// `tcp.serversTransports`.
pub(super) fn add(builder: &mut Builder<'_>, resources: &Resources) {
    for object in builder.objects(resources) {
        let Spec::ServersTransportTcp(transport) = &object.spec else { continue };
        let id = builder.naming().object(&object.metadata.namespace, &object.metadata.name);
        let section = of(builder, transport);
        builder.servers_transports.insert(id, Value::Object(section));
    }
}

fn of(builder: &mut Builder<'_>, transport: &ServersTransportTcp) -> Map<String, Value> {
    let mut section = Map::new();
    let mut set = |key: &str, written: Option<&IntOrString>, default: &str| {
        let text = written.map_or_else(|| default.to_owned(), duration);
        section.insert(key.to_owned(), text.into());
    };
    set("dialTimeout", transport.dial_timeout.as_ref(), DIAL_TIMEOUT);
    set("dialKeepAlive", transport.dial_keep_alive.as_ref(), DIAL_KEEP_ALIVE);
    set("terminationDelay", transport.termination_delay.as_ref(), TERMINATION_DELAY);
    // A version without the field would refuse the whole file, and the CRD provider does without it.
    let known = builder.environment.changes().has(&change::TRANSPORT_PROXY_PROTOCOL);
    if let Some(protocol) = transport.proxy_protocol.as_ref().filter(|_| known) {
        // The CRD provider sets no default here: without a version Traefik refuses the transport's routers.
        let version = protocol.version.map_or(0, |version| version.value);
        section.insert("proxyProtocol".to_owned(), json!({ "version": version }));
    }
    if let Some(client) = &transport.tls {
        section.insert("tls".to_owned(), Value::Object(tls(builder, client)));
    }
    section
}

/// As Traefik reads it from Kubernetes: a number counts seconds, what it cannot read counts as 0.
fn duration(written: &IntOrString) -> String {
    match (read(written), bare(written)) {
        (Reading::Counted, Some(seconds)) => format!("{seconds}s"),
        (Reading::Counted, None) => written.to_string(),
        _ => "0s".to_owned(),
    }
}

fn tls(builder: &mut Builder<'_>, client: &TlsClientConfig) -> Map<String, Value> {
    let mut section = Map::new();
    set_text(&mut section, "serverName", client.server_name.as_ref());
    set_flag(&mut section, "insecureSkipVerify", client.insecure_skip_verify);
    set_text(&mut section, "peerCertURI", client.peer_cert_uri.as_ref());
    if let Some(spiffe) = &client.spiffe {
        let mut part = Map::new();
        set_texts(&mut part, "ids", &spiffe.ids);
        set_text(&mut part, "trustDomain", spiffe.trust_domain.as_ref());
        section.insert("spiffe".to_owned(), Value::Object(part));
    }
    leave_out(builder, client);
    section
}

/// What is in Secrets and ConfigMaps.
fn leave_out(builder: &mut Builder<'_>, client: &TlsClientConfig) {
    const HELP: &str =
        "put the certificates into files and name them in a file of your own, or try without TLS to the servers";
    let cas = client.root_cas.iter().filter_map(|ca| ca.secret.as_ref().or(ca.config_map.as_ref()));
    for ca in cas.chain(&client.root_cas_secrets) {
        builder.leave_out(ca.span, format!("the authorities in `{}` are not written", ca.as_str()), HELP);
    }
    for secret in &client.certificates_secrets {
        builder.leave_out(secret.span, format!("the client certificate in `{}` is not written", secret.as_str()), HELP);
    }
    for name in client.peer_cert_sans.iter().filter_map(|san| san.value.as_ref()) {
        builder.leave_out(
            name.span,
            "`peer_cert_sans` is not written",
            "the file provider of Traefik v3.7 has no such field",
        );
    }
}
