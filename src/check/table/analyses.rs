//! Checks of the whole routing table: what is found there, reported where it was written.

use crate::analysis::{Finding, analyse};
use crate::check::Context;
use crate::check::table::routed::Routed;
use crate::check::table::{
    ambiguous_priority, analysis_cut_short, crowds, guard_fails_open, shadowed_by_longer_rule, unreachable_rule,
};
use crate::diagnostic::Diagnostic;

/// Looks at the routing table, where any routers may meet. What is wrong with one rule alone was said before.
pub(crate) fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !crowds::may_meet(context) {
        return;
    }
    let findings = analyse(context.table);
    if findings.is_empty() {
        return;
    }
    let routed = Routed::new(context);
    let mut found = Vec::new();
    for finding in &findings {
        match finding {
            Finding::Unreachable(it) if it.by_length && it.instead.is_some() => {
                shadowed_by_longer_rule::of_rule(&routed, it, diagnostics, &mut found);
            }
            Finding::Unreachable(it) => unreachable_rule::check(&routed, it, diagnostics, &mut found),
            Finding::Shadowed(it) => shadowed_by_longer_rule::of_alternative(&routed, it, &mut found),
            Finding::Ambiguous(it) => ambiguous_priority::check(&routed, it, diagnostics, &mut found),
            Finding::FailsOpen(it) => guard_fails_open::check(&routed, it, diagnostics, &mut found),
            Finding::CutShort(it) => analysis_cut_short::check(&routed, it, &mut found),
        }
    }
    diagnostics.append(&mut found);
}
