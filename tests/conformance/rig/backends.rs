//! The servers behind the services of all states.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

use crate::support::{Backend, Speaks};

/// Services whose names begin like this speak before their client does.
const SPEAKS_FIRST: &str = "first";
/// Services whose names begin like this speak TLS.
const SPEAKS_TLS: &str = "tls";

/// A backend for each Kubernetes Service, started when a state names it first. It tells its service's
/// `namespace/name`.
#[derive(Default)]
pub struct Backends(Mutex<BTreeMap<String, Backend>>);

impl Backends {
    /// Where the server of a service listens.
    pub fn address(&self, namespace: &str, name: &str) -> SocketAddr {
        let mut backends = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let full = format!("{namespace}/{name}");
        let speaks = match name {
            _ if speaks_first(&full) => Speaks::First,
            _ if name.starts_with(SPEAKS_TLS) => Speaks::Tls,
            _ => Speaks::Postgres,
        };
        backends.entry(full.clone()).or_insert_with(|| Backend::start(&full, speaks)).address()
    }
}

impl Backends {
    /// The text with addresses of servers in it: `ADDRESS/s1` and `PORT/s1` of service `default/s1`.
    pub fn fill(&self, text: &str) -> String {
        let text = replaced(text, "ADDRESS/", |name| self.address("default", name).to_string());
        replaced(&text, "PORT/", |name| self.address("default", name).port().to_string())
    }
}

/// The text with something else for each `mark` and the name after it.
fn replaced(text: &str, mark: &str, with: impl Fn(&str) -> String) -> String {
    let mut parts = text.split(mark);
    let start = parts.next().unwrap_or_default().to_owned();
    parts.fold(start, |all, part| {
        let end = part.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(part.len());
        all + &with(&part[..end]) + &part[end..]
    })
}

/// Whether the server of the service `namespace/name` speaks before its client does.
pub fn speaks_first(service: &str) -> bool {
    service.rsplit('/').next().is_some_and(|name| name.starts_with(SPEAKS_FIRST))
}
