use smol_str::SmolStr;

use super::guard::GuardKind;
use super::{Router, RoutingTable};

/// Something on which it depends whether a router forwards a client that its allow lists let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A middleware that exists elsewhere, so that nothing is known of it.
    Unknown(SmolStr),
    /// A middleware that lets so many connections of one address through at once.
    Limit(SmolStr, i64),
}

impl RoutingTable {
    /// The conditions of a router, in the order of its middlewares.
    pub fn conditions<'t>(&'t self, router: &'t Router) -> impl Iterator<Item = Condition> + 't {
        let guards = router.guards.iter().filter_map(|&guard| self.guards.get(guard as usize));
        guards.filter_map(|guard| match guard.kind {
            GuardKind::Unknown => Some(Condition::Unknown(guard.name.clone())),
            GuardKind::InFlight(amount) => Some(Condition::Limit(guard.name.clone(), amount)),
            GuardKind::AllowList(_) => None,
        })
    }
}
