use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answer::Answer;
use super::clock::{Clock, SystemClock};
use super::connection::Connection;
use super::lost::{Lost, Way};
use super::patience::Patience;
use super::refusal::{refusal, unreadable};
use super::request::Request;
use super::retry::{ATTEMPTS, delay, is_passing};
use super::status::Status;
use super::{ClusterError, ClusterOptions, Limit};

/// Sends requests to an API server, and retries them. Clones share the connection.
#[derive(Clone)]
pub(super) struct Client {
    connection: Arc<Connection>,
    clock: Arc<dyn Clock>,
    /// How long one answer may take.
    timeout: Duration,
    limit: Limit,
    /// Whether the cluster has ever answered: then a failed connection is worth a retry.
    answered: Arc<AtomicBool>,
}

impl Client {
    pub fn open(options: ClusterOptions) -> Result<Self, ClusterError> {
        let timeout = options.timeout;
        let connection = Arc::new(Connection::open(options)?);
        let clock = Arc::new(SystemClock);
        Ok(Self { connection, clock, timeout, limit: Limit::default(), answered: Arc::default() })
    }

    pub fn with_clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    pub fn within(mut self, limit: Limit) -> Self {
        self.limit = limit;
        self
    }

    /// Warnings about credentials, since they were last taken.
    pub fn notes(&self) -> Vec<String> {
        self.connection.notes.take()
    }

    /// The object in the answer; none when there is none.
    pub fn ask(&self, request: &Request) -> Result<Option<Value>, ClusterError> {
        Ok(self.ask_for_all(request)?.map(|(object, _)| object))
    }

    /// The object in the answer, and the server's warnings; none when there is no such object.
    pub fn ask_for_all(&self, request: &Request) -> Result<Option<(Value, Vec<String>)>, ClusterError> {
        let answer = self.send(request)?;
        if answer.is_success() {
            // A success without a JSON object is not from the API server: it may be a proxy's login page.
            let object = answer.object().ok_or_else(|| unreadable(request))?;
            return Ok(Some((object, answer.warnings)));
        }
        refusal(request, &answer, &self.connection.address).map_or(Ok(None), Err)
    }

    /// What is looked at of the object in the answer; none when there is no such object. Nothing else of it is kept, and no
    /// message has any of it.
    pub fn ask_for<T: DeserializeOwned>(&self, request: &Request) -> Result<Option<T>, ClusterError> {
        let answer = self.send(request)?;
        if answer.is_success() {
            return serde_json::from_slice(&answer.body).map(Some).map_err(|_| unreadable(request));
        }
        refusal(request, &answer, &self.connection.address).map_or(Ok(None), Err)
    }

    /// Sends a request until it gets a final answer, or its time is up.
    fn send(&self, request: &Request) -> Result<Answer, ClusterError> {
        let mut attempts = 0;
        let mut patience = Patience::new(self.timeout, &self.limit);
        loop {
            attempts += 1;
            let began = Instant::now();
            let sent = self.connection.send(request, patience.next(), &self.limit);
            patience.note(began);
            let (reason, asked) = match sent {
                Ok(answer) if !is_passing(request, &answer) => {
                    self.answered.store(true, Ordering::Relaxed);
                    return Ok(answer);
                }
                Ok(answer) => (said(&answer), answer.retry_after),
                Err(lost) => (self.passing(lost)?, None),
            };
            let pause = delay(attempts, asked, self.clock.chance());
            if attempts == ATTEMPTS || !patience.allows(pause) {
                return Err(ClusterError::Failing { address: self.connection.address.clone(), attempts, reason });
            }
            self.clock.sleep_within(pause, &self.limit);
        }
    }

    /// Why a request was lost, if another attempt may succeed.
    fn passing(&self, lost: Lost) -> Result<String, ClusterError> {
        let Lost { way, reason } = lost;
        let address = self.connection.address.clone();
        match way {
            Way::Waiting => Ok(reason),
            Way::Connecting if self.answered.load(Ordering::Relaxed) => Ok(reason),
            Way::Connecting => Err(ClusterError::Unreachable { address, reason }),
            Way::Tls => Err(ClusterError::Tls { address, reason }),
            Way::Credentials => Err(ClusterError::Credentials { reason }),
            Way::Ended => Err(ClusterError::Ended { address }),
        }
    }
}

/// The code and message of a failing server.
fn said(answer: &Answer) -> String {
    let status = Status::of(&answer.body);
    if status.message.is_empty() { format!("{}", answer.code) } else { format!("{} {}", answer.code, status.message) }
}
