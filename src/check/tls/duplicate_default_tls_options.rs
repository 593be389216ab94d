use crate::check::tls::second_default::second_defaults;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::Kind;

/// Several TLSOptions called `default`.
pub static CODE: Code = Code {
    name: "duplicate-default-tls-options",
    severity: Severity::Warning,
    summary: "several TLSOptions are named `default`: Traefik drops them all and uses its own defaults",
    explanation: include_str!("duplicate_default_tls_options.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `buildTLSOptions` in `pkg/provider/kubernetes/crd/kubernetes.go`.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (first, other) in second_defaults(context, Kind::TlsOption) {
        diagnostics.push(
            Diagnostic::new(
                &CODE,
                other.span,
                "there is a second TLSOption called `default`: Traefik drops them all and keeps its own defaults",
            )
            .related(first.span, "the first one")
            .help("keep one `default` for all namespaces, and give the other a name of its own"),
        );
    }
}
