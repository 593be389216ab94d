use std::ops::Range;

use super::problem_kind::ProblemKind;

/// Something in a rule that makes Traefik disable the router.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// The fragment that is wrong, in bytes of the rule's text; empty where something is missing.
    pub range: Range<usize>,
    /// The error that Traefik 3.7 shows in its API for a router whose only problem this is. For Go's types, indexes and
    /// composite literals (`[]T`, `a[0]`, `T{}`) it is worded otherwise than Traefik words it. Empty for
    /// [`ProblemKind::TooDeep`], which Traefik would take.
    pub traefik: String,
}

impl Problem {
    /// When Traefik meets the problem.
    pub fn stage(&self) -> Stage {
        match self.kind {
            ProblemKind::WrongArgumentCount { .. }
            | ProblemKind::EmptyArgument { .. }
            | ProblemKind::InvalidHost { .. }
            | ProblemKind::InvalidRegexp { .. }
            | ProblemKind::NonAsciiRegexp { .. }
            | ProblemKind::InvalidTemplate { .. }
            | ProblemKind::InvalidClientIp(_)
            | ProblemKind::ReservedAlpn { .. } => Stage::Add,
            _ => Stage::Parse,
        }
    }
}

/// The two stages in which Traefik refuses a rule. Between them it looks whether a router without TLS asks for a server
/// name (`pkg/server/router/tcp/manager.go`), so that error hides those of the second stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// The text is no rule.
    Parse,
    /// A matcher does not take its arguments.
    Add,
}
