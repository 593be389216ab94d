use std::fmt;
use std::ops::Range;

use smol_str::SmolStr;

use super::client::Client;
use super::expression::Expression;
use super::host_pattern::HostPattern;
use super::matcher::{Matcher, MatcherKind};
use super::pattern::Pattern;
use super::syntax::{Language, Syntax};
use super::verdict::Verdict;
use crate::source_range::SourceRange;
use crate::traefik::change;

/// A rule that Traefik takes.
#[derive(Clone, Debug)]
pub struct Rule {
    pub(super) text: Box<str>,
    pub(super) language: Language,
    pub(super) expression: Expression,
    pub(super) declared: Vec<DeclaredHost>,
    pub(super) catch_all: bool,
}

/// A server name that a rule asks for or excludes: an argument of a `HostSNI` (Traefik's `ParseHostSNI`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredHost {
    /// The argument in lower case, otherwise as written; it need not be a valid host.
    pub name: SmolStr,
    /// Whether it stands under an odd number of `!`.
    pub negated: bool,
    /// The whole `HostSNI(..)`, in bytes of the rule's text.
    pub matcher: Range<usize>,
    /// The argument with its quotes, in bytes of the rule's text.
    pub argument: Range<usize>,
}

impl Rule {
    /// The rule as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The syntax in which it was read.
    pub fn syntax(&self) -> Syntax {
        self.language.syntax
    }

    /// The rule as a tree.
    pub fn expression(&self) -> &Expression {
        &self.expression
    }

    /// Whether the rule matches a client, as far as can be told: [`Verdict::Unknown`] is no match.
    pub fn matches(&self, client: &Client<'_>) -> bool {
        self.evaluate(client) == Verdict::Matches
    }

    /// Whether the rule matches a client (`pkg/muxer/tcp/mux.go`, `matchersTree.match`).
    pub fn evaluate(&self, client: &Client<'_>) -> Verdict {
        self.expression.evaluate(client)
    }

    /// The priority of a router that sets none, or 0: the length of the rule's text in bytes, and -1 for
    /// ``HostSNI(`*`)`` alone, in any spelling, parenthesised or negated (`mux.go`, `GetRulePriority`).
    pub fn default_priority(&self) -> i64 {
        priority(&self.text, self.catch_all)
    }

    /// Whether Traefik tries the router after HTTPS routers, as it does with ``HostSNI(`*`)`` alone, in any spelling,
    /// parenthesised or negated (`mux.go`, `AddRoute`).
    pub fn is_catch_all(&self) -> bool {
        self.catch_all
    }

    /// On a router without TLS: the first server name that the rule asks for, when it is not `*`. Traefik disables such
    /// a router, and looks at the first name alone (`pkg/server/router/tcp/manager.go`).
    /// [`change::NEGATED_HOSTS_LEFT_OUT`](crate::traefik::change::NEGATED_HOSTS_LEFT_OUT): before, negated names count.
    pub fn plain_tls_violation(&self) -> Option<&DeclaredHost> {
        violation(&self.declared, self.language)
    }

    /// The arguments of all `HostSNI` matchers that are not negated, left to right, `!` taken inwards.
    pub fn declared_hosts(&self) -> impl Iterator<Item = &DeclaredHost> + Clone {
        self.declared.iter().filter(|host| !host.negated)
    }

    /// Every matcher from left to right, with whether it is negated.
    pub fn matchers(&self) -> impl Iterator<Item = (&Matcher, bool)> {
        self.expression.matchers()
    }

    /// Every `HostSNI`, as [`Self::matchers`] gives them.
    pub fn hosts(&self) -> impl Iterator<Item = (&Matcher, &HostPattern, bool)> {
        self.matchers().filter_map(|(matcher, negated)| match &matcher.kind {
            MatcherKind::HostSni(host) => Some((matcher, host, negated)),
            _ => None,
        })
    }

    /// Every `HostSNIRegexp`, as [`Self::matchers`] gives them.
    pub fn patterns(&self) -> impl Iterator<Item = (&Matcher, &Pattern, bool)> {
        self.matchers().filter_map(|(matcher, negated)| match &matcher.kind {
            MatcherKind::HostSniRegexp(pattern) => Some((matcher, pattern, negated)),
            _ => None,
        })
    }

    /// Every `ClientIP`, as [`Self::matchers`] gives them.
    pub fn client_ips(&self) -> impl Iterator<Item = (&Matcher, &SourceRange, bool)> {
        self.matchers().filter_map(|(matcher, negated)| match &matcher.kind {
            MatcherKind::ClientIp(range) => Some((matcher, range, negated)),
            _ => None,
        })
    }

    /// Every `ALPN`, as [`Self::matchers`] gives them.
    pub fn protocols(&self) -> impl Iterator<Item = (&Matcher, &str, bool)> {
        self.matchers().filter_map(|(matcher, negated)| match &matcher.kind {
            MatcherKind::Alpn(protocol) => Some((matcher, protocol.as_str(), negated)),
            _ => None,
        })
    }
}

/// The rule's canonical v3 text; see [`Expression`].
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.expression.fmt(f)
    }
}

pub(super) fn priority(text: &str, catch_all: bool) -> i64 {
    if catch_all { -1 } else { i64::try_from(text.len()).unwrap_or(i64::MAX) }
}

pub(super) fn violation(declared: &[DeclaredHost], language: Language) -> Option<&DeclaredHost> {
    looked_at(declared, language).next().filter(|host| host.name != "*")
}

/// The names that Traefik looks at before it builds the rule.
pub(super) fn looked_at(declared: &[DeclaredHost], language: Language) -> impl Iterator<Item = &DeclaredHost> {
    let all = !language.changes.has(&change::NEGATED_HOSTS_LEFT_OUT);
    declared.iter().filter(move |host| all || !host.negated)
}
