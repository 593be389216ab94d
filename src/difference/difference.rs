use super::as_state::as_state;
use super::side::{environments, serving};
use super::{Findings, ObjectChanges, Rollout, Side, connections};
use crate::analysis::compare::{Comparison, compare};
use crate::invariant::promises;
use crate::resource::Resources;
use crate::side_by_side::side_by_side;
use crate::traefik::TraefikVersion;
use crate::{Options, compile};

/// All that differs between two states.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The Traefik before and after.
    pub traefik: [TraefikVersion; 2],
    /// Objects that come, change and go.
    pub objects: ObjectChanges,
    /// What is different for clients.
    pub connections: Comparison,
    /// What clients notice while the objects are applied one after the other.
    pub rollout: Rollout,
    /// Diagnostics that come and go.
    pub findings: Findings,
}

impl Difference {
    /// From `old` to `new`. What is known of Traefik is what each of them specifies.
    ///
    /// # Errors
    /// When an object cannot be serialized; none that compiled without errors is.
    pub fn new(old: Side<'_>, new: Side<'_>) -> Result<Self, serde_json::Error> {
        let [was, is] = serving(old, new);
        let [before, after] =
            environments(old, new).map(|environment| connections::in_one_traefik(&environment, &was, &is));
        let (old_table, new_table) = (old.table(&new, &was, &before), new.table(&old, &is, &after));
        // The steps are rehearsed under one Traefik.
        let tables = [(before == after).then_some(old_table.as_ref()), Some(new_table.as_ref())];
        let promises = promises(&new.compilation.desired);
        // Each takes a while where there are thousands of routes.
        let (rollout, (objects, connections, findings)) = side_by_side(
            || Rollout::between(tables, &promises, &was, &is, &after),
            || (ObjectChanges::new(&was, &is), compare(&old_table, &new_table), findings([old, new], [&was, &is])),
        );
        Ok(Self { traefik: [before.version, after.version], objects: objects?, connections, rollout, findings })
    }

    /// Whether the objects are the same, and all connections are treated the same way.
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty() && self.connections.is_empty()
    }
}

/// Objects alone are checked as if somebody had written them as a state, and so are those of the other side: else everything
/// that only a text can have would be new or fixed. What is new was found in the text as well: it may allow some of it, and
/// it has the places.
fn findings([old, new]: [Side<'_>; 2], objects: [&Resources; 2]) -> Findings {
    if old.is_state() && new.is_state() {
        return Findings::new(&old.compilation.diagnostics, &new.compilation.diagnostics);
    }
    let knows = if new.is_state() { new.sources } else { old.sources };
    let [before, after] = objects.map(|objects| compile(&as_state(objects, knows), &Options::default()).diagnostics);
    let mut findings = Findings::new(&before, &after);
    if new.is_state() {
        findings.point_into(&new.compilation.diagnostics);
    }
    findings
}
