//! The servers behind the services of all states.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

use crate::support::{Backend, Speaks};

/// Services whose names begin like this speak before their client does.
const SPEAKS_FIRST: &str = "first";

/// A backend for each Kubernetes Service, started when a state names it first. It tells its service's
/// `namespace/name`.
#[derive(Default)]
pub struct Backends(Mutex<BTreeMap<String, Backend>>);

impl Backends {
    /// Where the server of a service listens.
    pub fn address(&self, namespace: &str, name: &str) -> SocketAddr {
        let mut backends = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let full = format!("{namespace}/{name}");
        let speaks = if speaks_first(&full) { Speaks::First } else { Speaks::Postgres };
        backends.entry(full.clone()).or_insert_with(|| Backend::start(&full, speaks)).address()
    }
}

/// Whether the server of the service `namespace/name` speaks before its client does.
pub fn speaks_first(service: &str) -> bool {
    service.rsplit('/').next().is_some_and(|name| name.starts_with(SPEAKS_FIRST))
}
