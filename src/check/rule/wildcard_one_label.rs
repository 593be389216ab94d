use crate::check::protocol::served_names::ServedNames;
use crate::check::view::rule_view::MOST_FINDINGS;
use crate::check::{Check, Context, EntryPointView, MatcherSet, RuleView, Run};
use foldhash::{HashMap, HashSet, HashSetExt as _};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::rule::{Expression, HostPattern, Matcher, MatcherKind, Rule};
use crate::source::{Span, Text};

/// A wildcard that somebody takes for more than one label.
pub static CODE: Code = Code {
    name: "wildcard-one-label",
    severity: Severity::Advice,
    summary: "the wildcard of a route matches exactly one label, and so misses a name that the route seems to be for",
    explanation: include_str!("wildcard_one_label.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::EntryPoints(check)] };

/// Fires on evidence alone: a rule that excludes a name which its wildcard does not match anyway, and a certificate for
/// a name that no rule of the entry point serves.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !context.rules.iter().any(|rule| rule.matchers.has(MatcherSet::WILDCARD)) {
        return;
    }
    for rule in wildcards(&context.rules.iter().collect::<Vec<_>>()) {
        for (wildcard, suffix, excluded, name) in needless_exclusions(rule).into_iter().take(MOST_FINDINGS) {
            let place = rule.place(context.sources, excluded.argument.clone());
            let message =
                format!("`*.{suffix}` does not match `{name}` anyway: the wildcard matches exactly one label");
            let related = rule.place(context.sources, wildcard.argument.clone());
            diagnostics.push(
                Diagnostic::new(&CODE, place, message)
                    .help("take the exclusion out, or use HostSNIRegexp for several labels")
                    .related(related, "the wildcard"),
            );
        }
    }
    let mut seen = HashSet::new();
    for listener in &context.listeners {
        certificates(context, listener, &mut seen, diagnostics);
    }
}

fn wildcards<'r, 'a>(rules: &[&'r RuleView<'a>]) -> Vec<&'r RuleView<'a>> {
    rules
        .iter()
        .copied()
        .filter(|rule| rule.has_tls() && rule.router.is_listed() && rule.matchers.has(MatcherSet::WILDCARD))
        .collect()
}

/// Negated names beside a wildcard that they lie under, and that does not match them.
fn needless_exclusions<'r>(rule: &'r RuleView<'_>) -> Vec<(&'r Matcher, &'r str, &'r Matcher, &'r str)> {
    let Some(Expression::And { operands, .. }) = rule.live().map(Rule::expression) else {
        return Vec::new();
    };
    let wildcards: HashMap<&str, &Matcher> = operands.iter().filter_map(wildcard).collect();
    let excluded = operands.iter().filter_map(|operand| match operand {
        Expression::Not { operand, .. } => exact(operand),
        _ => None,
    });
    let needless = excluded.filter_map(|(name, matcher)| {
        let (suffix, wildcard) = unmatched_under(name, |suffix| wildcards.get(suffix).copied())?;
        Some((wildcard, suffix, matcher, name))
    });
    needless.collect()
}

fn wildcard(expression: &Expression) -> Option<(&str, &Matcher)> {
    match expression {
        Expression::Matcher(matcher) => match &matcher.kind {
            MatcherKind::HostSni(HostPattern::Wildcard(suffix)) => Some((suffix.as_str(), matcher)),
            _ => None,
        },
        _ => None,
    }
}

fn exact(expression: &Expression) -> Option<(&str, &Matcher)> {
    match expression {
        Expression::Matcher(matcher) => match &matcher.kind {
            MatcherKind::HostSni(HostPattern::Exact(name)) => Some((name.as_str(), matcher)),
            _ => None,
        },
        _ => None,
    }
}

/// The wildcard that `name` is no match of though it is its suffix, or lies more than one label under it.
fn unmatched_under<'n, T>(name: &'n str, wildcard: impl Fn(&str) -> Option<T>) -> Option<(&'n str, T)> {
    let parent = |name: &'n str| name.split_once('.').map(|(_, parent)| parent);
    if parent(name).is_some_and(|parent| wildcard(parent).is_some()) {
        return None;
    }
    let deeper = parent(name).and_then(parent);
    std::iter::once(name)
        .chain(std::iter::successors(deeper, |name| parent(name)))
        .find_map(|suffix| Some((suffix, wildcard(suffix)?)))
}

/// Names that a route gets a certificate for and that nothing on the entry point serves.
fn certificates(
    context: &Context<'_>,
    listener: &EntryPointView<'_>,
    seen: &mut HashSet<(Span, Span)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let rules: Vec<&RuleView<'_>> = context.at(&listener.tls).collect();
    let with_domains = |rule: &&RuleView<'_>| rule.terminates() && domains(rule).next().is_some();
    let candidates: Vec<_> = wildcards(&rules).into_iter().filter(with_domains).collect();
    if candidates.is_empty() {
        return;
    }
    let Some(served) = ServedNames::of(&rules, listener) else { return };
    for rule in candidates {
        let hosts = rule.live().into_iter().flat_map(Rule::hosts).filter(|(_, _, negated)| !negated);
        let own: HashMap<&str, &Matcher> = hosts
            .filter_map(|(matcher, host, _)| match host {
                HostPattern::Wildcard(suffix) => Some((suffix.as_str(), matcher)),
                _ => None,
            })
            .collect();
        let names = domains(rule).map(|domain| (domain, domain.to_lowercase()));
        let unserved = names.filter_map(|(domain, name)| {
            let (suffix, matcher) = unmatched_under(&name, |suffix| own.get(suffix).copied())?;
            (!served.holds(&name))
                .then(|| (domain, matcher, format!("`*.{suffix}` does not match `{name}`"), name.clone()))
        });
        for (domain, matcher, message, name) in unserved.take(MOST_FINDINGS) {
            let place = rule.place(context.sources, matcher.argument.clone());
            if !seen.insert((place, domain.span)) {
                continue;
            }
            diagnostics.push(
                Diagnostic::new(&CODE, place, message + ", for which the route has a certificate")
                    .help(format!("a wildcard matches exactly one label: add `{name}` to the names"))
                    .related(domain.span, "the certificate is for this name too"),
            );
        }
    }
}

/// The names of a route's certificate, wildcards left out.
fn domains<'r>(rule: &'r RuleView<'_>) -> impl Iterator<Item = &'r Text> {
    let domains = rule.route.tls.iter().flat_map(|tls| &tls.domains);
    let names = domains.flat_map(|domain| domain.main.iter().chain(&domain.sans));
    names.filter(|name| !name.starts_with('*'))
}
