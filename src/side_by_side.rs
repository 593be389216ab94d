#[cfg(not(target_arch = "wasm32"))]
use std::sync::{Mutex, PoisonError};
#[cfg(not(target_arch = "wasm32"))]
use std::thread::{Builder, scope};

/// Does two things at once where there are threads, and one after the other where the system refuses one.
///
/// A caller gives both the same amount of work: there may be two cores, and there is one thread more.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn side_by_side<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    let waiting = Mutex::new(Some(one));
    // A thread that is refused leaves it there.
    let run = || waiting.lock().unwrap_or_else(PoisonError::into_inner).take().map(|one| one());
    let (one, other) = scope(|scope| {
        let started = Builder::new().spawn_scoped(scope, run);
        let other = other();
        let one = match started {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(_) => run(),
        };
        (one, other)
    });
    (one.unwrap_or_else(|| unreachable!("it is taken once")), other)
}

/// The same one after the other: this target has no threads.
#[cfg(target_arch = "wasm32")]
pub(crate) fn side_by_side<A, B>(one: impl FnOnce() -> A, other: impl FnOnce() -> B) -> (A, B) {
    (one(), other())
}
