use std::fmt;
use std::ops::Range;

use smol_str::SmolStr;

use super::client::Client;
use super::go_quote::{argument, push_argument};
use super::host_pattern::HostPattern;
use super::matcher_name::MatcherName;
use super::pattern::Pattern;
use crate::source_range::SourceRange;

/// One condition of a rule. A v2 matcher of several arguments is an [`Or`](super::Expression::Or) of these.
#[derive(Clone, Debug)]
pub struct Matcher {
    /// What it asks of the client.
    pub kind: MatcherKind,
    /// The matcher's name as it was written: `HOSTSNI`, say.
    pub spelling: SmolStr,
    /// The whole call, in bytes of the rule's text.
    pub range: Range<usize>,
    /// The argument with its quotes, in bytes of the rule's text.
    pub argument: Range<usize>,
}

/// What a [`Matcher`] asks of the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MatcherKind {
    /// `HostSNI`
    HostSni(HostPattern),
    /// `HostSNIRegexp`
    HostSniRegexp(Pattern),
    /// `ClientIP`
    ClientIp(SourceRange),
    /// `ALPN`: compared as it is, case included, with each protocol that the client offers.
    Alpn(SmolStr),
}

impl MatcherKind {
    /// Which of the four it is.
    pub fn name(&self) -> MatcherName {
        match self {
            Self::HostSni(_) => MatcherName::HostSni,
            Self::HostSniRegexp(_) => MatcherName::HostSniRegexp,
            Self::ClientIp(_) => MatcherName::ClientIp,
            Self::Alpn(_) => MatcherName::Alpn,
        }
    }

    /// Whether the client is one of those asked for; `None` where that cannot be told (see [`Pattern::is_match`] and
    /// [`HostPattern::Dotted`]).
    pub fn matches(&self, client: &Client<'_>) -> Option<bool> {
        match self {
            Self::HostSni(host) => host.matches(client),
            Self::HostSniRegexp(pattern) => pattern.is_match(client.sni()),
            Self::ClientIp(range) => Some(range.contains(client.address())),
            Self::Alpn(protocol) => Some(client.alpn().contains(&protocol.as_str())),
        }
    }
}

/// The matcher in canonical v3 form.
impl fmt::Display for MatcherKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = match self {
            // v3 has no word for it; any one character makes a name.
            Self::HostSni(HostPattern::AnyName) => return f.write_str("HostSNIRegexp(`(?s).`)"),
            Self::HostSni(host) => host.to_argument(),
            Self::HostSniRegexp(pattern) => pattern.to_argument(),
            Self::ClientIp(range) => range.to_string(),
            Self::Alpn(protocol) => protocol.to_string(),
        };
        write!(f, "{}({})", self.name(), argument(&written))
    }
}

/// The rule of a route that serves these hosts: ``HostSNI(`a`) || HostSNI(`b`)``. Nothing is checked; no hosts make an
/// empty rule.
pub fn host_sni(hosts: &[&str]) -> String {
    let mut rule = String::with_capacity(hosts.iter().map(|host| host.len() + "HostSNI(``) || ".len()).sum());
    for (index, host) in hosts.iter().enumerate() {
        rule.push_str(if index == 0 { "HostSNI(" } else { " || HostSNI(" });
        push_argument(&mut rule, host);
        rule.push(')');
    }
    rule
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_joined_and_quoted() {
        assert_eq!(host_sni(&["*"]), "HostSNI(`*`)");
        assert_eq!(host_sni(&["a.example.com", "*.b"]), "HostSNI(`a.example.com`) || HostSNI(`*.b`)");
        assert_eq!(host_sni(&["a`\\b"]), r#"HostSNI("a`\\b")"#);
        assert_eq!(host_sni(&[]), "");
    }
}
