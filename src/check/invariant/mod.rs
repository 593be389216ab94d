//! Checks of what the state file demands of all connections.

mod change;
pub(crate) mod remedy;
pub(crate) mod words;

super::checks! {
    broken_invariant,
    invalid_invariant,
    undecided_invariant,
    vacuous_invariant,
}
