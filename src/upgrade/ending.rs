use serde::Serialize;
use smol_str::SmolStr;

use super::noticed::{refused_by, taker, with_alert};
use crate::resource::IntOrString;
use crate::routing::{Answer, Backend, Connection, ObjectName, Outcome, Reason, RoutingTable};
use crate::rule::TlsMode;

/// What becomes of a connection under one version.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ending {
    /// What becomes of it.
    pub outcome: Outcome,
    /// Why it is not forwarded.
    pub reason: Option<Reason>,
    /// The route that takes it.
    pub router: Option<ObjectName>,
    /// The rule by which it does.
    pub rule: Option<SmolStr>,
    /// What happens to TLS; null unless it is forwarded.
    pub tls_mode: Option<TlsMode>,
    /// The servers that get it.
    pub servers: Vec<Server>,
    /// The middleware that refuses the client.
    pub refused_by: Option<SmolStr>,
    /// The routes of which Traefik takes any by chance.
    pub contenders: Vec<ObjectName>,
    /// Whether Traefik reads the client's first bytes before it chooses.
    pub waits_for_client: bool,
    /// All that in one sentence.
    pub message: String,
}

/// A service that gets connections, and what its server sees beside the client's bytes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Server {
    /// The service.
    pub service: ObjectName,
    /// Its port, by number or name.
    pub port: IntOrString,
    /// Its weight, above 0.
    pub weight: i64,
    /// Whether Traefik opens TLS to it.
    pub tls: bool,
    /// The version of the PROXY protocol header that it gets first; null for none.
    pub proxy_protocol: Option<i64>,
    /// Whether that header has the addresses of Traefik's own connection in place of the client's.
    pub own_addresses: bool,
    /// Whether connections that fall to it are closed.
    pub closes: bool,
}

impl Ending {
    /// That of an answer of this table.
    pub(super) fn new(table: &RoutingTable, connection: &Connection, answer: &Answer<'_>) -> Self {
        let (outcome, taker) = (answer.outcome(), taker(answer));
        let mut contenders: Vec<ObjectName> = answer.contenders.iter().map(|router| router.object.clone()).collect();
        contenders.dedup();
        Self {
            outcome,
            reason: answer.reason(),
            router: answer.router.map(|router| router.object.clone()),
            rule: answer.router.filter(|_| answer.contenders.is_empty()).map(|router| router.rule.clone()),
            tls_mode: taker.map(|router| router.tls_mode),
            servers: taker.map_or_else(Vec::new, |router| router.backends().iter().map(Server::new).collect()),
            refused_by: refused_by(table, answer).cloned(),
            contenders: if outcome == Outcome::Ambiguous { contenders } else { Vec::new() },
            waits_for_client: answer.waits_for_client,
            message: table.verdict(connection, answer) + if with_alert(answer) { ", with a TLS alert" } else { "" },
        }
    }
}

impl Server {
    pub(super) fn new(backend: &Backend) -> Self {
        let Backend { share, broken, wire, .. } = backend;
        Self {
            service: share.service.clone(),
            port: share.port.clone(),
            weight: share.weight,
            tls: wire.tls,
            proxy_protocol: wire.proxy_protocol,
            own_addresses: wire.own_addresses,
            closes: broken.is_some(),
        }
    }
}
