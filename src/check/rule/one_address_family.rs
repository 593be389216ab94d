use crate::check::view::rule_view::MOST_FINDINGS;
use crate::check::{Check, Context, MatcherSet, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A ClientIP of every client of one address family.
pub static CODE: Code = Code {
    name: "one-address-family",
    severity: Severity::Advice,
    summary: "a ClientIP matches every IPv4 client and no IPv6 client, or the other way round",
    explanation: include_str!("one_address_family.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

/// A range holds addresses of its own family alone (`pkg/ip/checker.go`).
fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !rule.matchers.has(MatcherSet::CLIENT_IP) {
        return;
    }
    let Some(parsed) = rule.meant() else { return };
    let everyone = || parsed.client_ips().filter(|(_, range, negated)| !negated && range.is_everyone_of_its_family());
    // Beside a range of the other family, or a part of its own, it may be meant.
    let first = everyone().next().map(|(_, range, _)| range.network());
    if parsed.client_ips().any(|(_, range, _)| Some(range.network()) != first) {
        return;
    }
    for (matcher, range, _) in everyone().take(MOST_FINDINGS) {
        let (matched, missed, other) =
            if range.network().addr().is_ipv4() { ("IPv4", "IPv6", "::/0") } else { ("IPv6", "IPv4", "0.0.0.0/0") };
        let place = rule.place(context.sources, matcher.argument.clone());
        let message = format!("this matches every {matched} client, and no {missed} client");
        let help = format!("if everybody is meant, leave the matcher out, or add `|| ClientIP(`{other}`)`");
        diagnostics.push(Diagnostic::new(&CODE, place, message).help(help));
    }
}
