//! What a state file says of Traefik, as the routing decision wants it.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use crate::desired::DesiredState;
use crate::routing::{EntryPoint, Environment, ObjectName};

/// The facts of a state: its `[traefik]`, `[entry_points]` and `[services]`. Where it declares no entry point, those
/// that its routes name exist.
pub fn environment(desired: &DesiredState) -> Environment {
    let traefik = &desired.traefik;
    let entry_points = desired.entry_points.iter().map(|entry| EntryPoint {
        name: entry.key.value.clone(),
        http_hosts: hosts(entry.body.http_hosts.as_ref().map(|hosts| &hosts.value)),
        as_default: false,
    });
    Environment {
        entry_points: entry_points.collect(),
        assume_entry_points: desired.entry_points.is_empty(),
        allow_cross_namespace: traefik.allow_cross_namespace.is_some_and(|allow| allow.value),
        ingress_class: traefik.ingress_class_name.as_ref().map(|class| class.value.clone()),
        version: traefik.version(),
        empty_services: empty_services(desired),
        ..Environment::default()
    }
}

fn hosts(written: Option<&Vec<crate::source::Text>>) -> Vec<SmolStr> {
    written.into_iter().flatten().map(|host| host.value.clone()).collect()
}

/// Services that are declared with an empty list of addresses.
fn empty_services(desired: &DesiredState) -> BTreeSet<ObjectName> {
    let empty = desired.services.iter().filter(|entry| {
        let addresses = entry.body.addresses.as_ref();
        addresses.is_some_and(|addresses| addresses.value.is_empty())
    });
    empty
        .map(|entry| {
            let own = desired.namespace_at(entry.key.span);
            let (namespace, name) = entry.key.split_once('/').unwrap_or((own, entry.key.as_str()));
            ObjectName::new(namespace, name)
        })
        .collect()
}
