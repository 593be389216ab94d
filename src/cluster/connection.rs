use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::answer::Answer;
use super::lost::Lost;
use super::notes::Notes;
use super::patience::ANSWERS;
use super::request::Request;
use super::worker::{self, Job};
use super::{ClusterError, ClusterOptions, Limit};

/// A blocking connection to a cluster.
///
/// The async runtime has its own thread: the caller may be in another runtime, which must not block on this one, and idle
/// connections are still served between calls.
pub(super) struct Connection {
    pub address: String,
    pub notes: Notes,
    jobs: Option<UnboundedSender<Job>>,
    thread: Option<JoinHandle<()>>,
}

/// Only a plugin takes time before the first request.
const TOO_SLOW: &str = "the credential plugin did not exit in time";

impl Connection {
    /// Reads the kubeconfig and fetches credentials. Sends nothing to the cluster yet.
    pub fn open(options: ClusterOptions) -> Result<Self, ClusterError> {
        let failed = |reason: String| ClusterError::Kubeconfig { reason, contexts: Vec::new() };
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| failed(format!("no async runtime: {error}")))?;
        let (opened, address) = mpsc::channel();
        // A person who logs in has no limit.
        let patience = (!options.interactive).then_some(options.timeout * ANSWERS);
        let (jobs, received) = unbounded_channel();
        let notes = Notes::new(options.warn);
        let taken = notes.clone();
        let thread = thread::Builder::new().name("cluster".to_owned());
        let thread = thread.spawn(move || {
            runtime.block_on(worker::run(options, taken, opened, received));
            // A credential plugin that hangs is not waited for.
            runtime.shutdown_background();
        });
        let thread = thread.map_err(|error| failed(format!("no thread: {error}")))?;
        let address = received_in(&address, patience).map_err(|error| match error {
            RecvTimeoutError::Disconnected => failed("the client ended while it read the kubeconfig".to_owned()),
            RecvTimeoutError::Timeout => ClusterError::Credentials { reason: TOO_SLOW.to_owned() },
        })??;
        Ok(Self { address, notes, jobs: Some(jobs), thread: Some(thread) })
    }

    /// Sends a request once, and waits for the answer for this time, unless the limit ends first.
    pub fn send(&self, request: &Request, timeout: Duration, limit: &Limit) -> Result<Answer, Lost> {
        let (answer, answered) = mpsc::sync_channel(1);
        let gone = || Lost::waiting("the client has ended");
        let jobs = self.jobs.as_ref().ok_or_else(gone)?;
        let job = Job { request: request.clone(), timeout, limit: limit.clone(), answer };
        jobs.send(job).map_err(|_| gone())?;
        answered.recv().map_err(|_| gone())?
    }
}

fn received_in<T>(receiver: &mpsc::Receiver<T>, patience: Option<Duration>) -> Result<T, RecvTimeoutError> {
    match patience {
        Some(patience) => receiver.recv_timeout(patience),
        None => receiver.recv().map_err(RecvTimeoutError::from),
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        // The thread ends when nobody can send to it.
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
