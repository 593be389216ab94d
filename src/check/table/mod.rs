//! Checks of routers against each other: what the routing table comes to for all connections.

pub(crate) mod analyses;
pub(crate) mod crowds;
pub(crate) mod routed;

super::checks! {
    ambiguous_priority,
    analysis_cut_short,
    guard_fails_open,
    plain_catch_all_conflict,
    shadowed_by_longer_rule,
    unreachable_rule,
}
