use crate::check::view::rule_view::MOST_FINDINGS;
use crate::check::{Check, Context, MatcherSet, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::rule::{Syntax, v3_of_template};

/// A template of v2's HostSNIRegexp in a rule of v3.
pub static CODE: Code = Code {
    name: "v2-template",
    severity: Severity::Warning,
    summary: "a HostSNIRegexp has a template of Traefik v2, which v3 reads as an expression that never matches",
    explanation: include_str!("v2_template.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

/// To Go's regular expressions `{name:` is the text that it is, and no server name has a brace
/// (`pkg/muxer/tcp/matcher.go`, `hostSNIRegexp`).
fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !rule.matchers.has(MatcherSet::REGEXP) {
        return;
    }
    let Some(parsed) = rule.meant().filter(|parsed| parsed.syntax() == Syntax::V3) else { return };
    for (matcher, pattern, _) in parsed.patterns().take(MOST_FINDINGS) {
        let Some(meant) = v3_of_template(pattern.source()) else { continue };
        let place = rule.place(context.sources, matcher.argument.clone());
        let edit = rule.edit(context.sources, matcher.argument.clone(), &format!("`{meant}`"));
        diagnostics.push(
            Diagnostic::new(&CODE, place, "this is a template of Traefik v2; in v3 it matches no server name")
                .help(format!("write the regular expression: `{meant}`"))
                .fixes(edit.map(|edit| Fix::of(format!("write `{meant}`"), false, vec![edit]))),
        );
    }
}
