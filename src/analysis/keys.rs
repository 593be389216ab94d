use smol_str::SmolStr;

use crate::rule::{Expression, HostPattern, MatcherKind, Pattern};

/// A part of all server names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// This name.
    Host(SmolStr),
    /// The names one label under this.
    Suffix(SmolStr),
}

/// The names that a rule can match, when these are few: a client that matches has one of them. None where it is not
/// told by exact names and wildcards alone.
pub(crate) fn keys(expression: &Expression) -> Option<Vec<Key>> {
    match expression {
        Expression::Matcher(matcher) => match &matcher.kind {
            MatcherKind::HostSni(HostPattern::Exact(name)) => Some(vec![Key::Host(name.clone())]),
            MatcherKind::HostSni(HostPattern::Wildcard(suffix)) => Some(vec![Key::Suffix(suffix.clone())]),
            MatcherKind::HostSni(HostPattern::Never(_)) => Some(Vec::new()),
            MatcherKind::HostSni(host @ HostPattern::Dotted(_)) => Some(vec![Key::Host(host.name()?.into())]),
            _ => None,
        },
        Expression::Not { .. } => None,
        Expression::Or { operands, .. } => {
            let all: Option<Vec<_>> = operands.iter().map(keys).collect();
            all.map(|all| all.concat())
        }
        Expression::And { operands, .. } => {
            // Exact names are fewer than wildcards, and what has no key is all names.
            let wildcards = |keys: &Vec<Key>| keys.iter().filter(|key| matches!(key, Key::Suffix(_))).count();
            operands.iter().filter_map(keys).min_by_key(|keys| (wildcards(keys), keys.len()))
        }
    }
}

/// A regular expression that every name matches which an expression does, if there is one.
pub(super) fn pattern(expression: &Expression) -> Option<&Pattern> {
    match expression {
        Expression::Matcher(matcher) => match &matcher.kind {
            MatcherKind::HostSniRegexp(pattern) => Some(pattern),
            _ => None,
        },
        Expression::And { operands, .. } => operands.iter().find_map(pattern),
        Expression::Not { .. } | Expression::Or { .. } => None,
    }
}

impl Key {
    /// Whether the two have a name in common.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let is_under = |name: &SmolStr, suffix: &SmolStr| name.split_once('.').is_some_and(|(_, rest)| rest == suffix);
        match (self, other) {
            (Self::Host(name), Self::Suffix(suffix)) | (Self::Suffix(suffix), Self::Host(name)) => {
                is_under(name, suffix)
            }
            _ => self == other,
        }
    }
}

/// Whether all names that a rule can match are exact ones.
pub(super) fn are_exact(keys: Option<&[Key]>) -> bool {
    keys.is_some_and(|keys| keys.iter().all(|key| matches!(key, Key::Host(_))))
}
