//! Expectations against what came.

use super::{Counts, Mismatch};
use crate::desired::{Expectation, IntOrText, ListCounts, Service};
use crate::routing::{Decision, Outcome, Share};
use crate::rule::TlsMode;
use crate::source::{Place, Sources, Span, Spanned, Text};

/// What was expected of one step or connection, and what came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Judgement {
    pub expected: Vec<String>,
    pub got: Vec<String>,
    pub mismatches: Vec<Mismatch>,
}

impl Judgement {
    /// Compares one thing: `got` is right, or a mismatch at `span`.
    pub fn compare(&mut self, sources: &Sources, span: Span, expected: String, got: String, right: bool) {
        if !right {
            let place = Place::new(sources, span);
            self.mismatches.push(Mismatch { expected: expected.clone(), got: got.clone(), place, span });
        }
        if !self.got.contains(&got) {
            self.got.push(got);
        }
        self.expected.push(expected);
    }

    pub fn passed(&self) -> bool {
        self.mismatches.is_empty()
    }
}

/// What an `apply` or a `delete` came out as.
pub(super) fn outcome(sources: &Sources, expect: Option<&Expectation>, got: &str) -> Judgement {
    let mut judgement = Judgement::default();
    match expect.and_then(|expect| expect.outcome.as_ref()) {
        Some(outcome) => {
            let right = outcome.as_str() == got;
            judgement.compare(sources, outcome.span, outcome.value.to_string(), got.to_owned(), right);
        }
        None => judgement.got.push(got.to_owned()),
    }
    judgement
}

/// How many objects there are.
pub(super) fn listing(sources: &Sources, expect: &ListCounts, got: &Counts) -> Judgement {
    let mut judgement = Judgement::default();
    let pairs = [
        ("routes", expect.routes, got.routes),
        ("middlewares", expect.middlewares, got.middlewares),
        ("servers_transports", expect.servers_transports, got.servers_transports),
        ("tls_options", expect.tls_options, got.tls_options),
        ("tls_stores", expect.tls_stores, got.tls_stores),
    ];
    for (kind, expected, got) in pairs {
        if let Some(Spanned { value, span }) = expected {
            let right = usize::try_from(value) == Ok(got);
            judgement.compare(sources, span, format!("{kind} {value}"), format!("{kind} {got}"), right);
        }
    }
    judgement
}

/// What became of a connection. Names without a namespace are of `namespace`.
pub(super) fn connection(sources: &Sources, expect: &Expectation, decision: &Decision, namespace: &str) -> Judgement {
    let mut judgement = Judgement::default();
    let came = came(decision);
    let mut compare = |span, expected, got, right| judgement.compare(sources, span, expected, got, right);
    if let Some(outcome) = &expect.outcome {
        let right = match outcome.as_str() {
            "refused" => decision.outcome != Outcome::Forwarded,
            name => decision.outcome.name() == name,
        };
        compare(outcome.span, outcome.value.to_string(), came.clone(), right);
    }
    if let Some(services) = &expect.service {
        let expected = sorted(services.items.iter().map(|service| service_name(service, namespace)));
        let found = sorted(decision.services.iter().map(share_name));
        let got = if found.is_empty() { came.clone() } else { format!("service {}", found.join(", ")) };
        compare(services.span, format!("service {}", expected.join(", ")), got, expected == found);
    }
    if let Some(router) = &expect.router {
        let expected = qualified(router, namespace);
        let found = decision.router.as_ref().map(ToString::to_string);
        let right = found.as_ref() == Some(&expected);
        let got = found.map_or_else(|| came.clone(), |found| format!("router {found}"));
        compare(router.span, format!("router {expected}"), got, right);
    }
    if let Some(mode) = &expect.tls_mode {
        let found = mode_name(decision.tls_mode);
        compare(mode.span, format!("tls_mode {}", mode.as_str()), format!("tls_mode {found}"), mode.as_str() == found);
    }
    if let Some(reason) = &expect.reason {
        let right = decision.reason.is_some_and(|found| found.name() == reason.as_str());
        compare(reason.span, format!("reason {}", reason.as_str()), came.clone(), right);
    }
    if let Some(Spanned { value, span }) = expect.waits_for_client {
        let found = decision.waits_for_client;
        compare(span, format!("waits_for_client {value}"), format!("waits_for_client {found}"), value == found);
    }
    judgement
}

fn mode_name(mode: TlsMode) -> &'static str {
    match mode {
        TlsMode::None => "none",
        TlsMode::Passthrough => "passthrough",
        TlsMode::Terminate => "terminate",
    }
}

/// `forwarded`, or ``closed (denied-by-middleware)``.
fn came(decision: &Decision) -> String {
    match decision.reason {
        Some(reason) => format!("{} ({reason})", decision.outcome),
        None => decision.outcome.to_string(),
    }
}

fn qualified(name: &Text, namespace: &str) -> String {
    if name.contains('/') { name.value.to_string() } else { format!("{namespace}/{}", name.as_str()) }
}

/// As [`share_name`], also for `"5432"` written `05432`.
fn service_name(written: &Text, namespace: &str) -> String {
    let Some(service) = Service::parse(written) else { return written.value.to_string() };
    let name = service.name.as_ref().map_or("", Text::as_str);
    let namespace = service.namespace.as_ref().map_or(namespace, Text::as_str);
    match &service.port {
        Some(IntOrText::Int(port)) => format!("{namespace}/{name}:{}", port.value),
        Some(IntOrText::Text(port)) => format!("{namespace}/{name}:{}", port.as_str()),
        None => format!("{namespace}/{name}"),
    }
}

fn share_name(share: &Share) -> String {
    format!("{}:{}", share.service, share.port)
}

/// A service that stands twice among the shares is one service.
fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}
