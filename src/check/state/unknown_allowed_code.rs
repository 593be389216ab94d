use crate::check::edit::suggestions::did_you_mean;
use crate::check::{CODES, Check, code};
use crate::diagnostic::{Code, Diagnostic, Severity, closest};
use crate::source::Text;

/// An `allow` of a code that does not exist, or of an error.
pub static CODE: Code = Code {
    name: "unknown-allowed-code",
    severity: Severity::Error,
    summary: "the code of an `allow` is not a warning of tcpgen",
    explanation: include_str!("unknown_allowed_code.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[] };

/// Whether a code can be allowed at all.
pub(super) fn check(allowed: &Text) -> Option<Diagnostic> {
    match code(allowed) {
        Some(known) if known.severity != Severity::Error => return None,
        Some(_) => {
            let message = format!("`{}` is an error and cannot be allowed", allowed.as_str());
            return Some(
                Diagnostic::new(&CODE, allowed.span, message)
                    .help("fix what it reports; only warnings and advice can be allowed"),
            );
        }
        None => {}
    }
    let warnings = CODES.iter().filter(|known| known.severity != Severity::Error).map(|known| known.name);
    let found = Diagnostic::new(&CODE, allowed.span, format!("`{}` is not the code of a warning", allowed.as_str()));
    Some(match closest(allowed, warnings) {
        // A code that is guessed would silence a warning that nobody meant to allow.
        Some(near) => did_you_mean(found, allowed.span, near),
        None => found.help("`tcpgen explain` lists all codes"),
    })
}
