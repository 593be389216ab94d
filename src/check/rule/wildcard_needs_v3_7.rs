use std::ops::Range;

use crate::check::view::phrases::MATCH;
use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::rule::{InvalidHost, Problem, ProblemKind};
use crate::traefik::change;

/// A wildcard for a Traefik that knows none.
pub static CODE: Code = Code {
    name: "wildcard-needs-v3-7",
    severity: Severity::Warning,
    summary: "HostSNI accepts wildcards since Traefik v3.7: older versions disable the router",
    explanation: include_str!("wildcard_needs_v3_7.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if context.table.changes().has(&change::WILDCARD_HOSTS) {
        return;
    }
    let since = change::WILDCARD_HOSTS.after(context.version).unwrap_or_default();
    let message = format!("wildcards need Traefik {since}; {} disables the router", context.version);
    for (rule, problem) in context.problems() {
        let ProblemKind::InvalidHost { host, reason: InvalidHost::WildcardTooEarly } = &problem.kind else { continue };
        let suffix = host.trim_start_matches("*.");
        let instead = format!("HostSNIRegexp(`^[^.]+\\.{}$`)", suffix.to_lowercase().replace('.', "\\."));
        let place = rule.place(context.sources, problem.range.clone());
        let edit = matcher(rule, problem).and_then(|range| rule.edit(context.sources, range, &instead));
        // Safe where the suffix has no meaning of its own in a pattern: the two match the same names.
        let evident = suffix.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.'));
        diagnostics.push(
            Diagnostic::new(&CODE, place, message.clone())
                .help(format!("use {}: {instead}", rule.notation().words(&MATCH)))
                .fixes(edit.map(|edit| Fix::of(format!("write {instead}"), evident, vec![edit]))),
        );
    }
    // In the v2 syntax a wildcard is no host name at all.
    for (rule, problem) in context.problems().filter(|_| context.version.is_v2()) {
        let ProblemKind::InvalidHost { host, reason: InvalidHost::WildcardInV2 } = &problem.kind else { continue };
        let suffix = host.trim_start_matches("*.");
        let place = rule.place(context.sources, problem.range.clone());
        let found = Diagnostic::new(&CODE, place, message.clone());
        let key = rule.notation().words(&MATCH);
        diagnostics.push(found.help(format!("use {key}: HostSNIRegexp(`{{sub:[^.]+}}.{suffix}`)")));
    }
}

/// The whole matcher whose argument has the problem.
fn matcher(rule: &RuleView<'_>, problem: &Problem) -> Option<Range<usize>> {
    let hosts = rule.router.reading().declared_hosts();
    hosts.iter().find(|host| host.argument == problem.range).map(|host| host.matcher.clone())
}
