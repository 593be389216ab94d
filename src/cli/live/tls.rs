//! A TLS client that shakes hands and has nothing to say. Since nothing is sent that is worth protecting, any certificate will do.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, Error, SignatureScheme};

use crate::connection::ClientHello;
use crate::running::Seen;

/// A client that begins with this hello, or why no TLS library says it.
pub(super) fn client(hello: &ClientHello) -> Result<ClientConnection, String> {
    let provider = ring::default_provider();
    let any = AnyCertificate(provider.signature_verification_algorithms);
    let config = ClientConfig::builder_with_provider(Arc::<CryptoProvider>::new(provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    let mut config = config.dangerous().with_custom_certificate_verifier(Arc::new(any)).with_no_client_auth();
    config.enable_sni = hello.sni.is_some();
    config.alpn_protocols = hello.alpn.iter().map(|name| name.as_bytes().to_vec()).collect();
    let name = hello.sni.as_deref().unwrap_or("unnamed.invalid").to_owned();
    let server =
        ServerName::try_from(name.clone()).map_err(|_| format!("no TLS client sends the server name `{name}`"))?;
    ClientConnection::new(Arc::new(config), server).map_err(|error| error.to_string())
}

/// What an error of the handshake shows.
pub(super) fn seen(error: &Error) -> Seen {
    match error {
        Error::AlertReceived(alert) => Seen::Alert(format!("{alert:?}")),
        // The server is one of TLS, and has another fault.
        Error::PeerMisbehaved(_) | Error::PeerIncompatible(_) | Error::InvalidCertificate(_) => {
            Seen::Alert(error.to_string())
        }
        _ => Seen::NotTls,
    }
}

#[derive(Debug)]
struct AnyCertificate(WebPkiSupportedAlgorithms);

impl ServerCertVerifier for AnyCertificate {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.0)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.0)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_schemes()
    }
}
