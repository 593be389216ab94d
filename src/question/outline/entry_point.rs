use std::collections::HashSet;

use serde::Serialize;

use crate::desired::{DesiredState, HttpsHosts};
use crate::routing::RoutingTable;

/// An entry point that a state declares or a router names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutlinedEntryPoint {
    /// Its name.
    pub name: String,
    /// The port that Traefik listens on, where the state says it.
    pub port: Option<i64>,
    /// Hosts of HTTPS routers on it.
    pub http_hosts: Vec<String>,
    /// Whether the state declares it.
    pub declared: bool,
}

pub(super) fn all(desired: &DesiredState, table: &RoutingTable) -> Vec<OutlinedEntryPoint> {
    let mut seen = HashSet::new();
    let https = HttpsHosts::new(desired);
    let mut entry_points = Vec::new();
    for entry in desired.entry_points.iter().filter(|entry| seen.insert(entry.key.as_str())) {
        let hosts = https.of(Some(&entry.key)).into_iter();
        entry_points.push(OutlinedEntryPoint {
            name: entry.key.value.to_string(),
            port: entry.body.port.map(|port| port.value),
            http_hosts: hosts.map(|host| host.value.to_string()).collect(),
            declared: true,
        });
    }
    let named = table.routers().iter().flat_map(|router| &router.entry_points);
    for name in named.filter(|name| seen.insert(name.as_str())) {
        let http_hosts = https.of(Some(name)).into_iter().map(|host| host.value.to_string()).collect();
        let name = name.to_string();
        entry_points.push(OutlinedEntryPoint { name, port: None, http_hosts, declared: false });
    }
    entry_points
}
