//! What was found, as tables of a state file.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value};

use super::objects::{Endpoint, EndpointSlice, Keyed, Listed, Service, ServicePort};
use crate::routing::ObjectName;

/// By this label an EndpointSlice names its Service.
const SERVICE_NAME: &str = "kubernetes.io/service-name";

#[derive(Debug, Default)]
pub(super) struct Facts(DocumentMut);

impl Facts {
    /// Adds these Services, as far as they may be listed.
    pub fn add_services(
        &mut self,
        names: &BTreeSet<ObjectName>,
        services: &Listed<Service>,
        slices: &Listed<EndpointSlice>,
    ) {
        let known: BTreeMap<(&str, &str), &Service> = services
            .values()
            .flatten()
            .flatten()
            .map(|it| ((it.metadata.namespace.as_str(), it.metadata.name.as_str()), it))
            .collect();
        let mut of_service: BTreeMap<(&str, &str), Vec<&EndpointSlice>> = BTreeMap::new();
        for slice in slices.values().flatten().flatten() {
            if let Some(name) = slice.metadata.labels.get(SERVICE_NAME) {
                of_service.entry((&slice.metadata.namespace, name)).or_default().push(slice);
            }
        }
        for name in names.iter().filter(|name| services.get(name.namespace.as_str()).is_some_and(Option::is_some)) {
            let key = (name.namespace.as_str(), name.name.as_str());
            let table = match known.get(&key) {
                None => absent(),
                Some(service) => {
                    let listed = slices.get(name.namespace.as_str()).is_some_and(Option::is_some);
                    let own = of_service.get(&key).map_or(&[][..], Vec::as_slice);
                    present(service, listed.then_some(own))
                }
            };
            self.add("services", name, table);
        }
    }

    /// Adds a Secret or a ConfigMap.
    pub fn add_keys(&mut self, table: &str, name: &ObjectName, found: Option<&Keyed>) {
        let entry = match found {
            None => absent(),
            Some(found) => table_of([("keys", Value::from(found.keys().collect::<Array>()))]),
        };
        self.add(table, name, entry);
    }

    /// As text.
    pub fn text(&self) -> String {
        self.0.to_string()
    }

    fn add(&mut self, table: &str, name: &ObjectName, entry: Table) {
        let implicit = || {
            let mut table = Table::new();
            table.set_implicit(true);
            Item::Table(table)
        };
        if let Some(tables) = self.0.entry(table).or_insert_with(implicit).as_table_mut() {
            tables.insert(&name.to_string(), Item::Table(entry));
        }
    }
}

fn absent() -> Table {
    table_of([("exists", Value::from(false))])
}

fn table_of<const N: usize>(pairs: [(&str, Value); N]) -> Table {
    let mut table = Table::new();
    table.extend(pairs.map(|(key, value)| (key, Item::Value(value))));
    table
}

/// A Service with its slices, where these may be listed.
fn present(service: &Service, slices: Option<&[&EndpointSlice]>) -> Table {
    let spec = &service.spec;
    let mut table = table_of([("ports", Value::from(spec.ports.iter().map(|it| port(it, slices)).collect::<Array>()))]);
    let texts =
        [("type", &spec.service_type), ("external_name", &spec.external_name), ("cluster_ip", &spec.cluster_ip)];
    for (key, text) in texts {
        if let Some(text) = text.as_ref().filter(|text| !text.is_empty()) {
            table.insert(key, Item::Value(Value::from(text.as_str())));
        }
    }
    table
}

fn port(port: &ServicePort, slices: Option<&[&EndpointSlice]>) -> Value {
    let mut table = InlineTable::new();
    if !port.name.is_empty() {
        table.insert("name", Value::from(port.name.as_str()));
    }
    table.insert("port", Value::from(port.port));
    if let Some(slices) = slices {
        table.insert("endpoints", Value::from(slices.iter().any(|slice| serves(slice, &port.name))));
    }
    Value::from(table)
}

/// Whether a slice has an address for the port of this name (`pkg/provider/kubernetes/crd/kubernetes_tcp.go`,
/// `loadTCPServers`). Of two ports of one name the first counts.
fn serves(slice: &EndpointSlice, name: &str) -> bool {
    let port = slice.ports.iter().find(|port| port.name.as_deref() == Some(name));
    let is_ready = |endpoint: &Endpoint| endpoint.conditions.ready == Some(true) && !endpoint.addresses.is_empty();
    port.is_some_and(|port| port.port.is_some_and(|number| number != 0)) && slice.endpoints.iter().any(is_ready)
}
