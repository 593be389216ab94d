use std::collections::HashSet;
use std::rc::Rc;

use super::cluster::Cluster;
use super::declared::Declared;
use super::invariants::Invariants;
use super::judge::{self, Judgement};
use super::step::{connection, describe, what};
use super::{AlwaysResult, Counts, Notice, ScenarioResult, StepInvariant, StepResult, Touched};
use crate::compilation::Compilation;
use crate::desired::{Action, Always, Connect, Expectation, Named, Scenario, Step};
use crate::routing::{Connection, Decision};
use crate::source::{Place, Sources};
use crate::store::{Applied, Deleted, Memory};

/// What a step came out as when the state has errors, so that there was nothing to do it with.
const NOT_RUN: &str = "not run";

/// The routers that the decision of a step lists: a report of many steps on many routers is no longer than both.
/// `tcpgen route` lists all.
const LISTED: usize = 25;

/// What `apply` came out as when an API server would refuse the object.
pub(super) const REJECTED: &str = "rejected";

/// Goes through whole scenarios. A step that fails does not end one: later steps are reported as well.
///
/// The state must have compiled without errors.
pub fn run<'a>(
    sources: &'a Sources,
    compilation: &'a Compilation,
    scenarios: impl IntoIterator<Item = &'a Named<Scenario>>,
) -> Vec<ScenarioResult> {
    let declared = Rc::new(Declared::new(sources, compilation));
    let result = |scenario| {
        let mut rehearsal = Rehearsal::of(Rc::clone(&declared), scenario);
        let steps = rehearsal.by_ref().collect();
        rehearsal.result(steps)
    };
    scenarios.into_iter().map(result).collect()
}

/// A scenario under way: an iterator over what becomes of its steps, whose cluster can be asked between them.
#[derive(Clone, Debug)]
pub struct Rehearsal<'a> {
    sources: &'a Sources,
    scenario: &'a Named<Scenario>,
    namespace: &'a str,
    cluster: Cluster<'a>,
    /// What is in the cluster now.
    objects: Counts,
    invariants: Invariants<'a>,
    /// Whether the invariants were proven since the last change.
    proven: bool,
    /// The `always` that were tried since the last change, by their places.
    tried: HashSet<usize>,
    touched: Touched,
    done: usize,
}

impl<'a> Rehearsal<'a> {
    /// A rehearsal before its first step. The state must have compiled without errors: with some, steps that they
    /// concern fail.
    pub fn new(sources: &'a Sources, compilation: &'a Compilation, scenario: &'a Named<Scenario>) -> Self {
        Self::of(Rc::new(Declared::new(sources, compilation)), scenario)
    }

    fn of(declared: Rc<Declared<'a>>, scenario: &'a Named<Scenario>) -> Self {
        let (sources, desired) = (declared.sources, &declared.compilation.desired);
        let starts_empty = scenario.body.starts_empty();
        let cluster = Cluster::new(declared, starts_empty);
        Self {
            sources,
            scenario,
            namespace: desired.namespace_at(scenario.key.span),
            objects: Counts::of(cluster.store.objects()),
            cluster,
            invariants: Invariants::new(desired, starts_empty),
            proven: false,
            tried: HashSet::new(),
            touched: Touched::default(),
            done: 0,
        }
    }

    /// After a step that changed the cluster.
    fn note_change(&mut self) {
        self.proven = false;
        self.tried.clear();
        self.objects = Counts::of(self.cluster.store.objects());
    }

    /// The cluster as it is now.
    pub fn store(&self) -> &Memory {
        &self.cluster.store
    }

    /// The number of steps that are done.
    pub fn done(&self) -> usize {
        self.done
    }

    /// The rules and middlewares that took part in deciding the connections so far.
    pub fn touched(&self) -> &Touched {
        &self.touched
    }

    /// What Traefik would do with a connection now. Asking is no part of the scenario: it touches nothing.
    pub fn decide(&self, connection: &Connection) -> Decision {
        self.cluster.table().decide(connection)
    }

    /// What the step just done breaks, if it changed the cluster.
    fn invariants(&mut self) -> Vec<StepInvariant> {
        if self.invariants.is_empty() || std::mem::replace(&mut self.proven, true) {
            return Vec::new();
        }
        self.invariants.after(self.done, self.cluster.table())
    }

    /// What the scenario came to, given its steps.
    pub fn result(&self, steps: Vec<StepResult>) -> ScenarioResult {
        let Named { key, body, .. } = self.scenario;
        ScenarioResult {
            name: key.value.to_string(),
            description: body.description.as_ref().map(|text| text.value.to_string()),
            passed: steps.iter().all(|step| step.passed),
            steps,
            place: Place::new(self.sources, key.span),
            touched: self.touched.clone(),
        }
    }

    fn step(&mut self, step: &Step) -> StepResult {
        let mut result = StepResult {
            index: self.done,
            what: what(&step.action),
            expected: None,
            got: String::new(),
            passed: false,
            mismatches: Vec::new(),
            notices: Vec::new(),
            decision: None,
            pending: Vec::new(),
            objects: Counts::default(),
            always: Vec::new(),
            invariants: Vec::new(),
            place: Place::new(self.sources, step.span),
            span: step.span,
        };
        let judgement = self.act(step, &mut result);
        let ran = judgement.got.iter().all(|got| got != NOT_RUN && got != REJECTED);
        result.invariants = self.invariants();
        result.always = self.always();
        let holds = result.invariants.is_empty() && result.always.iter().all(|always| always.passed);
        result.passed = ran && judgement.passed() && holds;
        result.objects = self.objects;
        result.expected = (!judgement.expected.is_empty()).then(|| judgement.expected.join(", "));
        result.got = judgement.got.join(", ");
        result.mismatches = judgement.mismatches;
        result
    }

    fn act(&mut self, step: &Step, result: &mut StepResult) -> Judgement {
        let expect = step.expect.as_ref();
        match &step.action {
            Action::Apply { entry, set, unset } => {
                let change = self.cluster.apply(entry, set.as_deref(), unset);
                if change.as_ref().is_some_and(|change| change.applied.is_some_and(|it| it != Applied::Unchanged)) {
                    self.note_change();
                }
                let applied = change.as_ref().map(|change| change.applied.map_or(REJECTED, |applied| applied.name()));
                let diagnostics = change.map(|change| change.diagnostics).unwrap_or_default();
                result.notices = diagnostics.into_iter().map(|found| Notice::new(self.sources, found)).collect();
                judge::outcome(self.sources, expect, applied.unwrap_or(NOT_RUN))
            }
            Action::Delete { entry } => {
                let deleted = self.cluster.delete(entry);
                if deleted == Some(Deleted::Deleted) {
                    self.note_change();
                }
                judge::outcome(self.sources, expect, deleted.map_or(NOT_RUN, |deleted| deleted.name()))
            }
            Action::List(counts) => judge::listing(self.sources, counts, &self.objects),
            Action::Connect(written) => {
                let (judgement, decision) = self.connect(written, expect);
                result.pending = self.pending(&judgement, decision.as_ref());
                result.decision = decision;
                judgement
            }
        }
    }

    fn connect(&mut self, written: &Connect, expect: Option<&Expectation>) -> (Judgement, Option<Decision>) {
        let (Some(connection), Some(expect)) = (connection(written), expect) else {
            return (judge::outcome(self.sources, expect, NOT_RUN), None);
        };
        let decision = self.cluster.table().decide_briefly(&connection, LISTED);
        self.touched.add(&decision);
        (judge::connection(self.sources, expect, &decision, self.namespace), Some(decision))
    }

    /// What a failed connection misses, and a later step applies.
    fn pending(&self, judgement: &Judgement, decision: Option<&Decision>) -> Vec<String> {
        let Some(decision) = decision.filter(|_| !judgement.passed()) else { return Vec::new() };
        let texts =
            decision.disabled.iter().map(|disabled| disabled.message.as_str()).chain([decision.message.as_str()]);
        let mut pending: Vec<String> = texts.flat_map(|text| self.cluster.pending(text)).collect();
        pending.sort_unstable();
        pending.dedup();
        pending
    }

    /// Tries every `always` that speaks of the step just done, unless nothing has changed since it was last tried.
    fn always(&mut self) -> Vec<AlwaysResult> {
        let scenario = self.scenario;
        let all = scenario.body.always.iter().flat_map(|always| &always.value);
        let done = self.done;
        let due = all.enumerate().filter(|(_, always)| speaks_of(always, done));
        due.filter_map(|(place, always)| {
            let is_due = self.tried.insert(place);
            if is_due { self.always_result(always) } else { None }
        })
        .collect()
    }

    fn always_result(&mut self, always: &Always) -> Option<AlwaysResult> {
        let written = always.connect.as_ref()?;
        let (judgement, decision) = self.connect(written, always.expect.as_ref());
        let passed = judgement.passed() && decision.is_some();
        Some(AlwaysResult {
            what: format!("connect {}", describe(written)),
            expected: judgement.expected.join(", "),
            got: judgement.got.join(", "),
            passed,
            pending: self.pending(&judgement, decision.as_ref()),
            decision: decision.filter(|_| !passed),
            mismatches: judgement.mismatches,
            place: Place::new(self.sources, always.span),
        })
    }
}

impl Iterator for Rehearsal<'_> {
    type Item = StepResult;

    fn next(&mut self) -> Option<StepResult> {
        let scenario = self.scenario;
        let step = scenario.body.steps.as_ref()?.get(self.done)?;
        self.done += 1;
        Some(self.step(step))
    }
}

/// Whether an `always` is tried after step `index`, counted from 1.
fn speaks_of(always: &Always, index: usize) -> bool {
    let Some([first, last]) = always.steps.as_ref().map(|steps| steps.as_slice()) else { return true };
    let index = i64::try_from(index).unwrap_or(i64::MAX);
    (first.value..=last.value).contains(&index)
}
