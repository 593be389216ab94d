//! What Traefik will not do as it is written. One check, one file, one code; this file is the list of them.

mod catalogue;
mod context;
mod invalid_client_ip;
mod invalid_expectation;
mod invalid_step_range;
mod rule_view;
mod scenario_without_steps;
mod sni_without_tls;
mod suppress;
mod unknown_allowed_code;
mod unknown_entry_point;
mod unknown_scenario_entry;
mod unknown_scenario_entry_point;
mod unused_allow;

pub use catalogue::CODES;
pub use context::Context;
pub use rule_view::RuleView;
pub use suppress::suppress;

use crate::diagnostic::Diagnostic;

type Check = fn(&Context<'_>, &mut Vec<Diagnostic>);

/// Every check of a whole state. Those of a file's shape run while it is read ([`crate::desired::problem`]).
const CHECKS: &[Check] = &[
    invalid_client_ip::check,
    invalid_expectation::check,
    invalid_step_range::check,
    scenario_without_steps::check,
    sni_without_tls::check,
    unknown_entry_point::check,
    unknown_scenario_entry::check,
    unknown_scenario_entry_point::check,
];

/// Runs every check.
pub fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for check in CHECKS {
        check(context, diagnostics);
    }
}
