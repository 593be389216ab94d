use ipnet::IpNet;
use smol_str::SmolStr;

use crate::rule::{Expression, HostPattern, MatcherKind};

/// Something that a client must have for a rule to match, by which rules can be looked up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// This server name.
    Host(SmolStr),
    /// A server name with one label before this.
    Suffix(SmolStr),
    /// An address in this network.
    Network(IpNet),
    /// This protocol among those offered.
    Protocol(SmolStr),
    /// A server name that begins with this.
    Beginning(SmolStr),
    /// A server name that ends with this.
    End(SmolStr),
}

/// The keys of a rule.
#[derive(Debug)]
pub(super) struct Keys {
    /// A client that matches has at least one of these.
    pub any_of: Vec<Key>,
    /// Whether having one is also enough.
    pub enough: bool,
}

/// Whether a rule is looked up by what a client has, and not asked about every client. Many regular expressions may have the
/// same beginning or end, so those are not counted on.
pub(crate) fn is_indexed(expression: &Expression) -> bool {
    let is_rare = |key: &Key| !matches!(key, Key::Beginning(_) | Key::End(_));
    Keys::of(expression).is_some_and(|keys| keys.any_of.iter().all(is_rare))
}

impl Keys {
    /// The keys of a rule; none when a client may match without any, as with `*`, `!`, and regular
    /// expressions that may begin and end with anything.
    pub fn of(expression: &Expression) -> Option<Self> {
        match expression {
            Expression::Matcher(matcher) => Self::of_matcher(&matcher.kind),
            Expression::Not { .. } => None,
            Expression::Or { operands, .. } => {
                let mut all = Self { any_of: Vec::with_capacity(operands.len()), enough: true };
                for operand in operands {
                    let keys = Self::of(operand)?;
                    all.any_of.extend(keys.any_of);
                    all.enough &= keys.enough;
                }
                Some(all)
            }
            Expression::And { operands, .. } => {
                let best = operands.iter().filter_map(Self::of).min_by_key(Self::cost)?;
                Some(Self { any_of: best.any_of, enough: false })
            }
        }
    }

    fn of_matcher(matcher: &MatcherKind) -> Option<Self> {
        let one = |key, enough| Some(Self { any_of: vec![key], enough });
        match matcher {
            MatcherKind::HostSni(HostPattern::Exact(host)) => one(Key::Host(host.clone()), true),
            MatcherKind::HostSni(HostPattern::Wildcard(suffix)) => one(Key::Suffix(suffix.clone()), true),
            MatcherKind::HostSni(HostPattern::Never(_)) => Some(Self { any_of: Vec::new(), enough: true }),
            MatcherKind::HostSni(host @ HostPattern::Dotted(_)) => one(Key::Host(host.name()?.into()), false),
            MatcherKind::ClientIp(range) => one(Key::Network(range.network()), true),
            MatcherKind::Alpn(protocol) => one(Key::Protocol(protocol.clone()), true),
            MatcherKind::HostSniRegexp(pattern) => {
                let end = || pattern.end().cloned().map(Key::End);
                one(pattern.beginning().cloned().map(Key::Beginning).or_else(end)?, false)
            }
            MatcherKind::HostSni(HostPattern::CatchAll | HostPattern::AnyName) => None,
        }
    }

    /// How many clients the keys let through, very roughly: server names are rare, then addresses, then networks.
    fn cost(&self) -> (u8, usize) {
        let kind = |key: &Key| match key {
            Key::Host(_) => 0,
            Key::Suffix(_) => 1,
            Key::Network(network) if network.prefix_len() == network.max_prefix_len() => 1,
            Key::Network(_) => 2,
            Key::Protocol(_) => 3,
            Key::Beginning(_) | Key::End(_) => 4,
        };
        (self.any_of.iter().map(kind).max().unwrap_or(0), self.any_of.len())
    }
}
