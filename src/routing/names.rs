//! How Traefik's Kubernetes CRD provider names things (`pkg/provider/kubernetes/crd/kubernetes.go`).

use std::collections::{HashMap, HashSet};
use std::iter;

use sha2::{Digest as _, Sha256};

use crate::hex::hex;
use crate::resource::{Kind, Object, ObjectRef, Resources};

/// What stands behind the `@` of names that come from Kubernetes objects.
pub(crate) const PROVIDER: &str = "kubernetescrd";

/// The name of a router, and of its service, without the provider: `namespace-object-<20 hex digits of the rule>`
/// (`makeServiceKey`, `makeID`). It depends on the rule's text, not on its place.
pub(crate) fn router_key(namespace: &str, object: &str, rule: &str) -> String {
    // Room for a provider too.
    let mut key = String::with_capacity(namespace.len() + object.len() + 36);
    if !namespace.is_empty() {
        key.push_str(namespace);
        key.push('-');
    }
    key.push_str(object);
    key.push('-');
    key.extend(hex(Sha256::digest(rule.as_bytes()).iter().take(10)));
    key
}

/// `namespace-name` (`makeID`).
pub(crate) fn make_id(namespace: &str, name: &str) -> String {
    if namespace.is_empty() { name.to_owned() } else { format!("{namespace}-{name}") }
}

/// The name by which Traefik knows a middleware or a servers transport: namespace and name as runs of letters and digits,
/// joined by single `-` (`makeID`, and `Normalize` in `pkg/provider/configuration.go`). `a.b` and `a--b` both become `a-b`.
pub(crate) fn normalized(namespace: &str, name: &str) -> String {
    // Room for a provider too.
    let mut made = String::with_capacity(namespace.len() + name.len() + 2 + PROVIDER.len());
    if is_normal(namespace) && is_normal(name) {
        made.extend([namespace, "-", name]);
    } else {
        made.extend(letters(namespace, name));
    }
    made
}

/// Whether it is made of such runs already, as most names are.
fn is_normal(text: &str) -> bool {
    let usual = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    usual && !text.is_empty() && !text.starts_with('-') && !text.ends_with('-') && !text.contains("--")
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
pub(crate) fn qualified(mut name: String) -> String {
    if !name.contains('@') {
        name.extend(["@", PROVIDER]);
    }
    name
}

/// Whether a name is that of something made from a Kubernetes object.
pub(crate) fn is_provided(name: &str) -> bool {
    name.strip_suffix(PROVIDER).is_some_and(|rest| rest.ends_with('@'))
}

/// The name by which routers know an object, and what a reference to it comes to: `namespace-name@kubernetescrd`, which a
/// reference may also spell out.
pub(crate) fn known_as(name: ObjectRef<'_>) -> String {
    // Traefik takes a name with a provider as it is written.
    if name.name.contains('@') { name.name.to_owned() } else { qualified(normalized(name.namespace, name.name)) }
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

/// The routes that use each object. Routes that exist elsewhere are not known.
pub(crate) struct Users<'r>(HashMap<Known, Vec<&'r Object>>);

impl<'r> Users<'r> {
    /// Of all objects that these routes refer to.
    pub fn new(resources: &'r Resources) -> Self {
        let mut users: HashMap<Known, Vec<&Object>> = HashMap::new();
        for route in resources.emitted().filter(|object| object.kind() == Kind::IngressRouteTcp) {
            for known in needs(route).collect::<HashSet<Known>>() {
                users.entry(known).or_default().push(route);
            }
        }
        Self(users)
    }

    /// The routes that use this one, as `namespace/name`, each once and in their order.
    pub fn of(&self, object: &Object) -> Vec<String> {
        let routes = self.0.get(&known(object)).into_iter().flatten();
        routes.map(|route| route.object_ref().to_string()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lose_what_is_no_letter_and_no_digit() {
        assert_eq!(normalized("default", "db.allow--list"), "default-db-allow-list");
        assert_eq!(normalized("-a-", "-b-"), "a-b");
        assert_eq!(normalized("a-b", "c"), "a-b-c");
        assert_eq!(normalized("", "-a-"), "a");
        assert_eq!(qualified("a@file".to_owned()), "a@file");
    }
}
