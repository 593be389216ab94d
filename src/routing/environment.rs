use std::collections::BTreeSet;
use std::sync::Arc;

use smol_str::SmolStr;

use super::Surroundings;
use crate::resource::{ApiGroup, Object};
use crate::rule::Syntax;
use crate::source_range::SourceRange;
use crate::traefik::{Changes, TraefikVersion};

/// What is known of the Traefik that serves the objects, and of the cluster around it.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Environment {
    /// The entry points of Traefik's static configuration.
    pub entry_points: Vec<EntryPoint>,
    /// Hosts of HTTPS routers on the entry points that are not among these, as they may be on each.
    pub https_hosts_elsewhere: Vec<SmolStr>,
    /// Whether entry points that only routes name exist as well, because nobody declared them.
    pub assume_entry_points: bool,
    /// `providers.kubernetesCRD.allowCrossNamespace`.
    pub allow_cross_namespace: bool,
    /// `providers.kubernetesCRD.allowExternalNameServices`.
    pub allow_external_name_services: bool,
    /// `providers.kubernetesCRD.allowEmptyServices`.
    pub allow_empty_services: bool,
    /// `providers.kubernetesCRD.nativeLBByDefault`.
    pub native_lb_by_default: bool,
    /// `providers.kubernetesCRD.namespaces`, where it is set and not empty.
    pub namespaces: Option<BTreeSet<SmolStr>>,
    /// `providers.kubernetesCRD.crossProviderNamespaces`, where it is set and not empty. It counts from
    /// [`change::CROSS_PROVIDER_NAMESPACES`](crate::traefik::change::CROSS_PROVIDER_NAMESPACES) on.
    pub cross_provider_namespaces: Option<BTreeSet<SmolStr>>,
    /// `providers.kubernetesCRD.safeNaming`. It counts from
    /// [`change::SAFE_NAMING`](crate::traefik::change::SAFE_NAMING) on.
    pub safe_naming: bool,
    /// `providers.kubernetesCRD.defaultTLSResourcesNamespace`. It counts from
    /// [`change::DEFAULT_TLS_NAMESPACE`](crate::traefik::change::DEFAULT_TLS_NAMESPACE) on.
    pub default_tls_namespace: Option<SmolStr>,
    /// `providers.kubernetesCRD.ingressClass`.
    pub ingress_class: Option<SmolStr>,
    /// `core.defaultRuleSyntax`.
    pub default_syntax: Syntax,
    /// Traefik's version.
    pub version: TraefikVersion,
    /// What is in force, where that is not simply what the version has.
    pub changes: Option<Changes>,
    /// What is known of Services, Secrets and ConfigMaps. Those of which nothing is known are taken to exist, and to have
    /// what they should.
    pub surroundings: Arc<Surroundings>,
}

impl Environment {
    /// The changes of behaviour that this Traefik has.
    pub fn changes(&self) -> Changes {
        self.changes.unwrap_or_else(|| Changes::of(self.version))
    }

    /// Whether Traefik sees the objects of a namespace.
    pub fn watches(&self, namespace: &str) -> bool {
        self.namespaces.as_ref().is_none_or(|watched| watched.contains(namespace))
    }
}

/// An entry point of Traefik's static configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryPoint {
    /// Its name; case counts.
    pub name: SmolStr,
    /// Hosts of the HTTPS routers on it: names, `*.` wildcards, and `*` for a router without any `Host`. A TLS
    /// connection tries these before any TCP router; `*` only before catch-alls.
    pub http_hosts: Vec<SmolStr>,
    /// `asDefault`: when any entry point has it, only these serve routers that name no entry point.
    pub as_default: bool,
    /// `transport.respondingTimeouts.readTimeout` with its unit, where it is set: how long Traefik waits for a client's
    /// first bytes. `0s` is without limit; 60 s where it is not set.
    pub read_timeout: Option<SmolStr>,
    /// `proxyProtocol.trustedIPs`: whose PROXY protocol headers count.
    pub trusted_proxies: Vec<SourceRange>,
}

impl EntryPoint {
    /// An entry point without HTTPS routers.
    pub fn new(name: impl Into<SmolStr>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

/// Whether Traefik looks at the object at all.
pub(crate) fn served(object: &Object, environment: &Environment) -> bool {
    (environment.version.is_v2() || object.group == ApiGroup::TraefikIo)
        && environment.watches(&object.metadata.namespace)
}
