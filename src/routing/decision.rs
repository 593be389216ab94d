use std::net::IpAddr;

use serde::Serialize;
use smol_str::SmolStr;

use super::{Cause, ObjectName, Outcome, Reason, Share};
use crate::rule::TlsMode;

/// What becomes of a connection, and why. As JSON it is what `tcpgen route --format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decision {
    /// What becomes of it.
    pub outcome: Outcome,
    /// The entry point that it comes to.
    pub entry_point: SmolStr,
    /// The client's address.
    pub client_ip: IpAddr,
    /// Whether the client speaks TLS.
    pub tls: bool,
    /// The server name that the client sends.
    pub sni: Option<SmolStr>,
    /// The ALPN protocols that the client offers.
    pub alpn: Vec<SmolStr>,
    /// The route that takes it.
    pub router: Option<ObjectName>,
    /// The rule by which it does; none where several of the route's rules may be the one.
    pub rule: Option<SmolStr>,
    /// The priority of that rule, or of all contenders.
    pub priority: Option<i64>,
    /// What happens to TLS.
    pub tls_mode: TlsMode,
    /// The middlewares of the route that takes it, the first sees it first.
    pub middlewares: Vec<SmolStr>,
    /// The services that get it, when it is forwarded.
    pub services: Vec<Share>,
    /// Why it is not forwarded.
    pub reason: Option<Reason>,
    /// The verdict and the notes, in words.
    pub message: String,
    /// Whether Traefik reads the client's first bytes before it chooses, so that a server which speaks first hangs
    /// until the entry point's `readTimeout`.
    pub waits_for_client: bool,
    /// The routes of which Traefik takes any by chance, each once; empty unless it is chance.
    pub contenders: Vec<ObjectName>,
    /// Every router that was asked, in order, up to those of the priority at which one matched.
    pub considered: Vec<Considered>,
    /// Routers of the entry point that do not serve.
    pub disabled: Vec<Disabled>,
    /// What it takes for granted, because it is not known: `service default/postgres exists with port 5432`.
    pub assumes: Vec<String>,
    /// The version of Traefik that it is for.
    pub traefik: String,
    /// What settles it.
    #[serde(skip)]
    pub cause: Cause,
    /// The list that was asked.
    #[serde(skip)]
    pub muxer: Option<MuxerKind>,
    /// What becomes of it, in one sentence.
    #[serde(skip)]
    pub verdict: String,
    /// What else there is to know of it.
    #[serde(skip)]
    pub notes: Vec<String>,
}

/// A router that was asked about a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Considered {
    /// The route.
    pub router: ObjectName,
    /// Its rule.
    pub rule: SmolStr,
    /// Its priority.
    pub priority: i64,
    /// Whether the rule matches.
    pub matched: bool,
    /// Why, or why not.
    pub note: String,
}

/// A router that does not serve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disabled {
    /// The route.
    pub router: ObjectName,
    /// Why, in Traefik's words where it has any.
    pub error: String,
    /// Why, in the user's terms.
    #[serde(skip)]
    pub message: String,
}

/// The lists of an entry point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MuxerKind {
    /// Routers without TLS.
    Plain,
    /// Routers with TLS, passed through or ended.
    Tls,
    /// Hosts of HTTPS routers.
    Https,
}
