use std::borrow::Cow;
use std::collections::HashSet;

use super::as_state::as_state;
use super::{ConnectionChange, Findings, ObjectChanges, ObjectId, Rollout, connections};
use crate::invariant::promises;
use crate::resource::{Object, Resources};
use crate::routing::{Environment, RoutingTable};
use crate::source::Sources;
use crate::traefik::TraefikVersion;
use crate::{Compilation, Options, compile, environment};

/// One of the two states that are compared.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its texts.
    pub sources: &'a Sources,
    /// What they compile to.
    pub compilation: &'a Compilation,
}

impl Side<'_> {
    /// Whether there is a state file, and not only objects.
    pub(super) fn is_state(&self) -> bool {
        self.sources.iter().any(|(_, file)| !file.is_manifest())
    }

    /// What is known of the Traefik that serves it. Manifests and clusters know nothing of it: then it is the Traefik of
    /// the other side.
    pub(super) fn environment(&self, other: &Self) -> Environment {
        let knows = if self.is_state() { self } else { other };
        environment(&knows.compilation.desired)
    }

    /// Its objects, and those that the other side's state says exist elsewhere.
    pub(super) fn resources(&self, other: &Self) -> Cow<'_, Resources> {
        let own = &self.compilation.resources;
        if self.is_state() {
            return Cow::Borrowed(own);
        }
        let known: HashSet<ObjectId> = own.objects().iter().map(ObjectId::of).collect();
        let external = other.compilation.resources.objects().iter().filter(|object| object.external);
        let mut objects: Vec<Object> =
            external.filter(|object| !known.contains(&ObjectId::of(object))).cloned().collect();
        objects.extend_from_slice(own.objects());
        Cow::Owned(Resources::new(objects))
    }
}

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
            rollout: Rollout::keeping(&promises(&new.compilation.desired), &was, &is, &after),
            findings: findings(old, new),
        })
    }

    /// Whether the objects are the same, and all connections have the same outcome.
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty() && self.connections.is_empty()
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
