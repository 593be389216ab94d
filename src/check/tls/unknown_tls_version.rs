use crate::check::{Check, Context, Run};
use crate::desired::TLS_VERSIONS;
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::resource::{Object, TlsOption};

/// A TLS version that Traefik ignores.
pub static CODE: Code = Code {
    name: "unknown-tls-version",
    severity: Severity::Warning,
    summary: "Traefik does not know a TLS version: it is ignored",
    explanation: include_str!("unknown_tls_version.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::TlsOptions(check)] };

/// `buildTLSConfig` in `pkg/tls/tlsmanager.go`; observed on 3.7.15.
fn check(_: &Context<'_>, _: &Object, options: &TlsOption, diagnostics: &mut Vec<Diagnostic>) {
    for version in options.min_version.iter().chain(&options.max_version) {
        if TLS_VERSIONS.contains(&version.as_str()) {
            continue;
        }
        let message = format!("the TLS version `{}` is unknown: Traefik ignores it", version.as_str());
        let found = Diagnostic::new(&CODE, version.span, message);
        diagnostics.push(match meant(version) {
            Some(name) => found.help(format!("write `{name}`")).fix(Fix::repair(
                // The digits name one version.
                format!("write `{name}`"),
                version.span,
                format!("\"{name}\""),
            )),
            None => found.help(format!("write one of {}", TLS_VERSIONS.join(", "))),
        });
    }
}

/// `1.3`, `TLS1.3`, `TLSv1_3`, `VersionTls13`: the one whose digits are these.
fn meant(version: &str) -> Option<&'static str> {
    let digits: String = version.chars().filter(char::is_ascii_digit).collect();
    let letters: String =
        version.chars().filter(char::is_ascii_alphabetic).map(|letter| letter.to_ascii_lowercase()).collect();
    let known = ["", "v", "tls", "tlsv", "version", "versiontls"].contains(&letters.as_str());
    TLS_VERSIONS.into_iter().find(|name| known && name.ends_with(&digits) && digits.len() == 2)
}
