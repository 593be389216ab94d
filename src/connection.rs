//! One connection, as a client makes it: what decisions, witnesses and scenarios are about.

use std::net::IpAddr;

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};
use smol_str::SmolStr;

/// One connection as its client makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// The entry point that it comes to.
    pub entry_point: SmolStr,
    /// The client's address as Traefik sees it.
    pub client_ip: IpAddr,
    /// What a TLS client says; none for a plain connection.
    pub tls: Option<ClientHello>,
    /// Whether the client sends PostgreSQL's SSLRequest first, and whatever else it does once that was answered.
    pub postgres: bool,
}

/// What a TLS client says before anything is encrypted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientHello {
    /// The server name, if it sends one.
    pub sni: Option<SmolStr>,
    /// The ALPN protocols that it offers, its favourite first.
    pub alpn: Vec<SmolStr>,
}

impl Connection {
    /// A connection without TLS.
    pub fn plain(entry_point: impl Into<SmolStr>, client_ip: IpAddr) -> Self {
        Self { entry_point: entry_point.into(), client_ip, tls: None, postgres: false }
    }

    /// A TLS connection with this server name.
    pub fn tls(entry_point: impl Into<SmolStr>, client_ip: IpAddr, sni: impl Into<SmolStr>) -> Self {
        let tls = Some(ClientHello { sni: Some(sni.into()), alpn: Vec::new() });
        Self { tls, ..Self::plain(entry_point, client_ip) }
    }

    /// A TLS connection that names no server.
    pub fn tls_without_sni(entry_point: impl Into<SmolStr>, client_ip: IpAddr) -> Self {
        Self { tls: Some(ClientHello::default()), ..Self::plain(entry_point, client_ip) }
    }

    /// The same TLS connection, offering these protocols.
    #[must_use]
    pub fn with_alpn<P: Into<SmolStr>>(mut self, protocols: impl IntoIterator<Item = P>) -> Self {
        self.tls.get_or_insert_default().alpn = protocols.into_iter().map(Into::into).collect();
        self
    }

    /// The same connection behind PostgreSQL's SSLRequest.
    #[must_use]
    pub fn with_postgres(mut self) -> Self {
        self.postgres = true;
        self
    }

    /// The server name, if one is sent.
    pub fn sni(&self) -> Option<&str> {
        self.tls.as_ref().and_then(|hello| hello.sni.as_deref())
    }
}

impl ClientHello {
    /// What a client says that names these: a server name and protocols come with TLS alone, and imply it.
    pub fn implied(tls: bool, sni: Option<SmolStr>, alpn: Vec<SmolStr>) -> Option<Self> {
        (tls || sni.is_some() || !alpn.is_empty()).then_some(Self { sni, alpn })
    }

    /// Whether Go's TLS library cannot read it: a server name that is empty or ends in a dot
    /// (`crypto/tls`, `clientHelloMsg.unmarshal`).
    pub(crate) fn is_unreadable(&self) -> bool {
        self.sni.as_ref().is_some_and(|sni| sni.is_empty() || sni.ends_with('.'))
    }
}

/// With the keys by which every face takes a connection.
impl Serialize for Connection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let hello = self.tls.as_ref();
        let mut connection = serializer.serialize_struct("Connection", 6)?;
        connection.serialize_field("entry_point", &self.entry_point)?;
        connection.serialize_field("client_ip", &self.client_ip)?;
        connection.serialize_field("tls", &hello.is_some())?;
        connection.serialize_field("sni", &hello.and_then(|hello| hello.sni.as_ref()))?;
        connection.serialize_field("alpn", hello.map_or(&[][..], |hello| &hello.alpn))?;
        connection.serialize_field("postgres", &self.postgres)?;
        connection.end()
    }
}
