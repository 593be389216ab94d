use crate::check::service::duration::bare;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::resource::{Object, ServersTransportTcp};

/// A termination delay without a unit.
pub static CODE: Code = Code {
    name: "bare-duration",
    severity: Severity::Advice,
    summary: "a number without a unit is in seconds in a servers transport, but was in milliseconds in the old field",
    explanation: include_str!("bare_duration.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::ServersTransport(check)] };

/// `Duration.Set` in `github.com/traefik/paerser/types/duration.go`: suffix-less digits are seconds. The other durations
/// of a servers transport were never counted in anything else.
fn check(_: &Context<'_>, _: &Object, transport: &ServersTransportTcp, diagnostics: &mut Vec<Diagnostic>) {
    let Some(delay) = &transport.termination_delay else { return };
    let Some(number) = bare(delay).filter(|number| *number > 0) else { return };
    let offered =
        |unit: &str| Fix::offered(format!("write `{number}{unit}`"), delay.span(), format!("\"{number}{unit}\""));
    diagnostics.push(
        Diagnostic::new(&CODE, delay.span(), format!("without a unit these are {number} seconds"))
            .help(format!("add the unit: `\"{number}ms\"` or `\"{number}s\"`"))
            .fix(offered("ms"))
            .fix(offered("s")),
    );
}
