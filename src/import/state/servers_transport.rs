use super::document::{Table, Value};
use crate::resource::{PeerCertSan, ProxyProtocol, RootCa, ServersTransportTcp, Spiffe, TlsClientConfig};

pub(super) fn keys(transport: &ServersTransportTcp, table: &mut Table) {
    table.set_int_or_string("dial_timeout", transport.dial_timeout.as_ref());
    table.set_int_or_string("dial_keep_alive", transport.dial_keep_alive.as_ref());
    table.set_int_or_string("termination_delay", transport.termination_delay.as_ref());
    table.set_with("proxy_protocol", transport.proxy_protocol.as_ref(), proxy_protocol);
    table.set_with("tls", transport.tls.as_ref(), tls);
}

/// `2`, or `{}` for the default version.
pub(super) fn proxy_protocol(protocol: &ProxyProtocol) -> Value {
    protocol.version.map_or(Value::Table(Table::default()), |version| Value::Int(version.value))
}

fn tls(tls: &TlsClientConfig) -> Value {
    let mut table = Table::default();
    table.set_text("server_name", tls.server_name.as_ref());
    table.set_bool("insecure_skip_verify", tls.insecure_skip_verify);
    table.set_each("root_cas", &tls.root_cas, root_ca);
    table.set_texts("root_cas_secrets", &tls.root_cas_secrets);
    table.set_texts("certificates_secrets", &tls.certificates_secrets);
    table.set_text("peer_cert_uri", tls.peer_cert_uri.as_ref());
    table.set_each("peer_cert_sans", &tls.peer_cert_sans, peer_cert_san);
    table.set_with("spiffe", tls.spiffe.as_ref(), spiffe);
    Value::Table(table)
}

fn root_ca(ca: &RootCa) -> Value {
    let mut table = Table::default();
    table.set_text("config_map", ca.config_map.as_ref());
    table.set_text("secret", ca.secret.as_ref());
    Value::Table(table)
}

fn peer_cert_san(san: &PeerCertSan) -> Value {
    let mut table = Table::default();
    table.set_text("type", san.kind.as_ref());
    table.set_text("value", san.value.as_ref());
    Value::Table(table)
}

fn spiffe(spiffe: &Spiffe) -> Value {
    let mut table = Table::default();
    table.set_texts("ids", &spiffe.ids);
    table.set_text("trust_domain", spiffe.trust_domain.as_ref());
    Value::Table(table)
}
