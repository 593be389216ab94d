use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::rule::ProblemKind;
use crate::source_range::InvalidSourceRangeReason as Reason;

/// A `ClientIP` argument that is neither address nor network.
pub static CODE: Code = Code {
    name: "invalid-client-ip",
    severity: Severity::Error,
    summary: "a ClientIP argument is neither an address nor a network: Traefik disables the router",
    explanation: include_str!("invalid_client_ip.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (rule, problem) in context.problems() {
        let ProblemKind::InvalidClientIp(invalid) = &problem.kind else { continue };
        let place = rule.place(context.sources, problem.range.clone());
        let help = match invalid.reason {
            Reason::List => "write one ClientIP for each entry, with `||` between them".to_owned(),
            Reason::Zone => "write the address without its zone".to_owned(),
            Reason::Port => "write the address without its port".to_owned(),
            Reason::PrefixTooLong { longest } => format!("the prefix length is at most {longest}"),
            Reason::Blank => "write it without blanks".to_owned(),
            _ => "write an address (`10.0.0.1`, `2001:db8::1`) or a network (`10.0.0.0/8`)".to_owned(),
        };
        diagnostics.push(Diagnostic::new(&CODE, place, invalid.to_string()).help(help));
    }
}
