use super::{unknown_allowed_code, unused_allow};
use crate::desired::{Allow, Covers, DesiredState, Named};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Spanned;

/// Takes out the warnings that an `allow` speaks for, and warns of every `allow` that nothing needs. In a state that
/// could not be read whole (`complete` is false) a check may not have run, so no `allow` is called needless.
pub fn suppress(desired: &DesiredState, complete: bool, diagnostics: &mut Vec<Diagnostic>) {
    let mut notes = Vec::new();
    entries(&desired.routes, |body| &body.common.allow, complete, diagnostics, &mut notes);
    entries(&desired.middlewares, |body| &body.common.allow, complete, diagnostics, &mut notes);
    entries(&desired.servers_transports, |body| &body.common.allow, complete, diagnostics, &mut notes);
    entries(&desired.tls_options, |body| &body.common.allow, complete, diagnostics, &mut notes);
    entries(&desired.tls_stores, |body| &body.common.allow, complete, diagnostics, &mut notes);
    for allow in &desired.allow {
        apply(allow, complete, |_| true, diagnostics, &mut notes);
    }
    diagnostics.append(&mut notes);
}

fn entries<T: Covers>(
    entries: &[Named<T>],
    allowed: impl Fn(&T) -> &Option<Spanned<Vec<Allow>>>,
    complete: bool,
    diagnostics: &mut Vec<Diagnostic>,
    notes: &mut Vec<Diagnostic>,
) {
    for entry in entries {
        for allow in allowed(&entry.body).iter().flat_map(|list| &list.value) {
            apply(allow, complete, |found| entry.covers(found.span), diagnostics, notes);
        }
    }
}

/// One `allow`: it speaks for the warnings of its code that are `its` own.
fn apply(
    allow: &Allow,
    complete: bool,
    its: impl Fn(&Diagnostic) -> bool,
    diagnostics: &mut Vec<Diagnostic>,
    notes: &mut Vec<Diagnostic>,
) {
    let Some(code) = &allow.code else { return };
    if let Some(note) = unknown_allowed_code::check(code) {
        notes.push(note);
        return;
    }
    let before = diagnostics.len();
    diagnostics.retain(|found| found.severity != Severity::Warning || found.code.name != code.as_str() || !its(found));
    if diagnostics.len() == before && complete {
        notes.push(unused_allow::diagnostic(code));
    }
}
