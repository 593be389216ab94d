//! The smallest table that shows a disagreement.

use super::tables::Table;
use crate::conformance::rig::{Disagreement, Rig, State};

/// Leaves out one route after the other, as long as tcpgen and Traefik still disagree on the same thing.
pub fn shrink(rig: &Rig, table: &Table, disagreement: Disagreement) -> (Table, Disagreement) {
    let (mut table, mut disagreement) = (table.clone(), disagreement);
    let mut place = 0;
    while place < table.routes.len() {
        let mut smaller = table.clone();
        smaller.routes.remove(place);
        match again(rig, &smaller, &disagreement) {
            Some(still) => (table, disagreement) = (smaller, still),
            None => place += 1,
        }
    }
    (table, disagreement)
}

/// The disagreement, if this table has it as well.
fn again(rig: &Rig, table: &Table, disagreement: &Disagreement) -> Option<Disagreement> {
    let state = State::new(&table.text());
    rig.serve(&state);
    match disagreement {
        Disagreement::Statuses(_) => rig.judge_statuses(&state),
        Disagreement::Connection { attempt, .. } => rig.judge(&state, attempt).err(),
    }
}
