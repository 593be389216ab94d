use serde::Serialize;

use super::{Mismatch, Place};
use crate::routing::Decision;

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
    /// Where the `always` stands.
    #[serde(flatten)]
    pub place: Place,
}
