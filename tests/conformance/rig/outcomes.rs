//! What may become of a connection, as words: what tcpgen says, and what was seen.
//!
//! `s1 plain`, `s1 passthrough` and `s1 terminated` are the server of service `default/s1` and how bytes got there;
//! `http` is Traefik's own HTTP server; `alert X` a TLS alert; `handshake` any answer to a hello that was made by hand
//! and can lead to no connection; then there are `closed` and `silent`.
//!
//! What a client that stays silent sees is in `late.rs`.

use std::collections::BTreeSet;

use tcpgen::resource::{Object, Resources, Spec};
use tcpgen::routing::{Cause, Decision, Outcome, Router, RoutingTable};
use tcpgen::rule::TlsMode;
use tcpgen::source::Spanned;
use tcpgen::traefik::change;

use super::alerts::alert;
use super::backends::speaks_first;
use super::connection::Attempt;
use super::late;
use super::state::State;
use crate::support::{Deed, Via};

/// A priority above all that tests use.
const ABOVE_ALL: i64 = 1_000_000_000_000;

/// What was seen.
pub fn seen(attempt: &Attempt, deed: &Deed) -> String {
    match deed {
        Deed::Backend { name, via } => reached(name, *via),
        Deed::Http { .. } => "http".to_owned(),
        Deed::TlsAlert(_) | Deed::Unexpected(_) if attempt.raw => "handshake".to_owned(),
        Deed::TlsAlert(alert) => format!("alert {alert:?}"),
        Deed::Closed => "closed".to_owned(),
        Deed::Silent => "silent".to_owned(),
        Deed::Refused => "refused".to_owned(),
        Deed::Unexpected(bytes) => format!("unexpected {}", bytes.escape_ascii()),
    }
}

/// What tcpgen says may be seen. More than one where several services share, and where it is chance; none where it
/// cannot tell.
pub fn predicted(state: &State, attempt: &Attempt) -> BTreeSet<String> {
    let connection = &attempt.question();
    let decision = state.table.decide(connection);
    if decision.outcome != Outcome::Ambiguous {
        return of_decision(state, attempt, &decision);
    }
    let answer = state.table.decide_fast(connection);
    let mut all = BTreeSet::new();
    for contender in &answer.contenders {
        let decision = with_first(state, contender).decide(connection);
        if decision.outcome == Outcome::Ambiguous {
            return BTreeSet::new();
        }
        all.extend(of_decision(state, attempt, &decision));
    }
    all
}

/// The table in which this router comes first.
fn with_first(state: &State, router: &Router) -> RoutingTable {
    let mut objects: Vec<Object> = state.resources.objects().to_vec();
    for object in &mut objects {
        let is_it = object.object_ref().to_string() == router.object.to_string();
        if let (true, Spec::IngressRouteTcp(ingress)) = (is_it, &mut object.spec) {
            ingress.routes[router.index].priority = Some(Spanned::nowhere(ABOVE_ALL));
        }
    }
    RoutingTable::new(&Resources::new(objects), &state.environment)
}

fn of_decision(state: &State, attempt: &Attempt, decision: &Decision) -> BTreeSet<String> {
    let changes = state.table.changes();
    if let Some(late) = late::seen(changes, attempt, decision) {
        return BTreeSet::from([late]);
    }
    let one = match decision.cause {
        Cause::Forwarded => return forwarded(attempt, decision),
        Cause::NoRouter | Cause::HttpsRouter if attempt.raw => "handshake".to_owned(),
        Cause::NoRouter | Cause::HttpsRouter => "http".to_owned(),
        // It is closed where Traefik reads the hello itself, and gets an alert where Go's TLS does.
        Cause::UnreadableHello if !changes.has(&change::UNREADABLE_HELLO_CLOSED) => "handshake".to_owned(),
        cause => match alert(changes, attempt, cause) {
            Some(_) if attempt.raw => "handshake".to_owned(),
            Some(alert) => format!("alert {alert:?}"),
            None => "closed".to_owned(),
        },
    };
    BTreeSet::from([one])
}

fn forwarded(attempt: &Attempt, decision: &Decision) -> BTreeSet<String> {
    let via = way(attempt, decision.tls_mode);
    let mut seen = BTreeSet::new();
    for share in &decision.services {
        let broken = format!("connections that fall to `{}:{}` are closed", share.service, share.port);
        let service = share.service.to_string();
        if decision.notes.contains(&broken) {
            seen.insert("closed".to_owned());
        } else if attempt.silent && !speaks_first(&service) {
            seen.insert("silent".to_owned());
        } else if attempt.connection.postgres && speaks_first(&service) && via != Via::Terminated {
            // Such a server does not grant the SSLRequest: its greeting comes instead, and Traefik gives up on it.
            seen.insert(if decision.waits_for_client { "closed".to_owned() } else { reached(&service, Via::Plain) });
        } else if attempt.raw && via == Via::Terminated {
            seen.insert("handshake".to_owned());
        } else {
            seen.insert(reached(&service, via));
        }
    }
    seen
}

fn way(attempt: &Attempt, tls_mode: TlsMode) -> Via {
    match (&attempt.connection.tls, tls_mode) {
        (None, _) => Via::Plain,
        (Some(_), TlsMode::Terminate) => Via::Terminated,
        (Some(_), _) => Via::Passthrough,
    }
}

fn reached(service: &str, via: Via) -> String {
    let way = match via {
        Via::Plain => "plain",
        Via::Passthrough => "passthrough",
        Via::Terminated => "terminated",
    };
    format!("{} {way}", service.strip_prefix("default/").unwrap_or(service))
}
