use std::fmt;
use std::ops::Range;

use super::client::Client;
use super::matcher::{Matcher, MatcherKind};
use super::verdict::Verdict;

/// A rule as a tree. Chains of one operator are one node, so a long list of hosts is flat: an `And` holds no `And`, an
/// `Or` no `Or`, and both have at least two operands. The depth is bounded by [`MAX_NESTING`](super::MAX_NESTING).
///
/// Ranges are in bytes of the rule's text; parentheses around a node are not part of its range.
#[derive(Clone, Debug)]
pub enum Expression {
    /// `a && b && c`
    And {
        /// In the order written.
        operands: Vec<Expression>,
        /// From the first operand to the last.
        range: Range<usize>,
    },
    /// `a || b || c`, or a v2 matcher with several arguments.
    Or {
        /// In the order written.
        operands: Vec<Expression>,
        /// From the first operand to the last.
        range: Range<usize>,
    },
    /// `!a`
    Not {
        /// What is negated.
        operand: Box<Expression>,
        /// With the `!`.
        range: Range<usize>,
    },
    /// `HostSNI(..)` and the like.
    Matcher(Matcher),
}

impl Expression {
    /// The node's place, in bytes of the rule's text.
    pub fn range(&self) -> Range<usize> {
        match self {
            Self::And { range, .. } | Self::Or { range, .. } | Self::Not { range, .. } => range.clone(),
            Self::Matcher(matcher) => matcher.range.clone(),
        }
    }

    /// The expressions of which one has to match: the operands of an `Or`, or all of another expression.
    pub fn alternatives(&self) -> &[Self] {
        match self {
            Self::Or { operands, .. } => operands,
            other => std::slice::from_ref(other),
        }
    }

    /// How many matchers an evaluation asks at most.
    pub fn size(&self) -> usize {
        self.matchers().count()
    }

    /// The protocols that `ALPN` matchers ask for.
    pub fn protocols(&self) -> impl Iterator<Item = &str> {
        self.matchers().filter_map(|(matcher, _)| match &matcher.kind {
            MatcherKind::Alpn(protocol) => Some(protocol.as_str()),
            _ => None,
        })
    }

    /// Whether the client matches, in three-valued logic.
    pub fn evaluate(&self, client: &Client<'_>) -> Verdict {
        match self {
            Self::And { operands, .. } => Verdict::all(operands.iter().map(|operand| operand.evaluate(client))),
            Self::Or { operands, .. } => Verdict::any(operands.iter().map(|operand| operand.evaluate(client))),
            Self::Not { operand, .. } => operand.evaluate(client).negated(),
            Self::Matcher(matcher) => Verdict::from(matcher.kind.matches(client)),
        }
    }

    /// Whether both trees say the same in the same order, wherever and however it was written.
    pub fn is_same_as(&self, other: &Self) -> bool {
        let all = |a: &[Self], b: &[Self]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_same_as(b));
        match (self, other) {
            (Self::And { operands: a, .. }, Self::And { operands: b, .. })
            | (Self::Or { operands: a, .. }, Self::Or { operands: b, .. }) => all(a, b),
            (Self::Not { operand: a, .. }, Self::Not { operand: b, .. }) => a.is_same_as(b),
            (Self::Matcher(a), Self::Matcher(b)) => a.kind == b.kind,
            _ => false,
        }
    }

    /// Every matcher from left to right, with whether it stands under an odd number of `!`.
    pub fn matchers(&self) -> impl Iterator<Item = (&Matcher, bool)> {
        let mut pending = vec![(self, false)];
        std::iter::from_fn(move || {
            loop {
                match pending.pop()? {
                    (Self::Matcher(matcher), negated) => return Some((matcher, negated)),
                    (Self::Not { operand, .. }, negated) => pending.push((operand, !negated)),
                    (Self::And { operands, .. } | Self::Or { operands, .. }, negated) => {
                        pending.extend(operands.iter().rev().map(|operand| (operand, negated)));
                    }
                }
            }
        })
    }
}

/// Canonical v3 text: documented spellings, backticks, one blank around operators, only the parentheses needed.
impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operands, operator) = match self {
            Self::And { operands, .. } => (operands, " && "),
            Self::Or { operands, .. } => (operands, " || "),
            Self::Not { operand, .. } => {
                return if matches!(**operand, Self::Matcher(_) | Self::Not { .. }) {
                    write!(f, "!{operand}")
                } else {
                    write!(f, "!({operand})")
                };
            }
            Self::Matcher(matcher) => return matcher.kind.fmt(f),
        };
        for (index, operand) in operands.iter().enumerate() {
            if index > 0 {
                f.write_str(operator)?;
            }
            match (self, operand) {
                (Self::And { .. }, Self::Or { .. }) => write!(f, "({operand})")?,
                _ => operand.fmt(f)?,
            }
        }
        Ok(())
    }
}
