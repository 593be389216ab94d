//! What a backend saw before it answered.

use std::fmt::{self, Display, Formatter, Write};

/// The first bytes that reached a backend, told apart as far as tests need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saw {
    /// It answered without reading.
    Nothing,
    /// Bytes of no protocol that it knows.
    Plain(Vec<u8>),
    /// A TLS handshake's first record, unopened.
    ClientHello,
    /// `PostgreSQL`'s `SSLRequest`, which it did not grant.
    SslRequest,
    /// `PostgreSQL`'s `SSLRequest`, which it granted, and then a TLS handshake's first record.
    SslRequestThenClientHello,
    /// Bytes inside a TLS connection that it terminated itself.
    InsideTls(Vec<u8>),
    /// A PROXY protocol header, and then this.
    AfterProxyHeader(Box<Saw>),
}

/// What a line has before what came after a PROXY protocol header.
const AFTER_PROXY_HEADER: &str = "proxy-header+";

impl Saw {
    /// Reads what [`Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix(AFTER_PROXY_HEADER) {
            return Some(Self::AfterProxyHeader(Box::new(Self::parse(rest)?)));
        }
        Some(match text.split_once(':').unwrap_or((text, "")) {
            ("nothing", "") => Self::Nothing,
            ("plain", hex) => Self::Plain(from_hex(hex)?),
            ("client-hello", "") => Self::ClientHello,
            ("ssl-request", "") => Self::SslRequest,
            ("ssl-request+client-hello", "") => Self::SslRequestThenClientHello,
            ("tls", hex) => Self::InsideTls(from_hex(hex)?),
            _ => return None,
        })
    }
}

impl Display for Saw {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => formatter.write_str("nothing"),
            Self::Plain(bytes) => write!(formatter, "plain:{}", to_hex(bytes)),
            Self::ClientHello => formatter.write_str("client-hello"),
            Self::SslRequest => formatter.write_str("ssl-request"),
            Self::SslRequestThenClientHello => formatter.write_str("ssl-request+client-hello"),
            Self::InsideTls(bytes) => write!(formatter, "tls:{}", to_hex(bytes)),
            Self::AfterProxyHeader(rest) => write!(formatter, "{AFTER_PROXY_HEADER}{rest}"),
        }
    }
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn from_hex(hex: &str) -> Option<Vec<u8>> {
    let digits = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    hex.as_bytes().chunks(2).map(digits).collect()
}
