//! Connections to random tables, made some at a time.

use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::conformance::rig::{Attempt, Disagreement, Rig, State};

/// How many clients there are at once. Most of what a connection takes is waiting.
const CLIENTS: usize = 8;

/// What became of a connection: as tcpgen says, as it cannot say, or otherwise.
pub type Judged = Result<Option<String>, Disagreement>;

/// Makes all connections, and judges each; in their order.
pub fn judge(rig: &Rig, state: &State, attempts: &[Attempt]) -> Vec<Judged> {
    let next = Mutex::new(attempts.iter().enumerate());
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..CLIENTS.min(attempts.len()) {
            scope.spawn(|| {
                loop {
                    let Some((index, attempt)) = next.lock().unwrap_or_else(PoisonError::into_inner).next() else {
                        break;
                    };
                    let judged = rig.judge(state, attempt);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((index, judged));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, judged)| judged).collect()
}
