use std::fmt;
use std::net::IpAddr;

use serde::Serialize;
use smol_str::SmolStr;

use super::Fate;
use crate::routing::Connection;

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

/// `10.0.0.5 to postgresql, TLS for db.example.com`.
impl fmt::Display for ConnectionChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.client_ip, self.entry_point)?;
        if self.postgres {
            f.write_str(", asking for TLS as PostgreSQL does")?;
        }
        match (&self.sni, self.tls) {
            (Some(sni), _) => write!(f, ", TLS for {sni}")?,
            (None, true) => f.write_str(", TLS without a server name")?,
            (None, false) if self.postgres => f.write_str(", then going on without it")?,
            (None, false) => {}
        }
        if !self.alpn.is_empty() {
            write!(f, ", offering {}", self.alpn.join(", "))?;
        }
        Ok(())
    }
}
