//! What clients see that say too little, or too late: it depends on `readTimeout`, which decisions do not count down.

use tcpgen::connection::HelloForm;
use tcpgen::routing::{Cause, Decision};
use tcpgen::traefik::{Changes, change};

use super::connection::{Attempt, IMPATIENT};
use super::shape::Shape;

/// Traefik's HTTP server waits for so many bytes: they may be the beginning of HTTP/2's preface.
const PREFACE: usize = 14;

/// What such a client sees; none for any other client, and where it does not matter.
pub fn seen(changes: Changes, attempt: &Attempt, decision: &Decision) -> Option<String> {
    let times_out = attempt.connection.entry_point == IMPATIENT;
    let waited = || if times_out { "closed".to_owned() } else { "silent".to_owned() };
    if !decision.waits_for_client {
        return None;
    }
    if attempt.connection.postgres {
        let silent = attempt.silent || matches!(attempt.shape, Shape::Pause(_)) && times_out;
        let granted = silent && decision.cause != Cause::PostgresBroken;
        return match (granted, changes.has(&change::POSTGRES_SILENCE_CUT)) {
            (false, _) => None,
            (true, true) => Some(waited()),
            (true, false) => attempt.silent.then(|| "silent".to_owned()),
        };
    }
    if attempt.silent {
        return Some(waited());
    }
    let Shape::Bytes(bytes) = &attempt.shape else { return None };
    match (attempt.form(), decision.cause) {
        (None, Cause::NoRouter) if bytes.len() < PREFACE && changes.has(&change::SHORT_TEXT_WAITS) => Some(waited()),
        (Some(HelloForm::Unfinished | HelloForm::HeaderUnfinished), _) if !times_out => Some("silent".to_owned()),
        // Traefik's TLS of a router waits for the rest without limit.
        (Some(HelloForm::Unfinished), Cause::UnfinishedHello) if decision.router.is_some() => Some("silent".to_owned()),
        _ => None,
    }
}
