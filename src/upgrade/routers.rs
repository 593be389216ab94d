//! Which routers Traefik treats otherwise.

use serde::Serialize;
use smol_str::SmolStr;

use super::ending::Server;
use super::mixtures::{Mixtures, Turns};
use crate::routing::{ObjectName, Router, RoutingTable, Status};

/// A router that Traefik treats otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RouterDifference {
    /// The route.
    pub router: ObjectName,
    /// Which of its rules it comes from, counted from 0.
    pub index: usize,
    /// The rule.
    pub rule: SmolStr,
    /// The router under the old version.
    pub old: RouterState,
    /// The router under the new version.
    pub new: RouterState,
}

/// What a version makes of a router.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RouterState {
    /// Its full name in Traefik.
    pub name: SmolStr,
    /// Its status.
    pub status: Status,
    /// Why it is not simply enabled, in Traefik's words.
    pub errors: Vec<String>,
    /// The same in the user's terms.
    pub why: Vec<String>,
    /// Its servers.
    pub servers: Vec<Server>,
}

impl RouterState {
    fn new(router: &Router) -> Self {
        Self {
            name: router.name().clone(),
            status: router.status,
            errors: router.errors(),
            why: router.faults.iter().map(ToString::to_string).collect(),
            servers: router.backends().iter().map(Server::new).collect(),
        }
    }

    /// Whether two are the same but for their names.
    fn is_like(&self, other: &Self) -> bool {
        let Self { name: _, status, errors, why, servers } = self;
        (status, errors, why, servers) == (&other.status, &other.errors, &other.why, &other.servers)
    }
}

/// All of them, in the order of the objects, each with its cause. A router that has another name and is treated otherwise
/// beside is there twice: the two have causes of their own.
pub(super) fn differences([old, new]: [&RoutingTable; 2], mixtures: &Mixtures<'_>) -> Vec<(Turns, RouterDifference)> {
    let mut found = Vec::new();
    // The texts are the same, so both tables have the same routers in the same order.
    for (place, (before, after)) in old.routers().iter().zip(new.routers()).enumerate() {
        let [old, new] = [before, after].map(RouterState::new);
        let at = |table: &RoutingTable| table.routers().get(place).map(RouterState::new);
        let mut add = |cause: Turns| {
            let (router, index, rule) = (before.object.clone(), before.index, before.rule.clone());
            found.push((cause, RouterDifference { router, index, rule, old: old.clone(), new: new.clone() }));
        };
        if !old.is_like(&new) {
            add(mixtures.cause(|table| at(table).is_some_and(|state| state.is_like(&new))));
        }
        if old.name != new.name {
            add(mixtures.cause(|table| at(table).is_some_and(|state| state.name == new.name)));
        }
    }
    found
}
