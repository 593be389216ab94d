use std::collections::BTreeMap;

use serde::Serialize;

use super::classes;
use super::connections::{self, ConnectionDifference};
use super::mixtures::{Mixtures, Turn, Turns};
use super::routers::{self, RouterDifference};
use super::row::Row;
use super::written::{self, Written};
use crate::analysis::compare::{ClassChange, Comparison, compare};
use crate::compilation::Compilation;
use crate::difference::Findings;
use crate::routing::RoutingTable;
use crate::source::Sources;
use crate::traefik::TraefikVersion;

/// What a state does differently under another version of Traefik.
#[derive(Clone, Debug)]
pub struct Upgrade {
    /// The old version.
    pub from: TraefikVersion,
    /// The new version; it may be the older one.
    pub to: TraefikVersion,
    /// What differs, by the change that causes it, in the order of `docs/traefik-versions.md`.
    pub changes: Vec<Effect>,
    /// The other changes between the two: no difference in this state was found that they cause.
    pub others: Vec<Row>,
    /// What is different for clients that speak every version of TLS and whose hello comes in one piece.
    pub clients: Comparison,
    /// Diagnostics that come and go.
    pub findings: Findings,
}

/// What one change, or several together, do to a state.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Effect {
    /// The change.
    #[serde(flatten)]
    pub row: Row,
    /// The changes without which it does not do this.
    pub with: Vec<Row>,
    /// What stands in the state and is treated otherwise.
    pub written: Vec<Written>,
    /// Routers that are treated otherwise.
    pub routers: Vec<RouterDifference>,
    /// All connections that are treated differently, in disjoint classes; those that no router takes under one version are
    /// together.
    pub classes: Vec<ClassChange>,
    /// Connections that fare otherwise.
    pub connections: Vec<ConnectionDifference>,
}

impl Upgrade {
    /// From one compilation to another of the same texts.
    pub fn new(sources: &Sources, old: &Compilation, new: &Compilation) -> Self {
        let tables = [&old.table, &new.table];
        let versions = tables.map(RoutingTable::version);
        let mixtures = Mixtures::new(old, new);
        let row = |place: usize| mixtures.turns.get(place).map(|turn| Row::new(*turn, old.table.changes(), versions));
        let mut effects = Effects::default();
        for (cause, written) in written::differences(old, sources, &mixtures.turns) {
            effects.of(cause, row).written.push(written);
        }
        for (cause, router) in routers::differences(tables, &mixtures) {
            effects.of(cause, row).routers.push(router);
        }
        let clients = compare(&old.table, &new.table);
        for (cause, class) in classes::differences(&clients, tables, &mixtures) {
            effects.of(cause, row).classes.push(class);
        }
        for (cause, connection) in connections::differences(tables, &mixtures) {
            effects.of(cause, row).connections.push(connection);
        }
        let is_other = |place: &usize| {
            let is_change = matches!(mixtures.turns.get(*place), Some(Turn::Change(_)));
            is_change && !effects.0.keys().any(|(_, cause)| cause.contains(*place))
        };
        let others = (0..mixtures.turns.len()).filter(is_other).filter_map(row).collect();
        let [from, to] = versions;
        let findings = Findings::of_same_texts(&old.diagnostics, &new.diagnostics);
        Self { from, to, changes: effects.0.into_values().collect(), others, clients, findings }
    }

    /// Whether nothing differs: no router, no connection, no diagnostic.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
            && self.clients.is_empty()
            && self.findings.new.is_empty()
            && self.findings.fixed.is_empty()
    }

    /// What is to be known of answers for the two versions.
    pub fn notes(&self) -> Vec<String> {
        let mut notes: Vec<String> = [self.from, self.to].into_iter().filter_map(TraefikVersion::note).collect();
        notes.dedup();
        notes
    }
}

/// Effects by their causes, in the order of the first of these.
#[derive(Default)]
struct Effects(BTreeMap<(Option<usize>, Turns), Effect>);

impl Effects {
    fn of(&mut self, cause: Turns, row: impl Fn(usize) -> Option<Row>) -> &mut Effect {
        self.0.entry((cause.places().next(), cause)).or_insert_with(|| {
            let mut rows = cause.places().filter_map(row);
            let first = rows.next().unwrap_or_default();
            Effect {
                row: first,
                with: rows.collect(),
                written: Vec::new(),
                routers: Vec::new(),
                classes: Vec::new(),
                connections: Vec::new(),
            }
        })
    }
}
