use super::service::proxy_protocol;
use super::values::{each, int_or_string, items};
use crate::desired;
use crate::resource::{PeerCertSan, RootCa, ServersTransportTcp, Spec, Spiffe, TlsClientConfig};

pub(super) fn spec(written: &desired::ServersTransport) -> Spec {
    Spec::ServersTransportTcp(Box::new(ServersTransportTcp {
        dial_timeout: written.dial_timeout.as_ref().map(int_or_string),
        dial_keep_alive: written.dial_keep_alive.as_ref().map(int_or_string),
        termination_delay: written.termination_delay.as_ref().map(int_or_string),
        proxy_protocol: written.proxy_protocol.as_ref().map(proxy_protocol),
        tls: written.tls.as_deref().map(tls),
    }))
}

fn tls(written: &desired::BackendTls) -> TlsClientConfig {
    TlsClientConfig {
        server_name: written.server_name.clone(),
        insecure_skip_verify: written.insecure_skip_verify,
        root_cas: each(written.root_cas.as_ref(), |ca| RootCa {
            config_map: ca.config_map.clone(),
            secret: ca.secret.clone(),
        }),
        root_cas_secrets: items(written.root_cas_secrets.as_ref()),
        certificates_secrets: items(written.certificates_secrets.as_ref()),
        peer_cert_uri: written.peer_cert_uri.clone(),
        peer_cert_sans: each(written.peer_cert_sans.as_ref(), |san| PeerCertSan {
            kind: san.kind.clone(),
            value: san.value.clone(),
        }),
        spiffe: written
            .spiffe
            .as_ref()
            .map(|spiffe| Spiffe { ids: items(spiffe.ids.as_ref()), trust_domain: spiffe.trust_domain.clone() }),
    }
}
