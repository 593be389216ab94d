use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// An entry point on a port that does not exist.
pub static CODE: Code = Code {
    name: "invalid-entry-point-port",
    severity: Severity::Error,
    summary: "an entry point's port is not a valid port",
    explanation: include_str!("invalid_entry_point_port.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `port` and `exposed_port` of every entry point.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for entry in &context.desired.entry_points {
        let ports = [entry.body.port, entry.body.exposed_port];
        for port in ports.into_iter().flatten().filter(|port| !(1..=65535).contains(&port.value)) {
            let message = format!("entry point `{}` cannot have the port {}", entry.key.as_str(), port.value);
            diagnostics.push(Diagnostic::new(&CODE, port.span, message).help("write a number from 1 to 65535"));
        }
    }
}
