use std::collections::BTreeSet;

use serde::Serialize;
use smol_str::SmolStr;

use crate::connection::Connection;
use crate::diagnostic::{Diagnostic, Severity};
use crate::invariant::Stated;
use crate::resource::{Kind, Object};
use crate::routing::{Decision, ObjectName};
use crate::source::{Place, Sources, Span};

/// What a scenario came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScenarioResult {
    /// Its name.
    pub name: String,
    /// What it shows, as it was written.
    pub description: Option<String>,
    /// Whether all of it is as expected.
    pub passed: bool,
    /// Every step.
    pub steps: Vec<StepResult>,
    /// Where its name stands.
    #[serde(flatten)]
    pub place: Place,
    /// The rules and middlewares that took part in it.
    #[serde(skip)]
    pub touched: Touched,
}

/// What became of one step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepResult {
    /// Its number, from 1.
    pub index: usize,
    /// What it does, in one line.
    pub what: String,
    /// What it has to come out as; none when it may come out as it likes.
    pub expected: Option<String>,
    /// What it came out as. Besides the outcomes of the contract there is `rejected`: an API server would refuse the
    /// object, the cluster stays as it is, and the step has failed.
    pub got: String,
    /// Whether the step and every `always` after it are as expected.
    pub passed: bool,
    /// Where what the step came out as differs from what was expected.
    pub mismatches: Vec<Mismatch>,
    /// What there is to say of the object that was applied.
    pub notices: Vec<Notice>,
    /// The decision of a `connect`.
    pub decision: Option<Decision>,
    /// Of a `connect` that failed: the objects that are missing for it, which the state declares and no step has applied yet.
    pub pending: Vec<String>,
    /// What is in the cluster afterwards.
    pub objects: Counts,
    /// Every `always` that speaks of this step, but for those that were tried since the cluster last changed.
    pub always: Vec<AlwaysResult>,
    /// The invariants of the state that it breaks.
    pub invariants: Vec<StepInvariant>,
    /// Where the step stands.
    #[serde(flatten)]
    pub place: Place,
    /// The same place, for those who draw it.
    #[serde(skip)]
    pub span: Span,
}

/// An invariant that is broken from one step on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepInvariant {
    /// Its name.
    pub invariant: String,
    /// Who breaks it, and how.
    pub message: String,
    /// What becomes of that connection, in one sentence; empty where the message is of no single one.
    pub way: String,
    /// The connection.
    pub witness: Option<Connection>,
    /// Where the invariant demands it, for those who draw it.
    #[serde(skip)]
    pub span: Span,
}

impl StepInvariant {
    pub(super) fn new(stated: &Stated<'_>, message: String, way: String, witness: Option<Connection>) -> Self {
        Self { invariant: stated.key.value.to_string(), message, way, witness, span: stated.demand }
    }
}

/// What became of an `always` after one step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlwaysResult {
    /// The connection, in one line.
    pub what: String,
    /// What it has to come out as.
    pub expected: String,
    /// What it came out as.
    pub got: String,
    /// Whether the two agree.
    pub passed: bool,
    /// Where they differ.
    pub mismatches: Vec<Mismatch>,
    /// The decision, when it is not as expected: in a large state it is long.
    pub decision: Option<Decision>,
    /// The objects that are missing, which the state declares and no step has applied yet.
    pub pending: Vec<String>,
    /// Where the `always` stands.
    #[serde(flatten)]
    pub place: Place,
}

/// One thing that was expected, and what came instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// What was expected: `forwarded`, `service default/postgres:5432`.
    pub expected: String,
    /// What came.
    pub got: String,
    /// Where it was expected.
    #[serde(flatten)]
    pub place: Place,
    /// The same place, for those who draw it.
    #[serde(skip)]
    pub span: Span,
}

/// What there is to say of an entry as a step applies it. In JSON it is a diagnostic without fixes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Notice {
    /// The diagnostic's code.
    pub code: &'static str,
    /// A warning is accepted by an API server, an error refused.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// All of it, for those who draw it.
    #[serde(skip)]
    pub diagnostic: Diagnostic,
}

impl Notice {
    pub(super) fn new(sources: &Sources, diagnostic: Diagnostic) -> Self {
        Self {
            code: diagnostic.code.name,
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            place: Place::new(sources, diagnostic.span),
            diagnostic,
        }
    }
}

/// How many objects of each kind a cluster holds. External ones do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// IngressRouteTCPs.
    pub routes: usize,
    /// MiddlewareTCPs.
    pub middlewares: usize,
    /// ServersTransportTCPs.
    pub servers_transports: usize,
    /// TLSOptions.
    pub tls_options: usize,
    /// TLSStores.
    pub tls_stores: usize,
}

impl Counts {
    /// Counts the objects that are not external.
    pub fn of<'o>(objects: impl IntoIterator<Item = &'o Object>) -> Self {
        let mut counts = Self::default();
        for object in objects.into_iter().filter(|object| !object.external) {
            *counts.of_kind(object.kind()) += 1;
        }
        counts
    }

    fn of_kind(&mut self, kind: Kind) -> &mut usize {
        match kind {
            Kind::IngressRouteTcp => &mut self.routes,
            Kind::MiddlewareTcp => &mut self.middlewares,
            Kind::ServersTransportTcp => &mut self.servers_transports,
            Kind::TlsOption => &mut self.tls_options,
            Kind::TlsStore => &mut self.tls_stores,
        }
    }
}

/// The rules and middlewares that took part in deciding connections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Routes with the text of a rule of theirs that took a connection.
    pub rules: BTreeSet<(ObjectName, SmolStr)>,
    /// Middlewares of those rules: `namespace/name`.
    pub middlewares: BTreeSet<SmolStr>,
}

impl Touched {
    pub(super) fn add(&mut self, decision: &Decision) {
        if let (Some(router), Some(rule)) = (&decision.router, &decision.rule) {
            self.rules.insert((router.clone(), rule.clone()));
            self.middlewares.extend(decision.middlewares.iter().cloned());
        }
    }
}
