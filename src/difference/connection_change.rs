use std::fmt;
use std::net::IpAddr;

use serde::Serialize;
use smol_str::SmolStr;

use super::Fate;
use crate::routing::{ClientHello, Connection, HelloForm};

/// Connections with another outcome, shown by one of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConnectionChange {
    /// The entry point that they come to.
    pub entry_point: SmolStr,
    /// The address of the one that is shown.
    pub client_ip: IpAddr,
    /// Whether it speaks TLS.
    pub tls: bool,
    /// The server name that it sends.
    pub sni: Option<SmolStr>,
    /// The ALPN protocols that it offers.
    pub alpn: Vec<SmolStr>,
    /// Whether it sends PostgreSQL's SSLRequest first.
    pub postgres: bool,
    /// What became of it.
    pub was: Fate,
    /// What becomes of it now.
    pub now: Fate,
    /// How many more of those that were tried have the same outcome.
    pub alike: usize,
}

impl ConnectionChange {
    pub(super) fn new(connection: Connection, was: Fate, now: Fate) -> Self {
        let tls = connection.tls.is_some();
        let hello = connection.tls.unwrap_or_default();
        Self {
            entry_point: connection.entry_point,
            client_ip: connection.client_ip,
            tls,
            sni: hello.sni,
            alpn: hello.alpn,
            postgres: connection.postgres,
            was,
            now,
            alike: 0,
        }
    }
}

/// As [`in_words`].
impl fmt::Display for ConnectionChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tls = ClientHello::implied(self.tls, self.sni.clone(), self.alpn.clone());
        let entry_point = self.entry_point.clone();
        f.write_str(&in_words(&Connection { entry_point, client_ip: self.client_ip, tls, postgres: self.postgres }))
    }
}

/// `10.0.0.5 to postgresql, TLS for db.example.com`.
pub fn in_words(connection: &Connection) -> String {
    let Connection { entry_point, client_ip, tls, postgres } = connection;
    let mut words = format!("{client_ip} to {entry_point}");
    if *postgres {
        words += ", asking for TLS as PostgreSQL does";
    }
    let Some(hello) = tls else {
        return words + if *postgres { ", then going on without it" } else { "" };
    };
    words += &hello.sni.as_ref().map_or(", TLS without a server name".to_owned(), |sni| format!(", TLS for {sni}"));
    if !hello.alpn.is_empty() {
        words = words + ", offering " + &hello.alpn.join(", ");
    }
    if let Some(version) = hello.version {
        words = words + ", TLS " + &version.to_string() + " alone";
    }
    words += match hello.certificate {
        Some(true) => ", with a certificate",
        Some(false) => ", without a certificate",
        None => "",
    };
    words
        + match hello.form {
            HelloForm::Whole => "",
            HelloForm::Fragmented => ", its ClientHello in several records",
            HelloForm::Unreadable => ", with a ClientHello that Go cannot read",
            HelloForm::Unfinished => ", half a ClientHello and then silence",
            HelloForm::HeaderUnfinished => ", fewer than 5 bytes of TLS and then silence",
            HelloForm::Overlong => ", its first record longer than TLS allows",
        }
}
