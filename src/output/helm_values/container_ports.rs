use std::collections::HashSet;

use super::chart;
use crate::desired::{EntryPoint, Named};

/// Where the container port of a privileged one lies: 25 becomes 8025, as the chart itself makes 443 of 8443.
const SHIFT: i64 = 8000;

/// Whether binding it takes `NET_BIND_SERVICE`, which the chart's container does not have.
pub(super) fn is_privileged(port: i64) -> bool {
    (1..1024).contains(&port)
}

/// The ports that the container listens on; no two entry points share one.
pub(super) struct ContainerPorts {
    /// Ports of the chart that no entry of the state moves.
    charts: HashSet<i64>,
    taken: HashSet<i64>,
}

impl ContainerPorts {
    /// Every port that is wanted as it is stays free for the one that wants it.
    pub fn new(entries: &[&Named<EntryPoint>]) -> Self {
        let wanted =
            |name: &str| entries.iter().find(|entry| entry.key.as_str() == name).and_then(|entry| entry.body.port);
        let charts: HashSet<i64> = chart::PORTS
            .iter()
            .filter(|port| wanted(port.name).is_none_or(|wanted| is_privileged(wanted.value)))
            .map(|port| port.port)
            .collect();
        let ports = entries.iter().filter_map(|entry| entry.body.port).map(|port| port.value);
        let taken = ports.filter(|&port| !is_privileged(port)).chain(charts.iter().copied()).collect();
        Self { charts, taken }
    }

    /// The container's port for an entry point that wants `port`.
    pub fn take(&mut self, port: i64) -> i64 {
        if !is_privileged(port) && !self.charts.contains(&port) {
            return port;
        }
        let mut candidate = port + SHIFT;
        while !self.taken.insert(candidate) {
            candidate += 1;
        }
        candidate
    }

    /// Why `port` itself cannot be the container's.
    pub fn why(port: i64) -> String {
        if is_privileged(port) {
            return format!("a port below 1024 ({port}) needs a privilege that the chart's container does not have");
        }
        let owner = chart::PORTS.iter().find(|known| known.port == port).map_or("another", |known| known.name);
        format!("the chart's own `{owner}` has port {port}")
    }
}
