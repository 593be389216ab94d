use super::tls::domain;
use super::values::each;
use crate::desired;
use crate::resource::{Certificate, GeneratedCert, Spec, TlsStore};

pub(super) fn spec(written: &desired::TlsStore) -> Spec {
    Spec::TlsStore(Box::new(TlsStore {
        default_certificate: written.default_certificate.as_ref().map(certificate),
        default_generated_cert: written.default_generated_cert.as_ref().map(|generated| GeneratedCert {
            resolver: generated.resolver.clone(),
            domain: generated.domain.as_ref().map(domain),
        }),
        certificates: each(written.certificates.as_ref(), certificate),
    }))
}

/// A certificate; one without a Secret was reported when it was read.
fn certificate(written: &desired::Certificate) -> Certificate {
    Certificate { secret_name: written.secret_name.clone().unwrap_or_default() }
}
