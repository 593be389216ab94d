//! Traefik's API: what it made of its configuration.

use std::io;
use std::net::SocketAddr;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::support::http;

/// The API of one running Traefik.
#[derive(Debug, Clone, Copy)]
pub struct Api {
    pub(super) address: SocketAddr,
}

/// A TCP router as Traefik reports it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RouterStatus {
    /// With its provider: `pg@file`.
    pub name: String,
    /// `enabled`, `disabled` or `warning`.
    pub status: String,
    /// Why it is not simply enabled, in Traefik's words.
    #[serde(default)]
    pub error: Vec<String>,
    /// The rule as it was written.
    #[serde(default)]
    pub rule: String,
    /// The priority that counts: the one that was written, or the one that Traefik computed.
    #[serde(default)]
    pub priority: i64,
    /// The service, as it was written.
    #[serde(default)]
    pub service: String,
    /// The entry points that were written.
    #[serde(default)]
    pub entry_points: Vec<String>,
    /// The entry points that it is attached to.
    #[serde(default)]
    pub using: Vec<String>,
    /// The middlewares, as they were written.
    #[serde(default)]
    pub middlewares: Vec<String>,
    /// The `tls` section, where there is one.
    pub tls: Option<Value>,
}

/// A TCP service as Traefik reports it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceStatus {
    /// With its provider.
    pub name: String,
    /// `enabled`, `disabled` or `warning`.
    pub status: String,
    /// Why it is not simply enabled, in Traefik's words.
    #[serde(default)]
    pub error: Vec<String>,
    /// The routers that use it.
    #[serde(default)]
    pub used_by: Vec<String>,
    /// Its servers, where it has them itself.
    pub load_balancer: Option<Value>,
    /// Its children, where it is weighted.
    pub weighted: Option<Value>,
}

/// A TCP middleware as Traefik reports it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MiddlewareStatus {
    /// With its provider.
    pub name: String,
    /// `enabled`, `disabled` or `warning`.
    pub status: String,
    /// Why it is not simply enabled, in Traefik's words.
    #[serde(default)]
    pub error: Vec<String>,
    /// What it is, in lower case: `ipallowlist`, `inflightconn`; empty where Traefik cannot tell.
    #[serde(default, rename = "type")]
    pub kind: String,
}

impl Api {
    /// Where it listens.
    pub fn address(self) -> SocketAddr {
        self.address
    }

    /// All TCP routers, by name.
    ///
    /// # Errors
    /// Traefik does not answer.
    pub fn routers(self) -> io::Result<Vec<RouterStatus>> {
        self.list("tcp/routers")
    }

    /// All TCP services, by name.
    ///
    /// # Errors
    /// Traefik does not answer.
    pub fn services(self) -> io::Result<Vec<ServiceStatus>> {
        self.list("tcp/services")
    }

    /// All TCP middlewares, by name.
    ///
    /// # Errors
    /// Traefik does not answer.
    pub fn middlewares(self) -> io::Result<Vec<MiddlewareStatus>> {
        self.list("tcp/middlewares")
    }

    /// Any path below `/api`, as JSON.
    ///
    /// # Errors
    /// Traefik does not answer, or not with JSON.
    pub fn json(self, path: &str) -> io::Result<Value> {
        self.get(path)
    }

    fn list<T: DeserializeOwned>(self, path: &str) -> io::Result<Vec<T>> {
        // Pages are of 100 unless asked for otherwise.
        self.get(&format!("{path}?per_page=1000000&sortBy=name"))
    }

    fn get<T: DeserializeOwned>(self, path: &str) -> io::Result<T> {
        Ok(serde_json::from_str(&http::get(self.address, &format!("/api/{path}"))?)?)
    }
}
