//! Whether what tcpgen calls chance is chance.

use std::collections::BTreeSet;

use tcpgen::routing::Outcome;

use super::World;
use super::counts::Counts;
use crate::conformance::rig::{Attempt, Rig, State, predicted};

/// Serves the table again and again, until every connection that tcpgen calls ambiguous has had two fates, `reloads`
/// times at most. One that has only one by then proves nothing, since chance may be one-sided; many would.
pub fn confirm(rig: &Rig, world: &World, reloads: u64, counts: &mut Counts) {
    let state = State::new(&world.table.text());
    let ambiguous = |attempt: &&Attempt| {
        state.table.decide_fast(&attempt.connection).outcome() == Outcome::Ambiguous
            && predicted(&state, attempt).len() > 1
    };
    let mut open: Vec<(&Attempt, BTreeSet<String>)> =
        world.attempts.iter().filter(ambiguous).map(|attempt| (attempt, BTreeSet::new())).collect();
    if reloads == 0 {
        return;
    }
    for _ in 0..reloads {
        if open.is_empty() {
            break;
        }
        rig.serve(&state);
        for (attempt, seen) in &mut open {
            seen.extend(rig.judge(&state, attempt).ok().flatten());
        }
        let before = open.len();
        open.retain(|(_, seen)| seen.len() < 2);
        counts.confirmed += before - open.len();
    }
    counts.unconfirmed += open.len();
}
