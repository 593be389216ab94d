use crate::check::view::rule_view::MOST_FINDINGS;
use crate::check::{Check, Context, MatcherSet, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Severity};
use crate::rule::{Matcher, Pattern, Syntax, v3_of_template};

/// A HostSNIRegexp that matches more names than it spells out.
pub static CODE: Code = Code {
    name: "unanchored-regexp",
    severity: Severity::Advice,
    summary: "a HostSNIRegexp is not anchored: it also matches longer names",
    explanation: include_str!("unanchored_regexp.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

/// Templates of the v2 syntax are anchored by Traefik.
fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !rule.has_tls() || !rule.matchers.has(MatcherSet::REGEXP) {
        return;
    }
    let Some(parsed) = rule.meant().filter(|parsed| parsed.syntax() == Syntax::V3) else { return };
    // A template of v2 has a finding of its own.
    let expressions = parsed.patterns().filter(|(_, pattern, _)| v3_of_template(pattern.source()).is_none());
    let open = expressions.map(|(matcher, pattern, _)| (matcher, pattern, open_ends(pattern)));
    for (matcher, pattern, (start, end)) in open.filter(|(_, _, ends)| *ends != (false, false)).take(MOST_FINDINGS) {
        let where_ = match (start, end) {
            (true, true) => "before and behind it",
            (true, false) => "before it",
            (false, true) => "behind it",
            (false, false) => continue,
        };
        let place = rule.place(context.sources, matcher.argument.clone());
        let message = format!("the pattern matches names with anything {where_}");
        let found = Diagnostic::new(&CODE, place, message);
        let instead = anchored(pattern.source(), start, end);
        diagnostics.push(
            found
                .help(format!("anchor it: `{}`; where more is meant, write `.*`", instead.concat()))
                .fixes(fix(context, rule, matcher, &instead)),
        );
    }
}

/// Whether anything may come before the match, and behind it, without the pattern saying so.
fn open_ends(pattern: &Pattern) -> (bool, bool) {
    // What matches such unlike names is meant for any name.
    if pattern.matches_everything() || ["a", "0", "-.-"].iter().all(|name| pattern.is_match(name) == Some(true)) {
        return (false, false);
    }
    let source = pattern.source();
    let says_any_start = [".*", ".+", "(.*", "(.+"].iter().any(|any| source.starts_with(any));
    let says_any_end =
        [".*", ".+", ".*)", ".+)"].iter().any(|any| source.strip_suffix(any).is_some_and(|rest| !rest.ends_with('\\')));
    (!pattern.is_anchored_at_start() && !says_any_start, !pattern.is_anchored_at_end() && !says_any_end)
}

/// What comes before the pattern, the pattern, and what comes behind it.
fn anchored(source: &str, start: bool, end: bool) -> [String; 3] {
    let group = source.contains('|');
    let before = format!("{}{}", if start { "^" } else { "" }, if group { "(?:" } else { "" });
    let behind = format!("{}{}", if group { ")" } else { "" }, if end { "$" } else { "" });
    [before, source.to_owned(), behind]
}

fn fix(context: &Context<'_>, rule: &RuleView<'_>, matcher: &Matcher, instead: &[String; 3]) -> Option<Fix> {
    let [before, source, behind] = instead;
    let first = matcher.argument.start + 1;
    let last = matcher.argument.end.checked_sub(1)?;
    let edits: Option<Vec<Edit>> = [(first, before), (last, behind)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(at, text)| rule.edit(context.sources, at..at, text))
        .collect();
    Some(Fix::of(format!("write `{before}{source}{behind}`"), false, edits?))
}
