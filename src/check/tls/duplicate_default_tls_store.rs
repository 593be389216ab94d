use crate::check::tls::second_default::second_defaults;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::Kind;

/// Several TLSStores called `default`.
pub static CODE: Code = Code {
    name: "duplicate-default-tls-store",
    severity: Severity::Warning,
    summary: "several TLSStores are named `default`: Traefik drops their default certificates",
    explanation: include_str!("duplicate_default_tls_store.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `buildTLSStores` in `pkg/provider/kubernetes/crd/kubernetes.go`.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (first, other) in second_defaults(context, Kind::TlsStore) {
        diagnostics.push(
            Diagnostic::new(
                &CODE,
                other.span,
                "there is a second TLSStore called `default`: Traefik drops their default certificates",
            )
            .related(first.span, "the first one")
            .help("keep one `default` for all namespaces, and give the other a name of its own"),
        );
    }
}
