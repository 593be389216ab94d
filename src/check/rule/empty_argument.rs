use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::rule::{MatcherName, ProblemKind};

/// A matcher whose argument is empty.
pub static CODE: Code = Code {
    name: "empty-argument",
    severity: Severity::Error,
    summary: "a matcher's argument is empty: Traefik disables the router",
    explanation: include_str!("empty_argument.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (rule, problem) in context.problems() {
        let ProblemKind::EmptyArgument { matcher } = problem.kind else { continue };
        let place = rule.place(context.sources, problem.range.clone());
        let help = match matcher {
            MatcherName::HostSni => "write a server name, or `*` for every client",
            MatcherName::HostSniRegexp => "write a regular expression; `.*` matches every client",
            MatcherName::ClientIp => "write an address or a network, `10.0.0.0/8`",
            MatcherName::Alpn => "write a protocol's name, `h2`",
        };
        diagnostics.push(Diagnostic::new(&CODE, place, format!("`{matcher}` has an empty argument")).help(help));
    }
}
