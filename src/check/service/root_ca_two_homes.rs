use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Object, ServersTransportTcp};

/// An authority with two homes.
pub static CODE: Code = Code {
    name: "root-ca-two-homes",
    severity: Severity::Error,
    summary: "an item of `root_cas` has both a Secret and a ConfigMap",
    explanation: include_str!("root_ca_two_homes.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::ServersTransport(check)] };

/// The validation rule of `rootCAs` in the ServersTransportTCP CRD.
fn check(_: &Context<'_>, _: &Object, transport: &ServersTransportTcp, diagnostics: &mut Vec<Diagnostic>) {
    for ca in transport.tls.iter().flat_map(|tls| &tls.root_cas) {
        if let (Some(secret), Some(config_map)) = (&ca.secret, &ca.config_map) {
            diagnostics.push(
                Diagnostic::new(&CODE, config_map.span, "an authority is in a Secret or in a ConfigMap, not in both")
                    .related(secret.span, "the Secret")
                    .help("keep one of the two, or make two items of them"),
            );
        }
    }
}
