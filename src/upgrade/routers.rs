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
}

/// All of them, in the order of the objects, each with its cause.
pub(super) fn differences(
    [old, new]: [&RoutingTable; 2],
    mixtures: &Mixtures<'_>,
) -> Vec<(Turns, RouterDifference)> {
    // The texts are the same, so both tables have the same routers in the same order.
    let pairs = old.routers().iter().zip(new.routers()).enumerate();
    let differing = pairs.filter_map(|(place, (before, after))| {
        let states = [before, after].map(RouterState::new);
        let [old, new] = states;
        (old != new).then(|| {
            let is_new = |table: &RoutingTable| table.routers().get(place).is_some_and(|it| RouterState::new(it) == new);
            let cause = mixtures.cause(is_new);
            let (router, index, rule) = (before.object.clone(), before.index, before.rule.clone());
            (cause, RouterDifference { router, index, rule, old, new })
        })
    });
    differing.collect()
}
