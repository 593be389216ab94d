use serde_json::{Value, json};

use super::as_state::as_state;
use super::{ConnectionChange, Findings, ObjectChanges, Rollout, Side, connections};
use crate::routing::{Environment, RoutingTable};
use crate::source::Sources;
use crate::traefik::TraefikVersion;
use crate::{Options, compile};

/// All that differs between two states.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The Traefik before and after.
    pub traefik: [TraefikVersion; 2],
    /// Objects that come, change and go.
    pub objects: ObjectChanges,
    /// Connections with another outcome.
    pub connections: Vec<ConnectionChange>,
    /// What clients notice while the objects are applied one after the other.
    pub rollout: Rollout,
    /// Diagnostics that come and go.
    pub findings: Findings,
}

impl Difference {
    /// From `old` to `new`. What is known of Traefik is what each of them says.
    ///
    /// # Errors
    /// When an object cannot be serialized; none that compiled without errors is.
    pub fn new(old: Side<'_>, new: Side<'_>) -> Result<Self, serde_json::Error> {
        let [before, after] = environments(old, new);
        let (was, is) = (old.resources(&new), new.resources(&old));
        Ok(Self {
            traefik: [before.version, after.version],
            objects: ObjectChanges::new(&old.compilation.resources, &new.compilation.resources)?,
            connections: connections::changes(&RoutingTable::new(&was, &before), &RoutingTable::new(&is, &after)),
            rollout: Rollout::new(&was, &is, &after),
            findings: findings(old, new),
        })
    }

    /// Whether the objects are the same, and all connections have the same outcome.
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty() && self.connections.is_empty()
    }

    /// As `tcpgen diff --format json` prints it.
    ///
    /// # Errors
    /// When the serializer refuses a value; it refuses none of these.
    pub fn json(&self, old: &Sources, new: &Sources) -> Result<Value, serde_json::Error> {
        let [before, after] = self.traefik;
        Ok(json!({
            "different": !self.is_empty(),
            "traefik": { "old": before.to_string(), "new": after.to_string() },
            "objects": serde_json::to_value(&self.objects)?,
            "connections": serde_json::to_value(&self.connections)?,
            "rollout": serde_json::to_value(&self.rollout)?,
            "diagnostics": self.findings.json(old, new),
        }))
    }
}

/// Of objects alone the checks are asked as if somebody had written them as a state, and so of the other side: else
/// everything that only a text can have would be new or fixed. What is new was said of the text as well: it may allow
/// some of it, and it has the places.
fn findings(old: Side<'_>, new: Side<'_>) -> Findings {
    if old.is_state() && new.is_state() {
        return Findings::new(&old.compilation.diagnostics, &new.compilation.diagnostics);
    }
    let knows = if new.is_state() { new.sources } else { old.sources };
    let [before, after] = [old, new].map(|side| {
        let sources = as_state(&side.compilation.resources, knows);
        compile(&sources, Options::default()).diagnostics
    });
    let mut findings = Findings::new(&before, &after);
    if new.is_state() {
        findings.point_into(&new.compilation.diagnostics);
    }
    findings
}

fn environments(old: Side<'_>, new: Side<'_>) -> [Environment; 2] {
    [(old, new), (new, old)].map(|(side, other)| {
        let environment = side.environment(&other);
        connections::in_one_traefik(&environment, &old.compilation.resources, &new.compilation.resources)
    })
}
