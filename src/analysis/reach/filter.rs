use std::fmt;
use std::str::FromStr;

use smol_str::{SmolStr, format_smolstr};

use super::fate::Reached;
use crate::analysis::set::Clients;
use crate::routing::{ObjectName, Share};

/// What is asked of a table. What is left out is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReachFilter {
    /// Services: only their clients, and those whom chance may lead to them.
    pub to: Option<Vec<ServiceName>>,
    /// Only these clients.
    pub from: Option<Clients>,
    /// Only this entry point.
    pub entry_point: Option<SmolStr>,
}

/// A service as people write it: `[namespace/]name[:port]`. Without a namespace or a port, those of all are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceName {
    namespace: Option<SmolStr>,
    name: SmolStr,
    port: Option<SmolStr>,
}

impl ReachFilter {
    pub(super) fn has_entry_point(&self, name: &str) -> bool {
        self.entry_point.as_ref().is_none_or(|wanted| wanted == name)
    }

    pub(super) fn has_service(&self, reached: &Reached) -> bool {
        let wanted = |name: &ServiceName| reached.services.iter().any(|service| name.is(&service.service));
        self.to.as_ref().is_none_or(|names| names.iter().any(wanted))
    }
}

impl ServiceName {
    /// The service's own name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether this is the service of a share.
    pub fn has(&self, share: &Share) -> bool {
        let ObjectName { namespace, name } = &share.service;
        self.name == *name && self.has_parts(namespace, name, &format_smolstr!("{}", share.port))
    }

    /// Whether this service is meant, `namespace/name:port`.
    pub fn is(&self, service: &str) -> bool {
        let (namespace, rest) = service.split_once('/').unwrap_or(("", service));
        let (name, port) = rest.rsplit_once(':').unwrap_or((rest, ""));
        self.has_parts(namespace, name, port)
    }

    /// Whether the service of this namespace, name and port is meant.
    pub fn has_parts(&self, namespace: &str, name: &str, port: &str) -> bool {
        self.name == name
            && self.namespace.as_ref().is_none_or(|own| own == namespace)
            && self.port.as_ref().is_none_or(|own| own == port)
    }
}

impl FromStr for ServiceName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (namespace, rest) = match text.split_once('/') {
            Some((namespace, rest)) => (Some(namespace), rest),
            None => (None, text),
        };
        let (name, port) = match rest.split_once(':') {
            Some((name, port)) => (name, Some(port)),
            None => (rest, None),
        };
        let is_name = |part: &str| !part.is_empty() && !part.contains(['/', ':']);
        let parts = [namespace, Some(name), port];
        if !parts.into_iter().flatten().all(is_name) {
            return Err(format!("`{text}` is not a service: write `name`, `name:port` or `namespace/name:port`"));
        }
        let own = |part: Option<&str>| part.map(SmolStr::new);
        Ok(Self { namespace: own(namespace), name: name.into(), port: own(port) })
    }
}

impl fmt::Display for ServiceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(namespace) = &self.namespace {
            write!(f, "{namespace}/")?;
        }
        f.write_str(&self.name)?;
        self.port.as_ref().map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}
