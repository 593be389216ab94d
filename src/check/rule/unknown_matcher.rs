use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::rule::ProblemKind;

/// A matcher that TCP rules do not have.
pub static CODE: Code = Code {
    name: "unknown-matcher",
    severity: Severity::Error,
    summary: "a rule uses a matcher that TCP routers do not have: Traefik disables the router",
    explanation: include_str!("unknown_matcher.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (rule, problem) in context.problems() {
        let ProblemKind::UnknownMatcher { name, suggestion, http } = &problem.kind else { continue };
        let place = rule.place(context.sources, problem.range.clone());
        let message = match suggestion {
            Some(meant) if meant.eq_ignore_ascii_case(name) => format!("`{name}` is not the spelling of `{meant}`"),
            _ if *http => format!("`{name}` looks into HTTP requests, which a TCP router does not see"),
            _ => format!("TCP routers have no matcher `{name}`"),
        };
        let found = Diagnostic::new(&CODE, place, message);
        diagnostics.push(match suggestion {
            Some(meant) => {
                // Another letter case leaves no doubt of what is meant. HTTP's word does: the route may be an HTTP route.
                let evident = meant.eq_ignore_ascii_case(name);
                let edit = rule.edit(context.sources, problem.range.clone(), meant);
                let fix = edit.map(|edit| Fix::of(format!("write `{meant}`"), evident, vec![edit]));
                found
                    .help(if evident || *http {
                        format!("write `{meant}`")
                    } else {
                        format!("did you mean `{meant}`?")
                    })
                    .fixes(fix)
            }
            None if *http => found.help("route by path, header or method with an HTTP router, an IngressRoute"),
            None => found.help("the matchers are `HostSNI`, `HostSNIRegexp`, `ClientIP` and `ALPN`"),
        });
    }
}
