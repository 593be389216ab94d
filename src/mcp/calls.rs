use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Mutex, Semaphore};
use tokio::task::spawn_blocking;
use tokio::time::timeout_at;

use super::stores::{End, Stores};
use crate::store::{Refusal, Store};

/// Concurrent calls that use the store, each on a thread. The pool has twice as many threads, so calls that need no store
/// always find one.
const AT_ONCE: usize = 256;

/// How much longer a call may take to report its error.
const GRACE: Duration = Duration::from_secs(1);

/// What a call does to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    /// Nothing: it never waits.
    Nothing,
    /// It reads, concurrently with all others.
    Reading,
    /// It changes the store: such calls of one client run one after the other, in order of arrival.
    Changing,
}

/// The calls of one client on a store that it may share with others.
#[derive(Clone)]
pub(super) struct Calls {
    stores: Arc<dyn Stores>,
    timeout: Duration,
    changes: Arc<Mutex<()>>,
    threads: Arc<Semaphore>,
}

impl Calls {
    /// Calls that take at most `timeout` each.
    pub fn new(stores: Box<dyn Stores>, timeout: Duration) -> Self {
        Self { stores: stores.into(), timeout, changes: Arc::default(), threads: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The calls of another client on the same store. Its changes do not wait for those of this one: a store by itself
    /// keeps what several writers change at once.
    pub fn of_another_client(&self) -> Self {
        Self { changes: Arc::default(), ..self.clone() }
    }

    /// How long a call may take.
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    /// How long to wait between two looks at the store.
    pub fn pause(&self) -> Duration {
        self.stores.pause()
    }

    /// Runs `work` on the store. At the time limit, or when the future is dropped, pending requests end and are not
    /// retried.
    pub async fn run<T: Send + 'static>(
        &self,
        needs: Needs,
        work: impl FnOnce(&mut dyn Store) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let until = Instant::now() + self.timeout;
        let opened = self.stores.open(until);
        // Dropped together with this future.
        let _end: End = opened.end;
        let mut store = opened.store;
        let turn = self.turn(needs, until).await?;
        let done = spawn_blocking(move || {
            // Held until the work ends, even if the caller has gone.
            let _turn = turn;
            catch_unwind(AssertUnwindSafe(|| work(&mut *store))).unwrap_or_else(|_| Err(fault()))
        });
        match timeout_at((until + GRACE).into(), done).await {
            Ok(done) => done.unwrap_or_else(|_| Err(fault())),
            Err(_) => Err(self.late("the call took longer")),
        }
    }

    /// The right to run, held until the work ends.
    async fn turn(&self, needs: Needs, until: Instant) -> Result<impl Send + use<>, Refusal> {
        let change = match needs {
            Needs::Changing => Some(self.by(until, Arc::clone(&self.changes).lock_owned()).await?),
            Needs::Nothing | Needs::Reading => None,
        };
        let thread = match needs {
            Needs::Nothing => None,
            Needs::Reading | Needs::Changing => self.by(until, Arc::clone(&self.threads).acquire_owned()).await?.ok(),
        };
        Ok((change, thread))
    }

    /// Waits for a turn until the call's time is up.
    async fn by<T>(&self, until: Instant, turn: impl Future<Output = T>) -> Result<T, Refusal> {
        let late = |_| self.late("earlier changes took longer");
        timeout_at(until.into(), turn).await.map_err(late)
    }

    fn late(&self, what: &str) -> Refusal {
        let message = format!("{what} than {} seconds", self.timeout.as_secs());
        Refusal::new("timed-out", message).help("repeat the call; `tcpgen mcp --timeout` sets the limit")
    }
}

fn fault() -> Refusal {
    Refusal::new("internal", "tcpgen failed at this call").help("please report it with the call's arguments")
}
