//! What a state knows of Services, Secrets and ConfigMaps.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use crate::desired::{self, DesiredState, KnownKeys, Named};
use crate::routing::{Inventory, KnownPort, KnownService, ObjectName, ServiceKind, Surroundings};
use crate::source::{Spanned, Text};

/// Reads the tables. Two keys that mean the same Service are added up. Where something could not be read, nothing is taken to
/// be missing.
pub(super) fn of(desired: &DesiredState) -> Surroundings {
    let mut surroundings = Surroundings::default();
    for entry in desired.services.iter().filter(|entry| entry.whole) {
        add_service(&mut surroundings.services, desired, entry);
    }
    for (inventory, entries) in
        [(&mut surroundings.secrets, &desired.secrets), (&mut surroundings.config_maps, &desired.config_maps)]
    {
        for entry in entries.iter().filter(|entry| entry.whole) {
            add_keys(inventory, desired, entry);
        }
    }
    let kept = desired.secrets.iter().chain(&desired.config_maps).all(|entry| entry.whole);
    let is_whole =
        !desired.lost_names && !desired.lost_facts && kept && desired.services.iter().all(|entry| entry.whole);
    if !is_whole {
        surroundings.services.forget_complete();
        surroundings.secrets.forget_complete();
        surroundings.config_maps.forget_complete();
    }
    surroundings
}

fn add_service(services: &mut Inventory<KnownService>, desired: &DesiredState, entry: &Named<desired::KnownService>) {
    let ServiceKey { name, port } = ServiceKey::new(desired, &entry.key);
    let written = &entry.body;
    if written.is_absent() {
        return services.set_absent(name);
    }
    if written.ports.is_some() || written.external_name.is_some() {
        services.set_complete(name.namespace.clone());
    }
    let is_empty = written.addresses.as_ref().is_some_and(|addresses| addresses.value.is_empty());
    let known = services.entry(name);
    if let Some(kind) = kind(written) {
        known.kind = kind;
    }
    known.headless |= written.cluster_ip.as_ref().is_some_and(|address| address.as_str() == "None");
    if let Some(ports) = &written.ports {
        known.ports.get_or_insert_default().extend(ports.value.iter().map(of_port));
    }
    if let Some(endpoints) = written.endpoints {
        known.endpoints = Some(endpoints.value);
    }
    // Of one port alone only `--target file` asks.
    if is_empty && port.is_none() {
        known.endpoints = Some(false);
    }
}

fn kind(written: &desired::KnownService) -> Option<ServiceKind> {
    match written.service_type.as_ref().map(Text::as_str) {
        Some("ExternalName") => Some(ServiceKind::ExternalName),
        Some("NodePort") => Some(ServiceKind::NodePort),
        Some(_) => Some(ServiceKind::Endpoints),
        None => written.external_name.as_ref().map(|_| ServiceKind::ExternalName),
    }
}

fn of_port(written: &desired::KnownPort) -> KnownPort {
    KnownPort {
        name: written.name.as_ref().map(|name| name.value.clone()).unwrap_or_default(),
        number: written.port.map_or(0, |port| port.value),
        endpoints: written.endpoints.map(|endpoints| endpoints.value),
    }
}

fn add_keys(inventory: &mut Inventory<BTreeSet<SmolStr>>, desired: &DesiredState, entry: &Named<KnownKeys>) {
    let name = ServiceKey::new(desired, &entry.key).name;
    if entry.body.is_absent() {
        return inventory.set_absent(name);
    }
    if let Some(Spanned { value: keys, .. }) = &entry.body.keys {
        inventory.set_complete(name.namespace.clone());
        inventory.entry(name).extend(keys.iter().map(|key| key.value.clone()));
    }
}

/// The key of an entry of `[services]`: `name`, `namespace/name`, each also with `:port`, which only addresses need.
pub(crate) struct ServiceKey<'a> {
    /// The Service.
    pub name: ObjectName,
    /// The port.
    pub port: Option<&'a str>,
}

impl<'a> ServiceKey<'a> {
    /// Reads a key.
    pub fn new(desired: &DesiredState, key: &'a Text) -> Self {
        let (namespace, rest) = key.split_once('/').unwrap_or((desired.namespace_at(key.span), key.as_str()));
        // Names of Kubernetes Services have no colon.
        let (name, port) = rest.split_once(':').map_or((rest, None), |(name, port)| (name, Some(port)));
        Self { name: ObjectName::new(namespace, name), port }
    }
}
