use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::Poll;
use std::time::{Duration, Instant};

use tokio::sync::Notify;

/// When to give up on a cluster: at a moment, when [ended](Self::end), or never. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Limit {
    until: Option<Instant>,
    end: Arc<End>,
}

/// Wakes waiting threads and tasks.
#[derive(Debug, Default)]
struct End {
    ended: Mutex<bool>,
    threads: Condvar,
    tasks: Notify,
}

impl Limit {
    /// Gives up at a moment.
    pub fn until(moment: Instant) -> Self {
        Self { until: Some(moment), end: Arc::default() }
    }

    /// Gives up now: pending requests are dropped, and no request is sent or retried.
    pub fn end(&self) {
        *self.end.ended.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.end.threads.notify_all();
        self.end.tasks.notify_waiters();
    }

    /// Whether it was ended.
    fn is_ended(&self) -> bool {
        *self.end.ended.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The time that is left of `at_most`.
    pub(super) fn left(&self, at_most: Duration) -> Duration {
        self.until.map_or(at_most, |until| at_most.min(until.saturating_duration_since(Instant::now())))
    }

    /// Blocks for this time, or until it is ended.
    pub(super) fn sleep(&self, time: Duration) {
        let ended = self.end.ended.lock().unwrap_or_else(PoisonError::into_inner);
        // Callers check the limit next, whatever woke them.
        drop(self.end.threads.wait_timeout_while(ended, time, |ended| !*ended));
    }

    /// The output of a future, unless it is ended first.
    pub(super) async fn unless_ended<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        // Created before the flag is read, so that no `end` is missed.
        let mut ended = pin!(self.end.tasks.notified());
        if self.is_ended() {
            return None;
        }
        let mut work = pin!(work);
        poll_fn(|context| match ended.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(None),
            Poll::Pending => work.as_mut().poll(context).map(Some),
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::thread;
    use std::time::{Duration, Instant};

    use super::Limit;

    #[test]
    fn whoever_waits_is_woken_at_the_end() {
        let limit = Limit::default();
        thread::scope(|scope| {
            let sleeping = scope.spawn(|| limit.sleep(Duration::from_hours(1)));
            let waiting = scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
                runtime.block_on(limit.unless_ended(pending::<()>()))
            });
            limit.end();
            sleeping.join().unwrap();
            assert_eq!(waiting.join().unwrap(), None);
        });
        assert!(limit.clone().is_ended(), "clones share it");
    }

    #[test]
    fn what_is_left_is_never_more_than_asked_for() {
        let second = Duration::from_secs(1);
        assert_eq!(Limit::default().left(second), second);
        assert_eq!(Limit::until(Instant::now()).left(second), Duration::ZERO);
        assert_eq!(Limit::until(Instant::now() + Duration::from_hours(1)).left(second), second);
    }
}
