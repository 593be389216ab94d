//! Whether a TLS handshake with Traefik succeeds (Go's `crypto/tls`; `pkg/tls/tlsmanager.go`).

use smol_str::SmolStr;

use super::tls_names::{ACME_PROTOCOL, HTTP_PROTOCOLS, TLS12, TLS13};
use super::tls_options::TlsOptions;
use super::{Cause, ClientHello, TlsVersion};

impl TlsOptions {
    /// Why Traefik refuses the handshake, in Go's order of looking at things. What is not known of the client is taken to
    /// suit; that a certificate covers its name is.
    pub fn refuses(&self, hello: &ClientHello) -> Option<Cause> {
        if !self.speaks_version(hello.version) {
            return Some(Cause::TlsVersion);
        }
        if self.refuses_protocols(&hello.alpn) {
            return Some(Cause::AlpnMismatch);
        }
        if is_acme_challenge(&hello.alpn) {
            return Some(Cause::AcmeChallenge);
        }
        if self.sni_strict && hello.sni.is_none() {
            return Some(Cause::NoCertificate);
        }
        if self.no_tls12_suite && self.agrees_on_tls12(hello.version) {
            return Some(Cause::NoCipherSuite);
        }
        (self.wants_certificate && hello.certificate == Some(false)).then_some(Cause::NoClientCertificate)
    }

    /// Why Traefik refuses the handshake with a client that no router takes: it has no name that a certificate covers,
    /// and no certificate unless that is said.
    pub fn refuses_stranger(&self, hello: &ClientHello) -> Option<Cause> {
        self.refuses(hello).or_else(|| {
            if self.sni_strict {
                return Some(Cause::NoCertificate);
            }
            (self.wants_certificate && hello.certificate.is_none()).then_some(Cause::NoClientCertificate)
        })
    }

    /// Whether Traefik speaks a version that the client does: this one, or 1.2 and 1.3.
    fn speaks_version(&self, version: Option<TlsVersion>) -> bool {
        let in_range = |version: usize| (self.oldest..=self.newest).contains(&version);
        match version {
            None => in_range(TLS12) || in_range(TLS13),
            Some(TlsVersion::V1_2) => in_range(TLS12),
            Some(TlsVersion::V1_3) => in_range(TLS13),
        }
    }

    /// Whether the newest version that both speak is 1.2.
    fn agrees_on_tls12(&self, version: Option<TlsVersion>) -> bool {
        version == Some(TlsVersion::V1_2) || version.is_none() && !self.speaks_version(Some(TlsVersion::V1_3))
    }

    /// Whether only one of the two usual versions is spoken; none where both are or neither.
    pub fn only_version(&self) -> Option<TlsVersion> {
        let speaks = |version| self.speaks_version(Some(version));
        match (speaks(TlsVersion::V1_2) && !self.no_tls12_suite, speaks(TlsVersion::V1_3)) {
            (true, false) => Some(TlsVersion::V1_2),
            (false, true) => Some(TlsVersion::V1_3),
            _ => None,
        }
    }

    /// Whether a handshake fails for want of a common protocol, as Go decides it (`crypto/tls`, `negotiateALPN`): a
    /// client that offers `http/1.1` gets through where only `h2` is offered, without any protocol.
    pub(super) fn refuses_protocols(&self, offered: &[SmolStr]) -> bool {
        let Some(protocols) = &self.protocols else { return false };
        let speaks = |protocol: &str| protocols.iter().any(|own| own == protocol);
        let common = offered.iter().any(|protocol| speaks(protocol) || protocol == "http/1.1" && speaks("h2"));
        !protocols.is_empty() && !offered.is_empty() && !common
    }

    /// Whether an HTTP server answers once the handshake succeeded: Go's hangs up when the protocol agreed on, the first
    /// of the server's that the client offers, is one that it does not serve (`net/http`, `conn.serve`).
    pub fn agree_on_http(&self, offered: &[SmolStr]) -> bool {
        let agreed = self.protocols.iter().flatten().find(|protocol| offered.contains(protocol));
        agreed.is_none_or(|protocol| HTTP_PROTOCOLS.contains(&protocol.as_str()))
    }
}

/// Whether the client runs ACME's TLS challenge, for which Traefik needs a certificate that it does not have.
pub(super) fn is_acme_challenge(offered: &[SmolStr]) -> bool {
    offered.iter().any(|protocol| protocol == ACME_PROTOCOL)
}
