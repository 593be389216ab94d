use super::values::{each, items, reference};
use crate::desired;
use crate::resource::{Domain, TlsTcp};

/// How a route treats TLS.
pub(super) fn tls(written: &desired::Tls) -> TlsTcp {
    TlsTcp {
        passthrough: written.passthrough,
        secret_name: written.secret_name.clone(),
        options: written.options.as_ref().map(reference),
        store: written.store.as_ref().map(reference),
        cert_resolver: written.cert_resolver.clone(),
        domains: each(written.domains.as_ref(), domain),
        span: written.span,
    }
}

/// A domain and its alternative names.
pub(super) fn domain(written: &desired::Domain) -> Domain {
    Domain { main: written.main.clone(), sans: items(written.sans.as_ref()) }
}
