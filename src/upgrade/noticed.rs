use smol_str::SmolStr;

use crate::routing::{Answer, Backend, Cause, ObjectName, Outcome, Router, RoutingTable};
use crate::rule::TlsMode;

/// A rule of a route: the object, and its place there.
type Rule<'t> = (&'t ObjectName, usize);

/// All of an answer that a client or a server can tell from another, and the router that forwards. Equal ones are no
/// difference, whichever router closes a connection.
#[derive(Debug, PartialEq)]
pub(super) struct Noticed<'t> {
    cause: Cause,
    router: Option<Rule<'t>>,
    tls_mode: Option<TlsMode>,
    backends: &'t [Backend],
    may_hang: bool,
    refused_by: Option<&'t SmolStr>,
    contenders: Vec<Rule<'t>>,
    waits_for_client: bool,
}

impl<'t> Noticed<'t> {
    /// That of an answer of this table.
    pub fn new(table: &'t RoutingTable, answer: &Answer<'t>) -> Self {
        let outcome = answer.outcome();
        let taker = taker(answer);
        let contenders = answer.contenders.iter().filter(|_| outcome == Outcome::Ambiguous);
        Self {
            // An HTTPS router and no router come to the same: Traefik's HTTPS server.
            cause: if answer.cause == Cause::HttpsRouter { Cause::NoRouter } else { answer.cause },
            router: answer.router.filter(|_| outcome == Outcome::Forwarded).map(rule),
            tls_mode: taker.map(|router| router.tls_mode),
            backends: taker.map_or(&[], Router::backends),
            may_hang: taker.is_some_and(Router::may_hang),
            refused_by: refused_by(table, answer),
            contenders: contenders.copied().map(rule).collect(),
            waits_for_client: answer.waits_for_client,
        }
    }
}

fn rule(router: &Router) -> Rule<'_> {
    (&router.object, router.index)
}

/// The router whose servers get the connection, if it is forwarded.
pub(super) fn taker<'t>(answer: &Answer<'t>) -> Option<&'t Router> {
    let taker = answer.router.or(answer.contenders.first().copied());
    taker.filter(|_| answer.outcome() == Outcome::Forwarded)
}

/// The middleware that refuses the client.
pub(super) fn refused_by<'t>(table: &'t RoutingTable, answer: &Answer<'t>) -> Option<&'t SmolStr> {
    match answer.cause {
        Cause::Denied { middleware } => answer.router.and_then(|router| table.guard_names(router).nth(middleware)),
        _ => None,
    }
}
