use serde::Serialize;

use super::Place;
use crate::source::Span;

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
