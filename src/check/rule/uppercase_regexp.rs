use crate::check::view::rule_view::MOST_FINDINGS;
use crate::check::{Check, Context, MatcherSet, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::rule::{Matcher, Rule};

/// A HostSNIRegexp that asks for upper case.
pub static CODE: Code = Code {
    name: "uppercase-regexp",
    severity: Severity::Warning,
    summary: "a HostSNIRegexp requires upper-case letters: server names are compared in lower case",
    explanation: include_str!("uppercase_regexp.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

/// Traefik lowers the server name and compiles the pattern as it is (`pkg/muxer/tcp/mux.go`, `NewConnData`).
fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !rule.has_tls() || !rule.matchers.has(MatcherSet::REGEXP) {
        return;
    }
    for matcher in shouting(rule).take(MOST_FINDINGS) {
        let place = rule.place(context.sources, matcher.argument.clone());
        let message = "the pattern never matches: it asks for upper case, and server names come in lower case";
        let at = matcher.argument.start + 1;
        let edit = rule.edit(context.sources, at..at, "(?i)");
        // A longer rule has a higher priority. Where the matcher is all of the rule, no connection comes by it yet.
        let alone = rule.rule.match_text.text.len() == matcher.range.len();
        diagnostics.push(
            Diagnostic::new(&CODE, place, message)
                .help("write it in lower case, or put `(?i)` in front")
                .fixes(edit.map(|edit| Fix::of("put `(?i)` in front", alone, vec![edit]))),
        );
    }
}

/// The patterns of which every match has an upper-case letter.
fn shouting<'r>(rule: &'r RuleView<'_>) -> impl Iterator<Item = &'r Matcher> {
    let patterns = rule.meant().into_iter().flat_map(Rule::patterns);
    patterns.filter(|(_, pattern, _)| pattern.needs_upper_case()).map(|(matcher, _, _)| matcher)
}
