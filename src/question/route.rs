use std::net::IpAddr;

use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Serialize, Serializer};
use smol_str::SmolStr;

use super::{Question, Subject};
use crate::connection::{ClientHello, Connection};
use crate::report::Reported;
use crate::routing::Decision;
use crate::store::Refusal;

/// What becomes of a connection? The request is the connection as a caller writes it, before it is known to be one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(expecting = "a connection")]
pub struct Route {
    /// The entry point that it comes to.
    pub entry_point: SmolStr,
    /// The client's address, IPv4 or IPv6.
    pub client_ip: String,
    /// Whether the client speaks TLS.
    #[serde(default)]
    pub tls: Option<bool>,
    /// The server name that the client sends; implies TLS.
    #[serde(default)]
    pub sni: Option<SmolStr>,
    /// The protocols that the client offers; imply TLS.
    #[serde(default)]
    pub alpn: Option<Vec<SmolStr>>,
    /// Whether the client sends PostgreSQL's SSLRequest first.
    #[serde(default)]
    pub postgres: Option<bool>,
}

/// What becomes of a connection. In JSON `decision` is null when the connection is none, and `error` is why.
#[derive(Clone, Debug)]
pub struct Routed<'a> {
    /// What Traefik does, or why that is not a connection.
    pub decision: Result<Decision, Refusal>,
    /// What is wrong with the state. The decision is for what could be read.
    pub diagnostics: Reported<'a>,
}

impl Route {
    /// The connection that is meant.
    ///
    /// # Errors
    /// When the client's address is none.
    pub fn connection(&self) -> Result<Connection, Refusal> {
        let client_ip: IpAddr = self.client_ip.trim().parse().map_err(|_| {
            Refusal::new("invalid-arguments", format!("`{}` is not an IPv4 or IPv6 address", self.client_ip))
                .help("write one address as `client_ip`, such as 192.168.1.7")
        })?;
        let alpn = self.alpn.clone().unwrap_or_default();
        Ok(Connection {
            entry_point: self.entry_point.clone(),
            client_ip,
            tls: ClientHello::implied(self.tls.unwrap_or(false), self.sni.clone(), alpn),
            postgres: self.postgres.unwrap_or(false),
        })
    }
}

impl Question for Route {
    type About = Subject;
    type Answer<'a> = Routed<'a>;

    fn ask<'a>(&self, subject: &'a Subject) -> Result<Routed<'a>, Refusal> {
        let decision = self.connection().map(|connection| subject.compilation.table.decide(&connection));
        Ok(Routed { decision, diagnostics: subject.reported() })
    }
}

impl Serialize for Routed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut routed = serializer.serialize_struct("Routed", 3)?;
        routed.serialize_field("decision", &self.decision.as_ref().ok())?;
        routed.serialize_field("error", &self.decision.as_ref().err().map(|refusal| &refusal.message))?;
        routed.serialize_field("diagnostics", &self.diagnostics)?;
        routed.end()
    }
}
