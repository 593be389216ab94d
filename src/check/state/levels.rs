use crate::check::code;
use crate::desired::DesiredState;
use crate::diagnostic::{Diagnostic, Levels, Severity};

/// Gives each diagnostic the level that `[lints]`, or over it `levels`, sets for its code, and leaves out those that are
/// not to be reported. With `strict`, what is a warning then becomes an error.
pub fn set_levels(desired: &DesiredState, levels: &Levels, strict: bool, diagnostics: &mut Vec<Diagnostic>) {
    let levels = of_state(desired).overlaid(levels);
    diagnostics.retain_mut(|found| {
        let Some(severity) = levels.severity(found.code, found.severity) else { return false };
        found.severity = if strict && severity == Severity::Warning { Severity::Error } else { severity };
        true
    });
}

/// What the state files set; of two files the later one wins, as with all facts. Codes that do not exist are reported by
/// `invalid-lint`.
fn of_state(desired: &DesiredState) -> Levels {
    let mut levels = Levels::default();
    for lint in &desired.lints {
        if let Some(code) = code(&lint.code) {
            levels.set(code, lint.level.value);
        }
    }
    levels
}
