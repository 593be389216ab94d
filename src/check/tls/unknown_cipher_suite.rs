use crate::check::edit::suggestions::{Suggestions, did_you_mean};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::Spec;

/// A cipher suite that Traefik does not know.
pub static CODE: Code = Code {
    name: "unknown-cipher-suite",
    severity: Severity::Warning,
    summary: "Traefik does not know a cipher suite: connections of the routes are closed",
    explanation: include_str!("unknown_cipher_suite.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `CipherSuites` in `pkg/tls/cipher.go`.
const KNOWN: [&str; 28] = [
    "TLS_AES_128_GCM_SHA256",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
    "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
    "TLS_FALLBACK_SCSV",
    "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
    "TLS_RSA_WITH_AES_128_CBC_SHA",
    "TLS_RSA_WITH_AES_128_CBC_SHA256",
    "TLS_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_RSA_WITH_AES_256_CBC_SHA",
    "TLS_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_RSA_WITH_RC4_128_SHA",
];

/// `buildTLSConfig` in `pkg/tls/tlsmanager.go` fails with `invalid CipherSuite`.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut suggestions = Suggestions::new();
    for options in context.resources.objects().iter().filter(|object| !object.external) {
        let Spec::TlsOption(options) = &options.spec else { continue };
        for suite in options.cipher_suites.iter().flatten().filter(|suite| !KNOWN.contains(&suite.as_str())) {
            let message = format!("the cipher suite `{}` is unknown: Traefik closes all connections", suite.as_str());
            let found = Diagnostic::new(&CODE, suite.span, message);
            diagnostics.push(match suggestions.closest(suite, KNOWN) {
                Some(near) => did_you_mean(found, suite.span, near),
                None => found.help("write a name of Go's crypto/tls, such as `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`"),
            });
        }
    }
}
