use crate::check::Check;
use crate::diagnostic::{Code, Severity};

/// A step of a scenario that came out otherwise than expected. No problem of the state: `tcpgen test` reports it, and no
/// check does.
pub static CODE: Code = Code {
    name: "failed-expectation",
    severity: Severity::Error,
    summary: "a step of a scenario had another result than expected",
    explanation: include_str!("failed_expectation.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[] };
