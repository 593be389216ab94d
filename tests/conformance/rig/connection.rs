//! A connection as tests write it, and how a client makes it.

use std::fmt::{self, Display, Formatter};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use tcpgen::routing::{ClientHello, Connection};

use super::shape::Shape;
use crate::support::Client;

/// How long a client waits where silence is what it expects.
const SILENCE: Duration = Duration::from_millis(250);

/// The entry point without a proxy before it.
pub const DIRECT: &str = "a";
/// Another, with a `readTimeout` that tests can wait for.
pub const IMPATIENT: &str = "q";
/// The `readTimeout` of [`IMPATIENT`] in milliseconds.
pub const IMPATIENCE_MS: u64 = 500;
/// How long a client of [`IMPATIENT`] waits where the time-out is what it expects.
const BEYOND_TIMEOUT: Duration = Duration::from_millis(IMPATIENCE_MS + 1000);

/// One connection to try: `a from:127.0.0.5 tls:x.test alpn:foo,h2 postgres`.
///
/// The first word is the entry point. `tls` without a name sends none; `raw:` is a server name that no TLS library
/// sends, with `%20` for a byte; `silent` sends nothing. A client that is not on loopback is announced by a proxy.
/// [`Shape`] has the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The connection; [`question`](Self::question) has what else there is to it.
    pub connection: Connection,
    /// The server name is sent as it is, byte for byte.
    pub raw: bool,
    /// The client waits for the server to speak.
    pub silent: bool,
    /// How it is sent.
    pub shape: Shape,
}

impl Attempt {
    /// Reads one; panics where a test is written wrongly.
    pub fn parse(text: &str) -> Self {
        let mut words = text.split_whitespace();
        let entry_point = words.next().expect("a connection names its entry point");
        let connection = Connection::plain(entry_point, IpAddr::from([127, 0, 0, 1]));
        let mut attempt = Self::of(connection);
        words.for_each(|word| attempt.read(word));
        attempt
    }

    /// The usual client's.
    pub fn of(connection: Connection) -> Self {
        Self { connection, raw: false, silent: false, shape: Shape::Usual }
    }

    fn read(&mut self, word: &str) {
        let connection = &mut self.connection;
        match word.split_once(':').unwrap_or((word, "")) {
            ("from", address) => connection.client_ip = address.parse().expect("not an IP address"),
            ("tls", "") => {
                connection.tls.get_or_insert_default();
            }
            ("tls", sni) => connection.tls.get_or_insert_default().sni = Some(sni.into()),
            ("raw", sni) => {
                self.raw = true;
                connection.tls.get_or_insert_default().sni = Some(unescape(sni).into());
            }
            ("alpn", protocols) => {
                connection.tls.get_or_insert_default().alpn = protocols.split(',').map(Into::into).collect();
            }
            ("postgres", "") => connection.postgres = true,
            ("silent", "") => self.silent = true,
            _ => self.shape = Shape::parse(word),
        }
    }

    /// The client of this connection.
    pub fn client(&self, target: SocketAddr) -> Client {
        let Connection { client_ip, tls, postgres, .. } = &self.connection;
        let address = client_ip.to_string();
        let mut client = Client::to(target);
        // Linux lets a socket bind to any address of 127.0.0.0/8. Behind a proxy, a silent client has to be announced all
        // the same, or Traefik waits for the announcement.
        let on_loopback = matches!(client_ip, IpAddr::V4(address) if address.is_loopback());
        let is_direct = [DIRECT, IMPATIENT].contains(&self.connection.entry_point.as_str());
        let on_loopback = on_loopback && (is_direct || !self.silent);
        client = if on_loopback { client.from(&address) } else { client.announcing(&address) };
        if *postgres {
            client = client.postgres();
        }
        if let Some(ClientHello { sni, alpn, .. }) = tls {
            client = match sni {
                None => client.tls_without_sni(),
                Some(sni) if self.raw => client.tls_hello_with_sni(sni.as_bytes()),
                Some(sni) => client.tls(sni),
            };
            client = client.alpn(&alpn.iter().map(smol_str::SmolStr::as_str).collect::<Vec<_>>());
        }
        client = self.shape.of(client);
        if let Shape::Bytes(_) = self.shape {
            client = client.patience(SILENCE);
        }
        if self.silent {
            client = client.silent().patience(SILENCE);
        }
        if self.connection.entry_point == IMPATIENT { client.patience(BEYOND_TIMEOUT) } else { client }
    }
}

/// As [`Attempt::parse`] reads it.
impl Display for Attempt {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Connection { entry_point, client_ip, tls, postgres, .. } = &self.connection;
        write!(formatter, "{entry_point} from:{client_ip}")?;
        if let Some(ClientHello { sni, alpn, .. }) = tls {
            match sni {
                None => write!(formatter, " tls")?,
                Some(sni) if self.raw => write!(formatter, " raw:{}", escape(sni))?,
                Some(sni) => write!(formatter, " tls:{sni}")?,
            }
            if !alpn.is_empty() {
                write!(formatter, " alpn:{}", alpn.join(","))?;
            }
        }
        formatter.write_str(if *postgres { " postgres" } else { "" })?;
        write!(formatter, "{}", self.shape)?;
        formatter.write_str(if self.silent { " silent" } else { "" })
    }
}

fn unescape(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (hex, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(hex, 16).expect("`%` stands before two hexadecimal digits"));
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).expect("tcpgen takes server names that are UTF-8")
}

fn escape(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'.' | b'-' | b'*' | b':' => (byte as char).to_string(),
        _ if byte.is_ascii_alphanumeric() => (byte as char).to_string(),
        _ => format!("%{byte:02x}"),
    };
    text.bytes().map(byte).collect()
}
