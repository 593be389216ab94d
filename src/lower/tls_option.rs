use super::values::{items, list};
use crate::desired;
use crate::resource::{ClientAuth, Spec, TlsOption};

pub(super) fn spec(written: &desired::TlsOption) -> Spec {
    Spec::TlsOption(Box::new(TlsOption {
        min_version: written.min_version.clone(),
        max_version: written.max_version.clone(),
        cipher_suites: list(written.cipher_suites.as_ref()),
        curve_preferences: items(written.curve_preferences.as_ref()),
        client_auth: written.client_auth.as_ref().map(client_auth),
        sni_strict: written.sni_strict,
        alpn_protocols: list(written.alpn_protocols.as_ref()),
        disable_session_tickets: written.disable_session_tickets,
        prefer_server_cipher_suites: written.prefer_server_cipher_suites,
    }))
}

fn client_auth(written: &desired::ClientAuth) -> ClientAuth {
    ClientAuth {
        secret_names: items(written.secret_names.as_ref()),
        client_auth_type: written.client_auth_type.clone(),
    }
}
