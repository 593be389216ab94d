use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::sync::{Mutex, Semaphore};
use tokio::task::spawn_blocking;
use tokio::time::timeout_at;

use super::stores::{End, Stores};
use crate::store::{Refusal, Store};

/// Calls at once that work on the store; each has a thread. There are more threads than that, so that a call that needs no
/// store finds one.
const AT_ONCE: usize = 256;

/// How much longer than its time a call may take to say why it ended.
const GRACE: Duration = Duration::from_secs(1);

/// What a call does to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    /// Nothing: it waits for nobody.
    Nothing,
    /// It reads, beside all others.
    Reading,
    /// It changes: one such call after the other, in the order in which they came.
    Changing,
}

/// The calls of all clients on one store.
#[derive(Clone)]
pub(super) struct Calls {
    stores: Arc<dyn Stores>,
    timeout: Duration,
    changes: Arc<Mutex<()>>,
    threads: Arc<Semaphore>,
}

impl Calls {
    /// Calls that may take so long each.
    pub fn new(stores: Box<dyn Stores>, timeout: Duration) -> Self {
        Self { stores: stores.into(), timeout, changes: Arc::default(), threads: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Works on the store until it is done, its time is up, or whoever called drops the future: then what is under way
    /// ends at once, and nothing is tried again.
    pub async fn run(
        &self,
        needs: Needs,
        work: impl FnOnce(&mut dyn Store) -> Result<Value, Refusal> + Send + 'static,
    ) -> Result<Value, Refusal> {
        let until = Instant::now() + self.timeout;
        let opened = self.stores.open(until);
        // Whoever drops this future drops it as well.
        let _end: End = opened.end;
        let mut store = opened.store;
        let turn = self.turn(needs, until).await?;
        let done = spawn_blocking(move || {
            // The next change waits for this one, even when nobody waits for its answer.
            let _turn = turn;
            catch_unwind(AssertUnwindSafe(|| work(&mut *store))).unwrap_or_else(|_| Err(fault()))
        });
        match timeout_at((until + GRACE).into(), done).await {
            Ok(done) => done.unwrap_or_else(|_| Err(fault())),
            Err(_) => Err(self.late("the call took longer")),
        }
    }

    /// The right to begin, which is held to the end.
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

    /// Waits for a turn, but no longer than a call may take.
    async fn by<T>(&self, until: Instant, turn: impl Future<Output = T>) -> Result<T, Refusal> {
        let late = |_| self.late("the calls before this one took longer");
        timeout_at(until.into(), turn).await.map_err(late)
    }

    fn late(&self, what: &str) -> Refusal {
        let message = format!("{what} than {} seconds", self.timeout.as_secs());
        Refusal::new("timed-out", message).help("ask again; the server's `--timeout` sets how long a call may take")
    }
}

fn fault() -> Refusal {
    Refusal::new("internal", "tcpgen failed at this call").help("please report it with the call's arguments")
}
