//! The alert with which Go's TLS refuses a handshake (`crypto/tls`, `handshake_server.go`, `handshake_server_tls13.go`).

use rustls::AlertDescription;
use tcpgen::routing::Cause;
use tcpgen::traefik::{Changes, change};

use super::connection::Attempt;
use super::shape::Shape;

/// The alert that a cause comes to; none where the connection just ends.
pub fn alert(changes: Changes, attempt: &Attempt, cause: Cause) -> Option<AlertDescription> {
    let only_tls12 = attempt.shape == Shape::OnlyTls12;
    Some(match cause {
        Cause::AlpnMismatch => AlertDescription::NoApplicationProtocol,
        Cause::AcmeChallenge | Cause::NoCertificate => AlertDescription::UnrecognisedName,
        Cause::NoCipherSuite => AlertDescription::HandshakeFailure,
        Cause::TlsVersion => AlertDescription::ProtocolVersion,
        Cause::NoClientCertificate if !only_tls12 => AlertDescription::CertificateRequired,
        Cause::NoClientCertificate if changes.has(&change::MISSING_CERTIFICATE_ALERT) => {
            AlertDescription::HandshakeFailure
        }
        Cause::NoClientCertificate => AlertDescription::BadCertificate,
        _ => return None,
    })
}
