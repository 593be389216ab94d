/// Does two things at once where there are threads.
#[cfg(not(target_arch = "wasm32"))]
///
/// A caller gives both the same amount of work: there may be two cores, and there is one thread more.
pub(crate) fn side_by_side<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    let (one, other) = std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join(), other)
    });
    (one.unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
}

/// The same one after the other: this target has no threads.
#[cfg(target_arch = "wasm32")]
pub(crate) fn side_by_side<A, B>(one: impl FnOnce() -> A, other: impl FnOnce() -> B) -> (A, B) {
    (one(), other())
}
