//! The two tables whose connections are compared.

use std::borrow::Cow;

use smol_str::SmolStr;

use super::Side;
use crate::analysis::compare::{Comparison, compare};
use crate::compilation::Compilation;
use crate::environment::environment;
use crate::resource::Resources;
use crate::routing::{EntryPoint, Environment};
use crate::source::Sources;

/// What is different for clients from the old state to the new one, each with its own environment as [`in_one_traefik`]
/// completes it.
pub fn between(old: &Compilation, new: &Compilation) -> Comparison {
    let sources = Sources::default();
    let [old, new] = [old, new].map(|compilation| Side::new(&sources, compilation));
    let [was, is] = [old, new].map(|side| Cow::Borrowed(side.objects));
    let [before, after] = [old, new].map(|side| in_one_traefik(&environment(&side.compilation.desired), &was, &is));
    compare(&old.table(&new, &was, &before), &new.table(&old, &is, &after))
}

/// The environment in which both states are compared. No Kubernetes object opens a port: an entry point that is not declared
/// and that one of the two states names exists for both.
pub fn in_one_traefik(environment: &Environment, old: &Resources, new: &Resources) -> Environment {
    let mut environment = environment.clone();
    if environment.assume_entry_points {
        let routes = [old, new].into_iter().flat_map(Resources::routes);
        let mut named: Vec<&SmolStr> =
            routes.flat_map(|(_, route)| &route.entry_points).map(|name| &name.value).collect();
        named.sort_unstable();
        named.dedup();
        let https = environment.https_hosts_elsewhere.clone();
        let entry_point = |name: &SmolStr| EntryPoint { http_hosts: https.clone(), ..EntryPoint::new(name.clone()) };
        environment.entry_points.extend(named.into_iter().map(entry_point));
        environment.entry_points.sort_by(|a, b| a.name.cmp(&b.name));
        environment.entry_points.dedup_by(|a, b| a.name == b.name);
    }
    environment
}
