//! An attempt as tcpgen is asked about it.

use tcpgen::connection::HelloForm;
use tcpgen::routing::{Connection, TlsVersion};

use super::connection::Attempt;
use super::shape::Shape;

/// The first byte of TLS's handshake records, and the length of their headers (RFC 8446, section 5.1).
const HANDSHAKE: u8 = 22;
const HEADER: usize = 5;
/// What a record may announce at most (`pkg/server/router/tcp/router.go`).
const LONGEST: u16 = 18432;

impl Attempt {
    /// The connection with all that its client does.
    pub fn question(&self) -> Connection {
        let mut connection = self.connection.clone();
        if let Some(form) = self.form() {
            connection = connection.with_form(form);
        }
        if let Some(hello) = &mut connection.tls {
            hello.version = (self.shape == Shape::OnlyTls12).then_some(TlsVersion::V1_2);
            hello.certificate = Some(self.shape == Shape::Certificate);
        }
        connection
    }

    /// How its hello comes, where that is not as usual.
    pub fn form(&self) -> Option<HelloForm> {
        match &self.shape {
            Shape::Records(_) => Some(HelloForm::Fragmented),
            Shape::Bytes(bytes) => form(bytes),
            _ => None,
        }
    }
}

/// What bytes and then silence are to Traefik; none for what does not begin like TLS.
fn form(bytes: &[u8]) -> Option<HelloForm> {
    let (first, header) = (bytes.first()?, bytes.get(..HEADER));
    (*first == HANDSHAKE).then(|| match header {
        Some([_, _, _, high, low]) if u16::from_be_bytes([*high, *low]) > LONGEST => HelloForm::Overlong,
        Some(_) => HelloForm::Unfinished,
        None => HelloForm::HeaderUnfinished,
    })
}
