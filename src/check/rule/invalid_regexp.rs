use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::rule::{ProblemKind, RegexpErrorKind};

/// A `HostSNIRegexp` argument that Go's regular expressions refuse.
pub static CODE: Code = Code {
    name: "invalid-regexp",
    severity: Severity::Error,
    summary: "Traefik cannot parse a regular expression and disables the router",
    explanation: include_str!("invalid_regexp.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (rule, problem) in context.problems() {
        let (message, help) = match &problem.kind {
            ProblemKind::InvalidRegexp { reason, .. } => (
                format!("the regular expression cannot be read: {} in `{}`", reason.kind, reason.fragment),
                help(reason.kind).to_owned(),
            ),
            ProblemKind::NonAsciiRegexp { .. } => (
                "the regular expression is not ASCII".to_owned(),
                "server names are ASCII; write an international name in its `xn--` form".to_owned(),
            ),
            ProblemKind::InvalidTemplate { reason, .. } => (
                format!("the template cannot be read: {reason}"),
                "a template of the v2 syntax is `{name}` or `{name:pattern}`: `{sub:[a-z]+}.example.com`".to_owned(),
            ),
            _ => continue,
        };
        let place = rule.place(context.sources, problem.range.clone());
        diagnostics.push(Diagnostic::new(&CODE, place, message).help(help));
    }
}

fn help(kind: RegexpErrorKind) -> &'static str {
    match kind {
        RegexpErrorKind::PerlOperator | RegexpErrorKind::NamedCapture => {
            "Go has no lookaround; use a second matcher and `!`: HostSNIRegexp(`..`) && !HostSNI(`x`)"
        }
        RegexpErrorKind::Escape => "Go has no back references, and only the usual escapes; a dot is `\\.`",
        RegexpErrorKind::RepeatCount => "a count is at most 1000, and the lower one comes first",
        RegexpErrorKind::MissingRepeatArgument | RegexpErrorKind::NestedRepeat => {
            "`*`, `+` and `?` follow what they repeat; any text is `.*`"
        }
        RegexpErrorKind::MissingParenthesis | RegexpErrorKind::UnexpectedParenthesis => {
            "close each `(` with one `)`; a parenthesis as such is `\\(`"
        }
        _ => "see Go's regular expressions, https://pkg.go.dev/regexp/syntax",
    }
}
