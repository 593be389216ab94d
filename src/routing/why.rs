//! Why a rule matches a client, or does not: the matchers that settle it, in words.

use crate::rule::{Client, Expression, HostPattern, Matcher, MatcherKind, Verdict};

/// How many alternatives are listed one by one.
const MANY: usize = 4;

/// The reason for a verdict on a client. `unread` says that the client may send a server name, at which Traefik does
/// not look.
pub(super) fn why(expression: &Expression, client: &Client<'_>, verdict: Verdict, unread: bool) -> String {
    Why { client, unread }.tell(expression, verdict)
}

struct Why<'a> {
    client: &'a Client<'a>,
    unread: bool,
}

impl Why<'_> {
    /// Why the expression came to the verdict, which it did.
    fn tell(&self, expression: &Expression, verdict: Verdict) -> String {
        match expression {
            Expression::Matcher(matcher) => self.matcher(matcher, verdict),
            Expression::Not { operand, .. } => {
                let inner = self.tell(operand, opposite(verdict));
                if verdict == Verdict::Differs { format!("{inner}, which the rule excludes") } else { inner }
            }
            // One operand settles it when an `||` matches or an `&&` does not; otherwise all of them together do.
            Expression::Or { operands, .. } => self.join(operands, verdict, verdict != Verdict::Differs),
            Expression::And { operands, .. } => self.join(operands, verdict, verdict != Verdict::Matches),
        }
    }

    fn join(&self, operands: &[Expression], verdict: Verdict, one_is_enough: bool) -> String {
        let settles = |operand: &&Expression| operand.evaluate(self.client) == verdict;
        if one_is_enough {
            return operands.iter().find(settles).map_or_else(String::new, |operand| self.tell(operand, verdict));
        }
        if let Some(together) = self.hosts(operands, verdict) {
            return together;
        }
        let told: Vec<_> = operands.iter().take(MANY).map(|operand| self.tell(operand, verdict)).collect();
        let more = operands.len().saturating_sub(MANY);
        let joined = told.join(if verdict == Verdict::Matches { " and " } else { ", and " });
        if more == 0 { joined } else { format!("{joined}, and so on ({more} more)") }
    }

    /// A list of server names of which none is the client's, reported together.
    fn hosts(&self, operands: &[Expression], verdict: Verdict) -> Option<String> {
        let host = |operand: &Expression| match operand {
            Expression::Matcher(Matcher { kind: MatcherKind::HostSni(host), .. }) => Some(format!("`{}`", shown(host))),
            _ => None,
        };
        let hosts = operands.iter().map(host).collect::<Option<Vec<_>>>().filter(|_| verdict == Verdict::Differs)?;
        let more = hosts.len().saturating_sub(MANY);
        let listed = hosts.get(..MANY).unwrap_or(&hosts).join(", ");
        let listed = if more == 0 { listed } else { format!("{listed} and {more} more") };
        Some(match self.client.sni() {
            "" => format!("{}, and the rule asks for one of {listed}", self.nameless()),
            sni => format!("server name `{sni}` is none of {listed}"),
        })
    }

    fn matcher(&self, matcher: &Matcher, verdict: Verdict) -> String {
        let met = verdict == Verdict::Matches;
        let not = if met { "" } else { "not " };
        match &matcher.kind {
            MatcherKind::HostSni(HostPattern::CatchAll) => "`*` matches every connection".to_owned(),
            MatcherKind::HostSni(host) => match (host, self.client.sni()) {
                (_, "") => format!("{}, and the rule asks for `{}`", self.nameless(), shown(host)),
                (HostPattern::Wildcard(_), sni) => {
                    format!("server name `{sni}` is {not}one label before `{}`", tail(host))
                }
                (HostPattern::Never(written), _) => {
                    format!("no client's server name is ever `{written}` to this Traefik")
                }
                (HostPattern::Dotted(written), sni) if verdict == Verdict::Unknown => format!(
                    "`{written}` is `{sni}` once Traefik has cut its dots, one with each client it was compared with in vain"
                ),
                (_, sni) => format!("server name `{sni}` is {not}`{}`", shown(host)),
            },
            MatcherKind::HostSniRegexp(pattern) => {
                let name = match self.client.sni() {
                    "" => format!("{}, and the empty one", self.nameless()),
                    sni => format!("server name `{sni}`"),
                };
                let pattern = pattern.source();
                match verdict {
                    Verdict::Matches => format!("{name} matches `{pattern}`"),
                    Verdict::Differs => format!("{name} does not match `{pattern}`"),
                    Verdict::Unknown => format!("tcpgen cannot tell whether {name} matches `{pattern}`"),
                }
            }
            MatcherKind::ClientIp(range) => format!("client address {} is {not}in {range}", self.client.address()),
            MatcherKind::Alpn(protocol) => match self.client.alpn() {
                [] if !met => format!("{}, and the rule asks for `{protocol}`", self.wordless()),
                _ if met => format!("the client offers protocol `{protocol}`"),
                _ => format!("the client does not offer protocol `{protocol}`"),
            },
        }
    }

    fn nameless(&self) -> &'static str {
        if self.unread { "Traefik reads no server name here" } else { "the client sends no server name" }
    }

    fn wordless(&self) -> &'static str {
        if self.unread { "Traefik reads no ALPN protocols here" } else { "the client offers no ALPN protocol" }
    }
}

fn opposite(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Matches => Verdict::Differs,
        Verdict::Differs => Verdict::Matches,
        Verdict::Unknown => Verdict::Unknown,
    }
}

fn shown(host: &HostPattern) -> String {
    match host {
        HostPattern::CatchAll | HostPattern::AnyName => "*".to_owned(),
        HostPattern::Exact(name) | HostPattern::Never(name) | HostPattern::Dotted(name) => name.to_string(),
        HostPattern::Wildcard(suffix) => format!("*.{suffix}"),
    }
}

fn tail(host: &HostPattern) -> String {
    shown(host).trim_start_matches('*').to_owned()
}
