//! The two ways in which the provider names things: the old one, whose names can collide, and `safeNaming`.

use std::hash::{Hash, Hasher};
use std::iter;

use super::Environment;
use super::names::{make_id, normalized, router_key};
use crate::resource::{IntOrString, Object, ObjectRef, RouteTcp};
use crate::traefik::change;

/// How the Kubernetes CRD provider makes names in Traefik of namespaces and names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Naming {
    /// Joined by `-`, and normalized: different objects can get one name.
    #[default]
    Legacy,
    /// Joined by `_`, which no name of an object has, and otherwise as written (observed of 3.7.12 and 3.7.15).
    Safe,
}

impl Naming {
    /// That of a Traefik. [`change::SAFE_NAMING`]: before, there is no such setting.
    pub fn of(environment: &Environment) -> Self {
        let safe = environment.safe_naming && environment.changes().has(&change::SAFE_NAMING);
        if safe { Self::Safe } else { Self::Legacy }
    }

    /// A middleware or a servers transport, or a reference to one.
    pub fn object(self, namespace: &str, name: &str) -> String {
        match self {
            Self::Legacy => normalized(namespace, name),
            Self::Safe => format!("{namespace}_{name}"),
        }
    }

    /// TLS options themselves: the old way does not normalize these.
    pub fn options(self, namespace: &str, name: &str) -> String {
        match self {
            Self::Legacy => make_id(namespace, name),
            Self::Safe => format!("{namespace}_{name}"),
        }
    }

    /// A router without its provider; `index` is the place of the rule in its object.
    pub fn router(self, namespace: &str, object: &str, rule: &str, index: usize) -> String {
        match self {
            Self::Legacy => router_key(namespace, object, rule),
            Self::Safe => format!("{namespace}_{object}_{index}"),
        }
    }

    /// The service of the router named `key` without its provider, whose rule lists so many services, of which so many
    /// were loaded.
    pub fn service(self, key: &str, listed: usize, loaded: usize) -> String {
        match (self, loaded, listed) {
            (Self::Legacy, ..) | (_, 0, _) => key.to_owned(),
            (Self::Safe, _, 1) => format!("{key}_lb"),
            (Self::Safe, ..) => format!("{key}_wrr"),
        }
    }

    /// One of several services of a router: the one of this place in its rule.
    pub fn child(self, key: &str, place: usize, service: ObjectRef<'_>, port: &IntOrString) -> String {
        let ObjectRef { namespace, name } = service;
        match self {
            Self::Legacy => format!("{key}-{name}-{port}"),
            Self::Safe => format!("{key}_wrr_{place}_{namespace}_{name}_{port}"),
        }
    }
}

/// The parts of a router's name: equal parts make equal names, and comparing them takes no digest.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameKey<'a> {
    namespace: &'a str,
    object: &'a str,
    rule: &'a str,
    /// The rule's place in its object, where names are safe.
    index: Option<usize>,
}

impl<'a> NameKey<'a> {
    /// The key of a rule of an object.
    pub fn new(naming: Naming, object: &'a Object, index: usize, rule: &'a RouteTcp) -> Self {
        let (namespace, object) = (&object.metadata.namespace, &object.metadata.name);
        let index = (naming == Naming::Safe).then_some(index);
        Self { namespace, object, rule: &rule.match_text.text, index }
    }

    /// Namespace and name, joined.
    fn joined(&self) -> impl Iterator<Item = u8> {
        self.namespace.bytes().chain(iter::once(b'-')).chain(self.object.bytes())
    }
}

impl PartialEq for NameKey<'_> {
    fn eq(&self, other: &Self) -> bool {
        let same_parts = self.namespace == other.namespace && self.object == other.object;
        let same_rule = self.rule == other.rule && self.index == other.index;
        same_rule && (same_parts || self.index.is_none() && self.joined().eq(other.joined()))
    }
}

impl Eq for NameKey<'_> {}

impl Hash for NameKey<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Byte by byte: where one name ends must not count, and hashers may tell two writes from one.
        self.joined().for_each(|byte| state.write_u8(byte));
        state.write(self.rule.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routers_are_named_as_a_real_traefik_named_them() {
        let name = |naming: Naming| naming.router("default", "postgres-route", "HostSNI(`*`)", 1);
        assert_eq!(name(Naming::Legacy), "default-postgres-route-673acf455cb2dab0b43a");
        assert_eq!(name(Naming::Safe), "default_postgres-route_1");
    }
}
