//! What a client saw of a connection on which it sent its handshake and nothing else, against the predicted decision.
//!
//! Less can be seen than decided: a server that waits for its client looks like Traefik's HTTP server. What is seen either fits
//! the decision, contradicts it, or does not tell.

use serde::Serialize;

use crate::routing::{Decision, Outcome};
use crate::rule::TlsMode;

/// What the client saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The connection stayed open, and nobody said anything.
    Open,
    /// The server spoke first.
    Spoke,
    /// The TLS handshake was completed, with this protocol.
    Handshake {
        /// The ALPN protocol that both agreed on.
        alpn: Option<String>,
    },
    /// PostgreSQL's server has no TLS.
    NoTls,
    /// The handshake was answered with something that is no TLS.
    NotTls,
    /// The handshake was not answered.
    Silent,
    /// The handshake was broken off by this TLS alert.
    Alert(String),
    /// The connection was closed.
    Closed,
    /// No connection came about, for this reason.
    Unreachable(String),
}

impl Seen {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::Open => "the connection stays open".to_owned(),
            Self::Spoke => "the server speaks first".to_owned(),
            Self::Handshake { alpn: None } => "the TLS handshake is completed".to_owned(),
            Self::Handshake { alpn: Some(alpn) } => format!("the TLS handshake is completed, with ALPN {alpn}"),
            Self::NoTls => "the server answers that it has no TLS".to_owned(),
            Self::NotTls => "the answer is no TLS".to_owned(),
            Self::Silent => "the handshake is not answered".to_owned(),
            Self::Alert(alert) => format!("the TLS alert {alert}"),
            Self::Closed => "the connection is closed".to_owned(),
            Self::Unreachable(reason) => format!("no connection: {reason}"),
        }
    }
}

/// How what was seen relates to what was predicted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// It fits.
    Agrees,
    /// It contradicts it.
    Differs,
    /// It does not tell.
    Undecided,
    /// The connection cannot be made from here.
    NotMade,
}

impl Fit {
    /// As in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Differs => "differs",
            Self::Undecided => "undecided",
            Self::NotMade => "not-made",
        }
    }
}

const NO_BYTES: &str = "Traefik waits for the client's first bytes, and this client sends none";
const BY_SERVER: &str = "the server behind Traefik may have done that";
const NO_SERVER: &str = "or the service has no server that takes it";

/// Compares. The text is a reason, where there is one beside the facts.
pub fn fit(predicted: &Decision, seen: &Seen) -> (Fit, Option<&'static str>) {
    let is_plain = !predicted.tls;
    let waits = is_plain && *seen == Seen::Open && predicted.waits_for_client;
    match (predicted.outcome, seen) {
        (_, Seen::Unreachable(_)) => (Fit::Differs, None),
        (Outcome::Ambiguous, _) => (Fit::Undecided, Some("Traefik makes no promise about it")),
        _ if waits => (Fit::Undecided, Some(NO_BYTES)),
        (Outcome::Forwarded, _) => forwarded(predicted, seen),
        (Outcome::Http, _) => http(is_plain, seen),
        (Outcome::Closed, Seen::Closed | Seen::Alert(_)) => (Fit::Agrees, None),
        (Outcome::Closed, _) => (Fit::Differs, None),
    }
}

fn forwarded(predicted: &Decision, seen: &Seen) -> (Fit, Option<&'static str>) {
    let ends_here = predicted.tls && predicted.tls_mode == TlsMode::Terminate;
    match seen {
        Seen::Open | Seen::Handshake { .. } => (Fit::Agrees, None),
        Seen::Spoke if predicted.waits_for_client => {
            (Fit::Differs, Some("Traefik should wait for the client's first bytes"))
        }
        Seen::Spoke => (Fit::Agrees, None),
        // Traefik ends TLS: no server takes part in the handshake.
        Seen::NoTls | Seen::NotTls | Seen::Silent if ends_here => (Fit::Differs, None),
        Seen::NoTls | Seen::NotTls => (Fit::Agrees, None),
        Seen::Alert(_) if ends_here => (Fit::Differs, None),
        Seen::Silent | Seen::Alert(_) => (Fit::Undecided, Some(BY_SERVER)),
        Seen::Closed | Seen::Unreachable(_) => (Fit::Differs, Some(NO_SERVER)),
    }
}

/// Traefik's HTTP server waits for a request, and has a certificate in any case.
fn http(is_plain: bool, seen: &Seen) -> (Fit, Option<&'static str>) {
    match seen {
        Seen::Open if is_plain => (Fit::Agrees, None),
        Seen::Handshake { .. } => (Fit::Agrees, None),
        _ => (Fit::Differs, None),
    }
}

/// A connection that was tried.
#[derive(Clone, Debug, Serialize)]
pub struct Tried {
    /// The connection, in one line.
    pub what: String,
    /// What becomes of it by the state.
    pub predicted: Decision,
    /// What was seen; none where it was not made.
    pub seen: Option<String>,
    /// How both relate.
    pub result: Fit,
    /// Why it was not made, or does not tell.
    pub reason: Option<String>,
}

impl Tried {
    /// One that was made.
    pub fn new(what: String, predicted: Decision, seen: &Seen) -> Self {
        let (result, reason) = fit(&predicted, seen);
        Self { what, predicted, seen: Some(seen.words()), result, reason: reason.map(str::to_owned) }
    }

    /// One that was not made.
    pub fn not_made(what: String, predicted: Decision, reason: String) -> Self {
        Self { what, predicted, seen: None, result: Fit::NotMade, reason: Some(reason) }
    }
}
