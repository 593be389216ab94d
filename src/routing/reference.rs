use std::collections::BTreeSet;

use smol_str::{SmolStr, SmolStrBuilder, format_smolstr};

use super::Environment;
use super::names::{is_provided, qualified};
use super::naming::Naming;
use crate::traefik::{Changes, change};

/// A reference to a middleware, to TLS options or to a servers transport, resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// The full name in Traefik: `namespace-name@kubernetescrd`, or another provider's `name@file`.
    pub qualified: SmolStr,
    /// As users know it: `namespace/name`, or `name@file`.
    pub shown: SmolStr,
}

impl Reference {
    /// Whether it names something of another provider, of which nothing is known.
    pub fn is_foreign(&self) -> bool {
        !is_provided(&self.qualified)
    }
}

/// What a reference names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Named {
    /// A middleware of a rule.
    Middleware,
    /// The TLS options of a route.
    TlsOptions,
    /// The servers transport of a service.
    ServersTransport,
}

/// Follows references as a Traefik of some settings does (`pkg/provider/kubernetes/crd/kubernetes.go`,
/// `resolveReference`; `kubernetes_tcp.go`).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resolver<'e> {
    /// How what is found is named.
    pub naming: Naming,
    /// The changes of behaviour that the Traefik has.
    pub changes: Changes,
    allow_cross_namespace: bool,
    /// Whose references may lead to another provider, where that is limited.
    cross_provider: Option<&'e BTreeSet<SmolStr>>,
}

impl<'e> Resolver<'e> {
    /// That of a Traefik.
    pub fn new(environment: &'e Environment) -> Self {
        let changes = environment.changes();
        let limited = changes.has(&change::CROSS_PROVIDER_NAMESPACES);
        Self {
            naming: Naming::of(environment),
            changes,
            allow_cross_namespace: environment.allow_cross_namespace,
            cross_provider: environment.cross_provider_namespaces.as_ref().filter(|_| limited),
        }
    }

    /// Resolves a reference from an object in namespace `parent`.
    ///
    /// # Errors
    /// What Traefik logs when it refuses to follow it.
    pub fn resolve(self, named: Named, parent: &str, namespace: &str, name: &str) -> Result<Reference, SmolStr> {
        match named {
            Named::Middleware => self.middleware(parent, namespace, name),
            Named::TlsOptions => self.tls_options(parent, namespace, name),
            Named::ServersTransport => self.servers_transport(parent, name),
        }
    }

    /// [`change::QUALIFIED_NAMES_REFUSED`].
    fn middleware(self, parent: &str, namespace: &str, name: &str) -> Result<Reference, SmolStr> {
        if self.changes.has(&change::QUALIFIED_NAMES_REFUSED) {
            let found = self.checked(parent, namespace, name);
            return found.map_err(|error| format_smolstr!("invalid reference to middleware {name}: {error}"));
        }
        if name.contains('@') {
            return Ok(written(name));
        }
        let at = or_parent(namespace, parent);
        if self.leaves(parent, at) {
            return Err(format_smolstr!("middleware {at}/{name} is not in the IngressRouteTCP namespace {parent}"));
        }
        Ok(self.object(at, name))
    }

    /// [`change::FOREIGN_OPTIONS_ALLOWED`]: before, a name with a provider counts as one of the namespace beside it, which
    /// is mostly not given. [`change::OPTION_NAMES_NORMALIZED`].
    fn tls_options(self, parent: &str, namespace: &str, name: &str) -> Result<Reference, SmolStr> {
        let mut found = if self.changes.has(&change::FOREIGN_OPTIONS_ALLOWED) {
            let found = self.checked(parent, namespace, name);
            found.map_err(|error| format_smolstr!("Invalid reference to TLSOption \"{name}\": {error}"))?
        } else {
            let foreign = name.contains('@');
            let at = if foreign { namespace } else { or_parent(namespace, parent) };
            if self.leaves(parent, at) {
                return Err(format_smolstr!("TLSOption {at}/{name} is not in the IngressRouteTCP namespace {parent}"));
            }
            if foreign { written(name) } else { self.object(at, name) }
        };
        if !name.contains('@') && !self.changes.has(&change::OPTION_NAMES_NORMALIZED) {
            found.qualified = qualified(self.naming.options(or_parent(namespace, parent), name)).into();
        }
        Ok(found)
    }

    /// `makeTCPServersTransportKey`: the name alone, in the route's namespace. [`change::CROSS_PROVIDER_TRANSPORTS`].
    fn servers_transport(self, parent: &str, name: &str) -> Result<Reference, SmolStr> {
        if !name.contains('@') {
            return Ok(self.object(parent, name));
        }
        if self.hides_namespace(name) {
            return Err(format_smolstr!(
                "invalid reference to serversTransport {name}: namespace-name@kubernetescrd format is not allowed when \
                 crossnamespace is disallowed"
            ));
        }
        if self.changes.has(&change::CROSS_PROVIDER_TRANSPORTS) && self.leaves_provider(parent) {
            return Err(format_smolstr!(
                "serversTransport \"{name}\" reference is not allowed: namespace \"{parent}\" is not in \
                 crossProviderNamespaces"
            ));
        }
        Ok(written(name))
    }

    /// `resolveReference`.
    fn checked(self, parent: &str, namespace: &str, name: &str) -> Result<Reference, SmolStr> {
        if name.contains('@') {
            if self.hides_namespace(name) {
                return Err("when allowCrossNamespace is disabled, @kubernetescrd references are disallowed".into());
            }
            if self.leaves_provider(parent) {
                return Err(format_smolstr!("namespace \"{parent}\" is not in crossProviderNamespaces"));
            }
            return Ok(written(name));
        }
        let at = or_parent(namespace, parent);
        if self.leaves(parent, at) {
            return Err("allowCrossNamespace is disabled, cross-namespace are disallowed".into());
        }
        Ok(self.object(at, name))
    }

    fn object(self, namespace: &str, name: &str) -> Reference {
        let qualified = qualified(self.naming.object(namespace, name)).into();
        let mut shown = SmolStrBuilder::new();
        for part in [namespace, "/", name] {
            shown.push_str(part);
        }
        Reference { qualified, shown: shown.finish() }
    }

    fn leaves(self, parent: &str, namespace: &str) -> bool {
        !self.allow_cross_namespace && namespace != parent
    }

    /// Whether a name may stand for an object of another namespace, and must not.
    fn hides_namespace(self, name: &str) -> bool {
        !self.allow_cross_namespace && is_provided(name)
    }

    fn leaves_provider(self, parent: &str) -> bool {
        self.cross_provider.is_some_and(|namespaces| !namespaces.contains(parent))
    }
}

/// A name with a provider, which Traefik takes as it is.
fn written(name: &str) -> Reference {
    Reference { qualified: name.into(), shown: name.into() }
}

fn or_parent<'n>(namespace: &'n str, parent: &'n str) -> &'n str {
    if namespace.is_empty() { parent } else { namespace }
}
