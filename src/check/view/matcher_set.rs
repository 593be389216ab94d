use crate::rule::{HostPattern, MatcherKind, Rule};

/// Which kinds of matchers a rule has anywhere, so that most checks need not walk most rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MatcherSet(u8);

impl MatcherSet {
    /// ``HostSNI(`*.example.com`)``
    pub const WILDCARD: Self = Self(1);
    /// `HostSNIRegexp`
    pub const REGEXP: Self = Self(1 << 1);
    /// `ClientIP`
    pub const CLIENT_IP: Self = Self(1 << 2);
    /// `ALPN`
    pub const ALPN: Self = Self(1 << 3);
    /// `HostSNI` of one name
    pub const NAME: Self = Self(1 << 4);

    /// The matchers of a rule.
    pub fn of(rule: &Rule) -> Self {
        if rule.is_catch_all() {
            return Self::default();
        }
        let bits = rule.matchers().map(|(matcher, _)| match &matcher.kind {
            MatcherKind::HostSni(HostPattern::Wildcard(_)) => Self::WILDCARD.0,
            MatcherKind::HostSni(HostPattern::Exact(_) | HostPattern::Never(_) | HostPattern::Dotted(_)) => {
                Self::NAME.0
            }
            MatcherKind::HostSni(HostPattern::CatchAll | HostPattern::AnyName) => 0,
            MatcherKind::HostSniRegexp(_) => Self::REGEXP.0,
            MatcherKind::ClientIp(_) => Self::CLIENT_IP.0,
            MatcherKind::Alpn(_) => Self::ALPN.0,
        });
        Self(bits.fold(0, |all, bit| all | bit))
    }

    /// Whether any of `other` is among them.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
