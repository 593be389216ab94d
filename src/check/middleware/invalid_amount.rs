use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{MiddlewareTcp, Object};

/// A limit that the CRD refuses.
pub static CODE: Code = Code {
    name: "invalid-amount",
    severity: Severity::Error,
    summary: "a limit of connections is negative",
    explanation: include_str!("invalid_amount.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Middleware(check)] };

/// `minimum: 0` in the MiddlewareTCP CRD.
fn check(_: &Context<'_>, _: &Object, middleware: &MiddlewareTcp, diagnostics: &mut Vec<Diagnostic>) {
    let amount = middleware.in_flight_conn.as_ref().and_then(|limit| limit.amount);
    if let Some(amount) = amount.filter(|amount| amount.value < 0) {
        diagnostics.push(
            Diagnostic::new(&CODE, amount.span, format!("there cannot be {} connections", amount.value))
                .help("write how many connections one client address may have at once"),
        );
    }
}
