use serde::Serialize;

use super::{AlwaysResult, Counts, Mismatch, Notice, Place};
use crate::routing::Decision;
use crate::source::Span;

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
    /// What is in the cluster afterwards.
    pub objects: Counts,
    /// Every `always` that speaks of this step.
    pub always: Vec<AlwaysResult>,
    /// Where the step stands.
    #[serde(flatten)]
    pub place: Place,
    /// The same place, for those who draw it.
    #[serde(skip)]
    pub span: Span,
}
