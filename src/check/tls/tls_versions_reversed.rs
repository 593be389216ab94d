use crate::check::view::notation::Notation;
use crate::check::view::phrases::MAX_VERSION;
use crate::check::{Check, Context, Run};
use crate::desired::TLS_VERSIONS;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Object, TlsOption};

/// TLS versions that leave none.
pub static CODE: Code = Code {
    name: "tls-versions-reversed",
    severity: Severity::Warning,
    summary: "the minimum TLS version is above the maximum: no client can connect",
    explanation: include_str!("tls_versions_reversed.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::TlsOptions(check)] };

/// `buildTLSConfig` in `pkg/tls/tlsmanager.go` hands both to Go, which then supports no version.
fn check(_: &Context<'_>, object: &Object, options: &TlsOption, diagnostics: &mut Vec<Diagnostic>) {
    let (Some(lowest), Some(highest)) = (&options.min_version, &options.max_version) else { return };
    let rank = |version: &str| TLS_VERSIONS.iter().position(|known| *known == version);
    if rank(lowest).zip(rank(highest)).is_some_and(|(lowest, highest)| lowest > highest) {
        let message = format!("`{}` is above `{}`: no handshake can succeed", lowest.as_str(), highest.as_str());
        diagnostics.push(
            Diagnostic::new(&CODE, lowest.span, message)
                .related(highest.span, "the highest version")
                .help(format!("swap the two, or leave {} out", Notation::of(object).words(&MAX_VERSION))),
        );
    }
}
