use crate::check::view::phrases::TLS;
use crate::check::{Check, Context, MatcherSet, NamelessClients, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A router without TLS that is enabled and takes no client.
pub static CODE: Code = Code {
    name: "never-matches-plain",
    severity: Severity::Warning,
    summary: "a rule without `tls` can never match: plain clients send neither a server name nor protocols",
    explanation: include_str!("never_matches_plain.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

/// Exact: the rule is evaluated as Traefik does it for plain clients, for one address of each stretch that it tells apart.
fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // Where not all of the route could be read, a `tls` may be missing.
    if !rule.object.whole
        || rule.has_tls()
        || rule.meant().is_none_or(|rule| rule.plain_tls_violation().is_some())
        || rule.nameless() != NamelessClients::None
    {
        return;
    }
    let message = format!(
        "this rule matches no client: without {} there is neither a server name nor ALPN",
        rule.notation().words(&TLS)
    );
    diagnostics.push(Diagnostic::new(&CODE, rule.whole(), message).help(help(context, rule)));
}

fn help(context: &Context<'_>, rule: &RuleView<'_>) -> String {
    let tls = MatcherSet::NAME.or(MatcherSet::WILDCARD).or(MatcherSet::REGEXP).or(MatcherSet::ALPN);
    if !rule.matchers.has(tls) {
        return "HostSNI(`*`) matches every client, and ClientIP those of a network".to_owned();
    }
    let plain = "remove all that asks for TLS and keep HostSNI(`*`) or ClientIP";
    if rule.tls_can_help(context) {
        return format!("give the route {}, or {plain}", rule.notation().words(&TLS));
    }
    rule.if_spoken(plain)
}
