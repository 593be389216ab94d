//! Services that Traefik leaves out, which leave a rule with less than it names.

use crate::check::{Context, RuleView};
use crate::resource::ServiceTcp;
use crate::routing::{Fault, Skip, SkippedService};

/// A service that Traefik leaves out.
pub(crate) struct LeftOut<'c, 'a> {
    /// The rule that names it.
    pub rule: &'c RuleView<'a>,
    /// It.
    pub service: &'a ServiceTcp,
    /// Why.
    pub skipped: &'a SkippedService,
}

impl LeftOut<'_, '_> {
    /// What becomes of its connections.
    pub fn effect(&self) -> &'static str {
        if self.rule.router.faults.iter().any(|fault| matches!(fault, Fault::MissingService { .. })) {
            "Traefik disables the router, and its connections go to the next one that matches"
        } else {
            "Traefik leaves it out"
        }
    }
}

/// Those that it leaves out for one reason.
pub(crate) fn left_out<'c, 'a>(context: &'c Context<'a>, skip: Skip) -> impl Iterator<Item = LeftOut<'c, 'a>> {
    let skipped = context.rules.iter().flat_map(|rule| rule.router.skipped_services.iter().map(move |it| (rule, it)));
    skipped.filter(move |(_, skipped)| skipped.skip == skip).filter_map(|(rule, skipped)| {
        let service = rule.rule.services.get(skipped.place)?;
        Some(LeftOut { rule, service, skipped })
    })
}
