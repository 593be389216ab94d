use crate::check::service::left_out::left_out;
use crate::check::view::phrases::NATIVE_LB;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::Skip;

/// A Service without an address of its own.
pub static CODE: Code = Code {
    name: "headless-native-lb",
    severity: Severity::Warning,
    summary: "connections are to go to the address of a Service that has none",
    explanation: include_str!("headless_native_lb.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `getNativeServiceAddress` in `pkg/provider/kubernetes/crd/kubernetes.go`.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for found in left_out(context, Skip::Headless) {
        let name = &found.skipped.service;
        let message = format!("the Service `{name}` is headless, and has no address: {}", found.effect());
        let place = found.service.native_lb.map_or(found.service.name.span, |native| native.span);
        let native = found.rule.notation_of(found.service).words(&NATIVE_LB);
        diagnostics.push(
            Diagnostic::new(&CODE, place, message)
                .help(format!("set {native} to false: connections then go to its endpoints")),
        );
    }
}
