use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::rule::ProblemKind;

/// The protocol that Traefik keeps for itself.
pub static CODE: Code = Code {
    name: "reserved-alpn",
    severity: Severity::Error,
    summary: "a rule matches the ALPN protocol `acme-tls/1`: Traefik disables the router",
    explanation: include_str!("reserved_alpn.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (rule, problem) in context.problems() {
        let ProblemKind::ReservedAlpn { protocol } = &problem.kind else { continue };
        let place = rule.place(context.sources, problem.range.clone());
        let message = format!("`{protocol}` is kept for Traefik's own ACME challenges");
        diagnostics.push(Diagnostic::new(&CODE, place, message).help(
            "take the matcher out; to let a server answer challenges itself, pass its name through and set \
             `allowACMEByPass` on the entry point",
        ));
    }
}
