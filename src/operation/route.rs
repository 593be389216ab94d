use std::fmt::Write as _;

use super::entry::{array, string};

/// A route as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its name.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    /// The Kubernetes Service that it leads to: `[namespace/]name`.
    pub service_name: String,
    /// The Service's port, by number or name.
    pub service_port: String,
    /// The entry points that it listens on.
    pub entry_points: Vec<String>,
    /// Server names of TLS clients; none: every client.
    pub sni: Vec<String>,
    /// Hand encrypted bytes on.
    pub tls_passthrough: bool,
    /// End TLS with the certificate of this Secret.
    pub tls_secret_name: Option<String>,
    /// What guards it: `[namespace/]name` of MiddlewareTCPs.
    pub middlewares: Vec<String>,
}

/// The Service that a route is named after: `redis` for `redis-route`.
pub(super) fn service_named_after(route: &str) -> &str {
    route.strip_suffix("-route").filter(|own| !own.is_empty()).unwrap_or(route)
}

impl Route {
    /// The entry of a state file that says the same.
    pub fn entry(&self) -> String {
        let mut text = format!("[routes.{}]\nnamespace = {}\n", string(&self.name), string(&self.namespace));
        let _ = writeln!(text, "entry_points = {}", array(&self.entry_points));
        match self.sni.as_slice() {
            [] => {}
            [only] => {
                let _ = writeln!(text, "sni = {}", string(only));
            }
            several => {
                let _ = writeln!(text, "sni = {}", array(several));
            }
        }
        let service = format!("{}:{}", self.service_name, self.service_port);
        let _ = writeln!(text, "service = {}", string(&service));
        if !self.middlewares.is_empty() {
            let _ = writeln!(text, "middlewares = {}", array(&self.middlewares));
        }
        text.push_str(&self.tls());
        text
    }

    /// Entries for the middlewares, as ones that exist elsewhere: a route alone is no reason to warn that they are not here.
    pub fn external_middlewares(&self) -> String {
        let mut text = String::new();
        for (at, name) in self.middlewares.iter().enumerate() {
            if !self.middlewares[..at].contains(name) {
                let key = if name.contains('/') { name.clone() } else { format!("{}/{name}", self.namespace) };
                let _ = write!(text, "\n[middlewares.{}]\nexternal = true\n", string(&key));
            }
        }
        text
    }

    fn tls(&self) -> String {
        match (&self.tls_secret_name, self.tls_passthrough) {
            (None, false) => String::new(),
            (None, true) => "tls = \"passthrough\"\n".to_owned(),
            (Some(secret), false) => format!("tls = {{ secret_name = {} }}\n", string(secret)),
            (Some(secret), true) => format!("tls = {{ passthrough = true, secret_name = {} }}\n", string(secret)),
        }
    }
}
