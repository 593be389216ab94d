use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A scenario that does nothing.
pub static CODE: Code = Code {
    name: "scenario-without-steps",
    severity: Severity::Error,
    summary: "a scenario has no steps, so it cannot fail",
    explanation: include_str!("scenario_without_steps.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `always` is tried after each step, so without steps it is never tried.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !context.complete {
        return;
    }
    for scenario in &context.desired.scenarios {
        let Some(steps) = scenario.body.steps.as_ref().filter(|steps| steps.is_empty()) else { continue };
        let message = format!("scenario `{}` has no steps, so it proves nothing", scenario.key.as_str());
        diagnostics.push(Diagnostic::new(&CODE, steps.span, message).help(
            "try a connection: `{ connect = { entry_point = \"NAME\", client_ip = \"10.0.0.1\" }, expect = \"forwarded\" }`",
        ));
    }
}
