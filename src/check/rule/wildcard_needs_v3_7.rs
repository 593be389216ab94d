use crate::check::view::phrases::MATCH;
use crate::check::view::rule_view::MOST_FINDINGS;
use crate::check::{Check, Context, MatcherSet, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::rule::{HostPattern, InvalidHost, Matcher, ProblemKind, Rule};
use crate::traefik::change;

/// A wildcard for a Traefik that knows none.
pub static CODE: Code = Code {
    name: "wildcard-needs-v3-7",
    severity: Severity::Warning,
    summary: "HostSNI takes wildcards from Traefik v3.7 on: an older one disables the router",
    explanation: include_str!("wildcard_needs_v3_7.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if context.table.changes().has(&change::WILDCARD_HOSTS) {
        return;
    }
    let message = format!("wildcards need Traefik 3.7; {} disables the router", context.version);
    for rule in context.rules.iter().filter(|rule| rule.matchers.has(MatcherSet::WILDCARD)) {
        for (matcher, suffix) in rule.sound().into_iter().flat_map(wildcards).take(MOST_FINDINGS) {
            let instead = format!("HostSNIRegexp(`^[^.]+\\.{}$`)", suffix.to_lowercase().replace('.', "\\."));
            let place = rule.place(context.sources, matcher.argument.clone());
            let edit = rule.edit(context.sources, matcher.range.clone(), &instead);
            // Safe where the suffix has no meaning of its own in a pattern: the two match the same names.
            let evident = suffix.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.'));
            diagnostics.push(
                Diagnostic::new(&CODE, place, message.clone())
                    .help(format!("use {}: {instead}", rule.notation().words(&MATCH)))
                    .fixes(edit.map(|edit| Fix::of(format!("write {instead}"), evident, vec![edit]))),
            );
        }
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

fn wildcards(rule: &Rule) -> impl Iterator<Item = (&Matcher, &str)> {
    rule.hosts().filter_map(|(matcher, host, _)| match host {
        HostPattern::Wildcard(suffix) => Some((matcher, suffix.as_str())),
        _ => None,
    })
}
