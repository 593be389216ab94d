//! The two ways in which the provider names things: the old one, whose names can collide, and `safeNaming`.

use std::cmp::Ordering;
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

    /// The order of two routers' names, where that of their objects decides it.
    pub fn order(self, [one, other]: [ObjectRef<'_>; 2]) -> Option<Ordering> {
        let joint = match self {
            Self::Legacy => b'-',
            Self::Safe => b'_',
        };
        if one.namespace == other.namespace {
            return order(one.name, other.name, joint);
        }
        // Without a namespace nothing is joined to the name.
        let named = !one.namespace.is_empty() && !other.namespace.is_empty();
        named.then(|| order(one.namespace, other.namespace, joint)).flatten()
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

/// The order of two texts, each followed by `joint` and more; none if it depends on what follows.
fn order(one: &str, other: &str, joint: u8) -> Option<Ordering> {
    let [one, other] = [one, other].map(str::as_bytes);
    let shared = one.len().min(other.len());
    let behind = |text: &[u8]| text.get(shared).copied().unwrap_or(joint);
    let beginnings = one.get(..shared).cmp(&other.get(..shared));
    Some(beginnings.then_with(|| behind(one).cmp(&behind(other)))).filter(|order| order.is_ne())
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

    #[test]
    fn an_order_that_objects_decide_is_that_of_the_names() {
        let texts = ["", "a", "a-", "a-b", "a-b-c", "a_b", "ab", "b", "-", "_", "a.b", "ä"];
        let all = texts.iter().flat_map(|namespace| texts.map(|name| ObjectRef { namespace, name }));
        let all: Vec<ObjectRef<'_>> = all.collect();
        let mut decided = 0;
        for naming in [Naming::Legacy, Naming::Safe] {
            let name = |object: ObjectRef<'_>| naming.router(object.namespace, object.name, "HostSNI(`*`)", 0);
            for (one, other) in all.iter().flat_map(|one| all.iter().map(move |other| (*one, *other))) {
                if let Some(order) = naming.order([one, other]) {
                    assert_eq!(order, name(one).cmp(&name(other)), "{one} {other} {naming:?}");
                    decided += 1;
                }
            }
        }
        assert!(decided > all.len() * all.len(), "only {decided} were decided");
    }
}
