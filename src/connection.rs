//! One connection, as a client makes it: what decisions, witnesses and scenarios are about.

use std::fmt;
use std::net::IpAddr;

use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Serialize, Serializer};
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
    /// The one version that it speaks; none for a client that speaks both.
    pub version: Option<TlsVersion>,
    /// Whether it shows a certificate when it is asked for one; none where that is not said.
    pub certificate: Option<bool>,
    /// How its first bytes come.
    pub form: HelloForm,
}

/// A version of TLS that a client may insist on. Traefik speaks older ones only where a TLSOption says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TlsVersion {
    /// TLS 1.2 (RFC 5246).
    #[serde(rename = "1.2")]
    V1_2,
    /// TLS 1.3 (RFC 8446).
    #[serde(rename = "1.3")]
    V1_3,
}

/// As `1.3`.
impl fmt::Display for TlsVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V1_2 => "1.2",
            Self::V1_3 => "1.3",
        })
    }
}

/// How a TLS client's first bytes come to Traefik, which versions read differently.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HelloForm {
    /// In one TLS record, in however many TCP segments.
    #[default]
    Whole,
    /// In several TLS records.
    Fragmented,
    /// Go's TLS library cannot read it.
    Unreadable,
    /// It breaks off behind the header of its record, and silence follows.
    Unfinished,
    /// It breaks off inside that header, before its fifth byte, and silence follows.
    HeaderUnfinished,
    /// Its record announces more than 18432 bytes, and silence follows.
    Overlong,
}

impl Connection {
    /// A connection without TLS.
    pub fn plain(entry_point: impl Into<SmolStr>, client_ip: IpAddr) -> Self {
        Self { entry_point: entry_point.into(), client_ip, tls: None, postgres: false }
    }

    /// A TLS connection with this server name.
    pub fn tls(entry_point: impl Into<SmolStr>, client_ip: IpAddr, sni: impl Into<SmolStr>) -> Self {
        let tls = Some(ClientHello::new(Some(sni.into()), Vec::new()));
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

    /// The same TLS connection, whose first bytes come in this form.
    #[must_use]
    pub fn with_form(mut self, form: HelloForm) -> Self {
        self.tls.get_or_insert_default().form = form;
        self
    }

    /// The server name, if one is sent.
    pub fn sni(&self) -> Option<&str> {
        self.tls.as_ref().and_then(|hello| hello.sni.as_deref())
    }
}

impl ClientHello {
    /// A whole hello with this server name, if any, and these protocols.
    pub fn new(sni: Option<SmolStr>, alpn: Vec<SmolStr>) -> Self {
        Self { sni, alpn, ..Self::default() }
    }

    /// What a client says that names these: a server name and protocols come with TLS alone, and imply it.
    pub fn implied(tls: bool, sni: Option<SmolStr>, alpn: Vec<SmolStr>) -> Option<Self> {
        (tls || sni.is_some() || !alpn.is_empty()).then(|| Self::new(sni, alpn))
    }

    /// Whether Go's TLS library cannot read it, as with a server name that is empty or ends in a dot
    /// (`crypto/tls`, `clientHelloMsg.unmarshal`).
    pub(crate) fn is_unreadable(&self) -> bool {
        self.form == HelloForm::Unreadable || self.sni.as_ref().is_some_and(|sni| sni.is_empty() || sni.ends_with('.'))
    }
}

/// With the keys by which every face takes a connection; the last three only where they are said.
impl Serialize for Connection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let hello = self.tls.as_ref();
        let version = hello.and_then(|hello| hello.version);
        let certificate = hello.and_then(|hello| hello.certificate);
        let form = hello.map(|hello| hello.form).filter(|form| *form != HelloForm::Whole);
        let said = [version.is_some(), certificate.is_some(), form.is_some()].into_iter().filter(|said| *said).count();
        let mut connection = serializer.serialize_struct("Connection", 6 + said)?;
        connection.serialize_field("entry_point", &self.entry_point)?;
        connection.serialize_field("client_ip", &self.client_ip)?;
        connection.serialize_field("tls", &hello.is_some())?;
        connection.serialize_field("sni", &hello.and_then(|hello| hello.sni.as_ref()))?;
        connection.serialize_field("alpn", hello.map_or(&[][..], |hello| &hello.alpn))?;
        connection.serialize_field("postgres", &self.postgres)?;
        version.map_or(Ok(()), |version| connection.serialize_field("tls_version", &version))?;
        certificate.map_or(Ok(()), |shown| connection.serialize_field("client_cert", &shown))?;
        form.map_or(Ok(()), |form| connection.serialize_field("hello", &form))?;
        connection.end()
    }
}
