//! Throw-away certificates for tests.

use rcgen::{CertificateParams, CertifiedKey, DnType, KeyPair, generate_simple_self_signed};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// A self-signed certificate and its private key.
pub struct Certificate {
    inner: CertifiedKey<KeyPair>,
}

impl Certificate {
    /// One for these DNS names (`*.example.com` is one as well).
    pub fn for_names(names: &[&str]) -> Self {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        Self { inner: generate_simple_self_signed(names).expect("not a DNS name") }
    }

    /// One for no name at all, which a client can tell by its subject.
    pub fn with_common_name(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        let signing_key = KeyPair::generate().expect("ring makes keys");
        let cert = params.self_signed(&signing_key).expect("a fresh key signs");
        Self { inner: CertifiedKey { cert, signing_key } }
    }

    /// The certificate as PEM, as Kubernetes' `tls.crt` and Traefik's `certFile` take it.
    pub fn pem(&self) -> String {
        self.inner.cert.pem()
    }

    /// The private key as PEM (PKCS #8).
    pub fn key_pem(&self) -> String {
        self.inner.signing_key.serialize_pem()
    }

    /// The certificate as DER.
    pub fn der(&self) -> CertificateDer<'static> {
        self.inner.cert.der().clone()
    }

    /// The private key as DER (PKCS #8).
    pub fn key_der(&self) -> PrivateKeyDer<'static> {
        PrivateKeyDer::try_from(self.inner.signing_key.serialize_der()).expect("rcgen writes PKCS #8")
    }
}
