//! An answer in words.

use super::answer::Answer;
use super::assumes::assumes;
use super::decision::{Considered, Disabled, MuxerKind};
use super::hello::client;
use super::muxer::Route;
use super::router::Router;
use super::why::why;
use super::{Cause, Connection, Decision, Fault, ObjectName, Outcome, RoutingTable, notes};
use crate::rule::{TlsMode, Verdict};

impl RoutingTable {
    /// What becomes of a connection, and why. Every router that Traefik asks before it has its answer is listed, so
    /// this takes time in proportion to their number.
    pub fn decide(&self, connection: &Connection) -> Decision {
        decision(self, connection, &self.decide_fast(connection), usize::MAX)
    }

    /// The same with no more than so many of the routers that were asked, the last ones, and of those that do not serve, the
    /// first. It takes no longer in a large table.
    pub fn decide_briefly(&self, connection: &Connection, listed: usize) -> Decision {
        decision(self, connection, &self.decide_fast(connection), listed)
    }
}

fn decision(table: &RoutingTable, connection: &Connection, answer: &Answer<'_>, listed: usize) -> Decision {
    let considered = considered(table, connection, answer, listed);
    let verdict = table.verdict(connection, answer);
    let notes = notes::notes(table, connection, answer);
    let message = std::iter::once(verdict.as_str()).chain(notes.iter().map(String::as_str)).collect::<Vec<_>>();
    let outcome = answer.outcome();
    // A router that only closes has neither middlewares nor services.
    let serving =
        answer.router.or_else(|| answer.contenders.first().copied().filter(|_| outcome == Outcome::Forwarded));
    let backends = serving.filter(|_| outcome == Outcome::Forwarded).map_or(&[][..], |router| &router.backends);
    Decision {
        outcome,
        entry_point: connection.entry_point.clone(),
        client_ip: connection.client_ip,
        tls: connection.tls.is_some(),
        sni: connection.tls.as_ref().and_then(|hello| hello.sni.clone()),
        alpn: connection.tls.as_ref().map_or_else(Vec::new, |hello| hello.alpn.clone()),
        router: answer.router.map(|router| router.object.clone()),
        rule: answer.router.filter(|_| answer.contenders.is_empty()).map(|router| router.rule.clone()),
        priority: priority(answer),
        tls_mode: tls_mode(connection, answer, serving),
        middlewares: answer.router.map_or_else(Vec::new, |router| router.middlewares.clone()),
        services: backends.iter().map(|backend| backend.share.clone()).collect(),
        reason: answer.reason(),
        message: message.join("; "),
        waits_for_client: answer.waits_for_client,
        contenders: contenders(answer),
        considered,
        disabled: disabled(table, connection, listed),
        assumes: assumes(table, answer),
        traefik: table.version.to_string(),
        cause: answer.cause,
        muxer: answer.muxer,
        verdict,
        notes,
    }
}

/// The priority of the router, or of the contenders when they have one in common.
fn priority(answer: &Answer<'_>) -> Option<i64> {
    let first = answer.router.or(answer.contenders.first().copied())?.priority;
    answer.contenders.iter().all(|router| router.priority == first).then_some(first)
}

fn tls_mode(connection: &Connection, answer: &Answer<'_>, serving: Option<&Router>) -> TlsMode {
    match (serving, answer.cause) {
        (Some(router), _) => router.tls_mode,
        (None, Cause::NoRouter | Cause::HttpsRouter) if connection.tls.is_some() => TlsMode::Terminate,
        _ => TlsMode::None,
    }
}

fn contenders(answer: &Answer<'_>) -> Vec<ObjectName> {
    let mut names: Vec<_> = answer.contenders.iter().map(|router| router.object.clone()).collect();
    names.dedup();
    names
}

/// Every router asked, up to the last of the priority at which one matched; of many the last so many.
fn considered(table: &RoutingTable, connection: &Connection, answer: &Answer<'_>, listed: usize) -> Vec<Considered> {
    let Some(lists) = table.entry_point(&connection.entry_point) else { return Vec::new() };
    let kind = match answer.muxer {
        _ if lists.has_early_path() => MuxerKind::Plain,
        Some(kind) => kind,
        None => return Vec::new(),
    };
    let muxer = match kind {
        MuxerKind::Plain => &lists.plain,
        MuxerKind::Tls => &lists.tls,
        MuxerKind::Https => return Vec::new(),
    };
    // Before the list that has the answer, one was asked in vain.
    let taken = priority(answer).filter(|_| answer.muxer == Some(kind));
    let routes = if listed < muxer.routes().len() { muxer.down_to(taken) } else { muxer.routes() };
    asked(table, &routes[routes.len().saturating_sub(listed)..], connection, kind)
}

fn asked(table: &RoutingTable, listed: &[Route], connection: &Connection, kind: MuxerKind) -> Vec<Considered> {
    let client = client(connection, kind, table.changes);
    let unread = kind == MuxerKind::Plain && connection.tls.is_some();
    let mut considered = Vec::new();
    let mut decided = None;
    for asked in listed {
        if decided.is_some_and(|priority| asked.priority < priority) {
            break;
        }
        let Some(router) = table.router(asked.router) else { continue };
        let (verdict, note) = match router.rule_tree() {
            Some(rule) => {
                let verdict = rule.evaluate(&client);
                (verdict, why(rule.expression(), &client, verdict, unread))
            }
            None => (Verdict::Unknown, "the rule is nested deeper than tcpgen follows".to_owned()),
        };
        let matched = verdict == Verdict::Matches;
        if matched {
            decided = Some(asked.priority);
        }
        considered.push(Considered {
            router: router.object.clone(),
            rule: router.rule.clone(),
            priority: asked.priority,
            matched,
            note,
        });
    }
    considered
}

/// Routers that name the entry point, or any, and do not serve.
fn disabled(table: &RoutingTable, connection: &Connection, listed: usize) -> Vec<Disabled> {
    let places = table.not_serving().on(&connection.entry_point, listed);
    places
        .into_iter()
        .filter_map(|place| table.router(place))
        .map(|router| {
            let message = router.faults.iter().filter(|fault| fault.is_critical()).map(Fault::to_string);
            let message = message.collect::<Vec<_>>().join("; ");
            let errors = router.errors();
            let error = if errors.is_empty() { message.clone() } else { errors.join("; ") };
            Disabled { router: router.object.clone(), error, message }
        })
        .collect()
}
