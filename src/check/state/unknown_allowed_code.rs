use crate::check::edit::suggestions::did_you_mean;
use crate::check::{CODES, Check};
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

/// Whether `code` can be allowed at all.
pub(super) fn check(code: &Text) -> Option<Diagnostic> {
    let warnings = || CODES.iter().filter(|known| known.severity != Severity::Error).map(|known| known.name);
    if warnings().any(|known| known == code.as_str()) {
        return None;
    }
    if CODES.iter().any(|known| known.name == code.as_str()) {
        let message = format!("`{}` is an error and cannot be allowed", code.as_str());
        return Some(
            Diagnostic::new(&CODE, code.span, message)
                .help("fix what it reports; only warnings and advice can be allowed"),
        );
    }
    let found = Diagnostic::new(&CODE, code.span, format!("`{}` is not the code of a warning", code.as_str()));
    Some(match closest(code, warnings()) {
        // A code that is guessed would silence a warning that nobody meant to allow.
        Some(near) => did_you_mean(found, code.span, near),
        None => found.help("`tcpgen explain` lists all codes"),
    })
}
