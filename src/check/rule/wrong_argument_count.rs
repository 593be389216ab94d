use crate::check::view::rule_view::RuleView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::rule::{Problem, ProblemKind};

/// A matcher with no argument, or with several.
pub static CODE: Code = Code {
    name: "wrong-argument-count",
    severity: Severity::Error,
    summary: "a matcher does not have exactly one argument: Traefik disables the router",
    explanation: include_str!("wrong_argument_count.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (rule, problem) in context.problems() {
        let ProblemKind::WrongArgumentCount { matcher, got } = problem.kind else { continue };
        let place = rule.place(context.sources, problem.range.clone());
        diagnostics.push(if got == 0 {
            Diagnostic::new(&CODE, place, format!("`{matcher}` has no argument"))
                .help(format!("specify what to match: {matcher}(`...`)"))
        } else {
            let found = Diagnostic::new(&CODE, place, format!("`{matcher}` has {got} arguments; Traefik v3 takes one"));
            match alternatives(rule, problem, matcher.as_str()) {
                Some(instead) => {
                    let edit = rule.edit(context.sources, problem.range.clone(), &instead);
                    // Safe: Traefik v2 read several arguments as alternatives, and no other reading makes sense.
                    let fix = edit.map(|edit| Fix::of("write one matcher for each argument", true, vec![edit]));
                    found.help(format!("write {instead}")).fixes(fix)
                }
                None => found.help("write one matcher for each argument, with `||` between them"),
            }
        });
    }
}

/// The matcher once for each argument, in parentheses unless it is the whole rule.
fn alternatives(rule: &RuleView<'_>, problem: &Problem, matcher: &str) -> Option<String> {
    let text = &rule.rule.match_text.text;
    let call = text.get(problem.range.clone())?;
    let each: Vec<String> = arguments(call)?.into_iter().map(|argument| format!("{matcher}({argument})")).collect();
    let joined = each.join(" || ");
    Some(if text.trim() == call { joined } else { format!("({joined})") })
}

/// The quoted arguments of a call; none where anything but commas and blanks stands between them.
fn arguments(call: &str) -> Option<Vec<&str>> {
    let (_, inside) = call.split_once('(')?;
    let mut rest = inside.strip_suffix(')')?;
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',', '\n']);
        let quote = match rest.chars().next() {
            None => return Some(found),
            Some(quote @ ('`' | '"')) => quote,
            Some(_) => return None,
        };
        let mut escaped = false;
        let end = rest.char_indices().skip(1).find(|&(_, letter)| {
            let closes = letter == quote && !escaped;
            escaped = quote == '"' && letter == '\\' && !escaped;
            closes
        })?;
        let (argument, behind) = rest.split_at_checked(end.0 + 1)?;
        found.push(argument);
        rest = behind;
    }
}
