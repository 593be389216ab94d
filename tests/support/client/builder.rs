//! A client, described as one sentence.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use super::deed::{Deed, Observation};
use super::tls::Hello;
use super::{dial, talk};

const HTTP1_REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: tcpgen.test\r\nConnection: close\r\n\r\n";

/// RFC 9113, section 3.4: the preface, and an empty SETTINGS frame.
const HTTP2_OPENING: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";

/// A client of one entry point. It sends an HTTP request unless told otherwise, since that is what Traefik answers at
/// once whether or not a router takes the connection: HTTP/2 where TLS agreed on `h2`, else HTTP/1.1.
///
/// `Client::to(address).from("127.0.0.5").tls("x.test").alpn(&["h2"]).deed()`
#[derive(Debug, Clone)]
#[must_use]
pub struct Client {
    pub(super) target: SocketAddr,
    pub(super) source: Option<IpAddr>,
    pub(super) announced: Option<IpAddr>,
    pub(super) postgres: bool,
    pub(super) hello: Option<Hello>,
    /// What to send instead of an HTTP request.
    pub(super) payload: Option<Vec<u8>>,
    pub(super) patience: Duration,
    /// The first bytes of TLS go out as two TCP segments, the first of so many bytes.
    pub(super) segment: Option<usize>,
    /// How long it waits once `PostgreSQL`'s `SSLRequest` is granted.
    pub(super) pause: Duration,
}

impl Client {
    /// A plain client from 127.0.0.1 that waits 5 s at most for each thing that it waits for.
    pub fn to(target: SocketAddr) -> Self {
        Self {
            target,
            source: None,
            announced: None,
            postgres: false,
            hello: None,
            payload: None,
            patience: Duration::from_secs(5),
            segment: None,
            pause: Duration::ZERO,
        }
    }

    /// Connects from this loopback address.
    pub fn from(mut self, source: &str) -> Self {
        self.source = Some(source.parse().expect("not an IP address"));
        self
    }

    /// Announces this client address, IPv4 or IPv6, through PROXY protocol; the entry point has to believe it.
    pub fn announcing(mut self, source: &str) -> Self {
        self.announced = Some(source.parse().expect("not an IP address"));
        self
    }

    /// Sends these bytes instead of an HTTP request: at once, or once TLS is established.
    pub fn sending(mut self, payload: &[u8]) -> Self {
        self.payload = Some(payload.to_vec());
        self
    }

    /// Sends nothing, as the client of a server that speaks first.
    pub fn silent(self) -> Self {
        self.sending(b"")
    }

    /// Opens TLS with this server name, any name that a DNS host can have.
    pub fn tls(mut self, sni: &str) -> Self {
        self.hello.get_or_insert_default().sni = Some(sni.to_owned());
        self
    }

    /// Sends a TLS hello made by hand with this server name, whatever bytes it has. Passthrough can be seen with it, and
    /// what Traefik refuses; the handshake of a terminating router cannot succeed.
    pub fn tls_hello_with_sni(mut self, sni: &[u8]) -> Self {
        self.hello.get_or_insert_default().raw_sni = Some(sni.to_vec());
        self
    }

    /// Opens TLS without a server name.
    pub fn tls_without_sni(mut self) -> Self {
        self.hello.get_or_insert_default().sni = None;
        self
    }

    /// Offers these protocols in its TLS hello.
    pub fn alpn(mut self, protocols: &[&str]) -> Self {
        let protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
        self.hello.get_or_insert_default().alpn = protocols;
        self
    }

    /// Speaks TLS 1.2 and nothing newer.
    pub fn only_tls12(mut self) -> Self {
        self.hello.get_or_insert_default().only = Some(&rustls::version::TLS12);
        self
    }

    /// Shows a certificate that it made itself to servers that ask for one.
    pub fn showing_certificate(mut self) -> Self {
        self.hello.get_or_insert_default().certificate = true;
        self
    }

    /// Sends its TLS hello in records of so many bytes, 32 at least, their headers included.
    pub fn in_records(mut self, size: usize) -> Self {
        self.hello.get_or_insert_default().record = Some(size);
        self
    }

    /// Sends its TLS hello in two TCP segments, the first of so many bytes.
    pub fn in_segments(mut self, first: usize) -> Self {
        self.segment = Some(first);
        self
    }

    /// Keeps silent for so long once `PostgreSQL`'s `SSLRequest` is granted.
    pub fn pausing(mut self, pause: Duration) -> Self {
        self.pause = pause;
        self
    }

    /// Sends `PostgreSQL`'s `SSLRequest` first; once it is granted, TLS if asked for, else the payload.
    pub fn postgres(mut self) -> Self {
        self.postgres = true;
        self
    }

    /// How long it waits for each thing that it waits for. Where nothing is what should come, half a second will do.
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// What it sends once it may, given the protocol that TLS agreed on.
    pub(super) fn words(&self, alpn: Option<&[u8]>) -> &[u8] {
        match &self.payload {
            Some(payload) => payload,
            None if alpn == Some(b"h2") => HTTP2_OPENING,
            None => HTTP1_REQUEST,
        }
    }

    /// Connects, and tells what became of it.
    pub fn deed(&self) -> Deed {
        self.observe().deed
    }

    /// Connects, and tells all that it learnt.
    pub fn observe(&self) -> Observation {
        self.hold().0
    }

    /// As [`observe`](Self::observe), and keeps the connection open as long as the second value lives.
    pub fn hold(&self) -> (Observation, Option<std::net::TcpStream>) {
        match dial::connect(self) {
            Ok(mut stream) => (talk::talk(self, &mut stream), Some(stream)),
            Err(deed) => (talk::without_answer(deed), None),
        }
    }
}
