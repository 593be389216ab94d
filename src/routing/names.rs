//! How Traefik's Kubernetes CRD provider names things (`pkg/provider/kubernetes/crd/kubernetes.go`).

use std::hash::{Hash, Hasher};
use std::iter;

use sha2::{Digest as _, Sha256};
use smol_str::SmolStr;

use crate::resource::{Kind, Object, ObjectRef, RouteTcp};

/// What stands behind the `@` of names that come from Kubernetes objects.
pub(crate) const PROVIDER: &str = "kubernetescrd";

/// The name of a router, and of its service, without the provider: `namespace-object-<20 hex digits of the rule>`
/// (`makeServiceKey`, `makeID`). It depends on the rule's text, not on its place.
pub(crate) fn router_key(namespace: &str, object: &str, rule: &str) -> String {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    // Room for a provider too.
    let mut key = String::with_capacity(namespace.len() + object.len() + 36);
    if !namespace.is_empty() {
        key.push_str(namespace);
        key.push('-');
    }
    key.push_str(object);
    key.push('-');
    for byte in Sha256::digest(rule.as_bytes()).iter().take(10) {
        key.extend([HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
    }
    key
}

/// The parts of [`router_key`]: equal parts make equal keys, and comparing them takes no digest.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameKey<'a> {
    namespace: &'a str,
    object: &'a str,
    rule: &'a str,
}

impl<'a> NameKey<'a> {
    /// The key of a rule of an object.
    pub fn new(object: &'a Object, rule: &'a RouteTcp) -> Self {
        let (namespace, object) = (&object.metadata.namespace, &object.metadata.name);
        Self { namespace, object, rule: &rule.match_text.text }
    }

    /// Namespace and name, joined.
    fn joined(&self) -> impl Iterator<Item = u8> {
        self.namespace.bytes().chain(iter::once(b'-')).chain(self.object.bytes())
    }
}

impl PartialEq for NameKey<'_> {
    fn eq(&self, other: &Self) -> bool {
        let same_parts = self.namespace == other.namespace && self.object == other.object;
        self.rule == other.rule && (same_parts || self.joined().eq(other.joined()))
    }
}

impl Eq for NameKey<'_> {}

impl Hash for NameKey<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for part in [self.namespace, "-", self.object, "\n", self.rule] {
            state.write(part.as_bytes());
        }
    }
}

/// [`router_key`] with the provider.
pub(super) fn router_name(namespace: &str, object: &str, rule: &str) -> SmolStr {
    let mut name = router_key(namespace, object, rule);
    name.push('@');
    name.push_str(PROVIDER);
    name.into()
}

/// `namespace-name` (`makeID`).
pub(crate) fn make_id(namespace: &str, name: &str) -> String {
    if namespace.is_empty() { name.to_owned() } else { format!("{namespace}-{name}") }
}

/// The name by which Traefik knows a middleware or a servers transport: namespace and name as runs of letters and digits,
/// joined by single `-` (`makeID`, and `Normalize` in `pkg/provider/configuration.go`). `a.b` and `a--b` both become `a-b`.
pub(crate) fn normalized(namespace: &str, name: &str) -> String {
    let mut made = String::with_capacity(namespace.len() + 1 + name.len());
    made.extend(letters(namespace, name));
    made
}

/// [`normalized`], letter by letter, without building it.
pub(crate) fn letters<'a>(namespace: &'a str, name: &'a str) -> impl Iterator<Item = char> + 'a {
    let mut all = namespace.chars().chain(iter::once('-')).chain(name.chars()).peekable();
    let mut begun = false;
    iter::from_fn(move || {
        let mut gap = false;
        loop {
            if all.peek()?.is_alphanumeric() {
                if gap && begun {
                    return Some('-');
                }
                begun = true;
                return all.next();
            }
            gap = true;
            all.next();
        }
    })
}

/// `name@kubernetescrd`, unless a provider is named (`pkg/server/provider/provider.go`).
pub(crate) fn qualified(name: &str) -> String {
    if name.contains('@') { name.to_owned() } else { format!("{name}@{PROVIDER}") }
}

/// The name by which routers know an object, and what a reference to it comes to: `namespace-name@kubernetescrd`, which a
/// reference may also spell out.
pub(crate) fn known_as(name: ObjectRef<'_>) -> String {
    // Traefik takes a name with a provider as it is written.
    if name.name.contains('@') { name.name.to_owned() } else { qualified(&normalized(name.namespace, name.name)) }
}

/// An object as routers know it, so that a reference equals its object whichever way it is spelled.
pub(crate) type Known = (Kind, String);

/// An object itself.
pub(crate) fn known(object: &Object) -> Known {
    (object.kind(), known_as(object.object_ref()))
}

/// The objects that a route needs.
pub(crate) fn needs(route: &Object) -> impl Iterator<Item = Known> {
    route.references().into_iter().map(|(kind, name)| (kind, known_as(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routers_are_named_as_a_real_traefik_named_them() {
        let name = router_name("default", "postgres-route", "HostSNI(`*`)");
        assert_eq!(name, "default-postgres-route-673acf455cb2dab0b43a@kubernetescrd");
    }

    #[test]
    fn references_lose_what_is_no_letter_and_no_digit() {
        assert_eq!(normalized("default", "db.allow--list"), "default-db-allow-list");
        assert_eq!(normalized("-a-", "-b-"), "a-b");
        assert_eq!(normalized("a-b", "c"), "a-b-c");
        assert_eq!(normalized("", "-a-"), "a");
        assert_eq!(qualified("a@file"), "a@file");
    }
}
