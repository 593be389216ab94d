//! The client's side of TLS: any certificate will do, everything else can be chosen.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, Error, SignatureScheme, SupportedProtocolVersion};

use crate::support::certificate::Certificate;

/// What a client says in its hello.
#[derive(Debug, Clone, Default)]
pub(super) struct Hello {
    pub(super) sni: Option<String>,
    /// A server name to send in a hello made by hand.
    pub(super) raw_sni: Option<Vec<u8>>,
    pub(super) alpn: Vec<Vec<u8>>,
    /// The size of a record at most, its header included.
    pub(super) record: Option<usize>,
    pub(super) only: Option<&'static SupportedProtocolVersion>,
    /// Whether it has a certificate of its own for servers that ask.
    pub(super) certificate: bool,
}

impl Hello {
    pub(super) fn connection(&self) -> ClientConnection {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let versions = self.only.map_or_else(|| rustls::DEFAULT_VERSIONS.to_vec(), |version| vec![version]);
        let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_protocol_versions(&versions)
            .expect("ring has both versions")
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(AnyCertificate(provider)));
        let mut config = if self.certificate {
            let own = Certificate::for_names(&["client.test"]);
            config.with_client_auth_cert(vec![own.der()], own.key_der()).expect("a certificate and its key")
        } else {
            config.with_no_client_auth()
        };
        config.max_fragment_size = self.record;
        config.enable_sni = self.sni.is_some();
        config.alpn_protocols.clone_from(&self.alpn);
        let name = self.sni.clone().unwrap_or_else(|| "no-sni.test".to_owned());
        let name = ServerName::try_from(name).expect("not a server name that a TLS library sends");
        ClientConnection::new(Arc::new(config), name).expect("the configuration is complete")
    }
}

/// Accepts every certificate; signatures are checked all the same.
#[derive(Debug)]
struct AnyCertificate(Arc<CryptoProvider>);

impl ServerCertVerifier for AnyCertificate {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
