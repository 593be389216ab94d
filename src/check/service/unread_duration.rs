use crate::check::service::duration::{Reading, bare, durations, read};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Object, ServersTransportTcp};

/// A duration that Traefik reads as 0.
pub static CODE: Code = Code {
    name: "unread-duration",
    severity: Severity::Warning,
    summary: "Traefik cannot parse a duration that the API server accepts, and uses 0",
    explanation: include_str!("unread_duration.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::ServersTransport(check)] };

/// `Duration.Set` in `github.com/traefik/paerser/types/duration.go` stores 0 when Go's `time.ParseDuration` fails.
fn check(_: &Context<'_>, _: &Object, transport: &ServersTransportTcp, diagnostics: &mut Vec<Diagnostic>) {
    for (key, duration) in durations(transport).filter(|(_, duration)| read(duration) == Reading::Unread) {
        let message = match bare(duration) {
            Some(_) => format!("`{duration}` seconds are more than Traefik can count"),
            None => format!("`{duration}` cannot be read: Traefik takes 0 for `{key}`"),
        };
        diagnostics.push(
            Diagnostic::new(&CODE, duration.span(), message)
                .help("give every number a unit, and stay below 292 years: `5m30s`, `500ms`"),
        );
    }
}
