use ipnet::IpNet;
use smol_str::SmolStr;

use crate::rule::{Expression, HostPattern, Matcher, MatcherKind};

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
}

/// The keys of a rule.
#[derive(Debug)]
pub(super) struct Keys {
    /// A client that matches has at least one of these.
    pub any_of: Vec<Key>,
    /// Whether having one is also enough.
    pub enough: bool,
}

impl Keys {
    /// The keys of a rule; none when a client may match without any, as with `*`, regular expressions and `!`.
    pub fn of(expression: &Expression) -> Option<Self> {
        match expression {
            Expression::Matcher(matcher) => Some(Self { any_of: vec![key(matcher)?], enough: true }),
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

    /// How many clients the keys let through, very roughly: server names are rare, then addresses, then networks.
    fn cost(&self) -> (u8, usize) {
        let kind = |key: &Key| match key {
            Key::Host(_) => 0,
            Key::Suffix(_) => 1,
            Key::Network(network) if network.prefix_len() == network.max_prefix_len() => 1,
            Key::Network(_) => 2,
            Key::Protocol(_) => 3,
        };
        (self.any_of.iter().map(kind).max().unwrap_or(0), self.any_of.len())
    }
}

fn key(matcher: &Matcher) -> Option<Key> {
    match &matcher.kind {
        MatcherKind::HostSni(HostPattern::Exact(host)) => Some(Key::Host(host.clone())),
        MatcherKind::HostSni(HostPattern::Wildcard(suffix)) => Some(Key::Suffix(suffix.clone())),
        MatcherKind::ClientIp(range) => Some(Key::Network(range.network())),
        MatcherKind::Alpn(protocol) => Some(Key::Protocol(protocol.clone())),
        MatcherKind::HostSni(_) | MatcherKind::HostSniRegexp(_) => None,
    }
}
