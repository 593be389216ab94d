use crate::check::edit::suggestions::{Suggestions, did_you_mean};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::Spec;

/// A curve that Traefik does not know.
pub static CODE: Code = Code {
    name: "unknown-curve",
    severity: Severity::Warning,
    summary: "Traefik does not know an elliptic curve: connections of the routes are closed",
    explanation: include_str!("unknown_curve.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `CurveIDs` in `pkg/tls/certificate.go`.
const KNOWN: [&str; 14] = [
    "CurveP256",
    "CurveP384",
    "CurveP521",
    "SecP256r1MLKEM768",
    "SecP384r1MLKEM1024",
    "X25519",
    "X25519MLKEM768",
    "secp256r1",
    "secp256r1mlkem768",
    "secp384r1",
    "secp384r1mlkem1024",
    "secp521r1",
    "x25519",
    "x25519mlkem768",
];

/// `buildTLSConfig` in `pkg/tls/tlsmanager.go` fails with `invalid CurveID in curvePreferences`.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut suggestions = Suggestions::new();
    for options in context.resources.objects().iter().filter(|object| !object.external) {
        let Spec::TlsOption(options) = &options.spec else { continue };
        for curve in options.curve_preferences.iter().filter(|curve| !KNOWN.contains(&curve.as_str())) {
            let message = format!("the curve `{}` is unknown: Traefik closes all connections", curve.as_str());
            let found = Diagnostic::new(&CODE, curve.span, message);
            diagnostics.push(match suggestions.closest(curve, KNOWN) {
                Some(near) => did_you_mean(found, curve.span, near),
                None => found.help("write one of `CurveP256`, `CurveP384`, `CurveP521`, `X25519`, `X25519MLKEM768`"),
            });
        }
    }
}
