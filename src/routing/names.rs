//! How Traefik's Kubernetes CRD provider names things (`pkg/provider/kubernetes/crd/kubernetes.go`).

use sha2::{Digest as _, Sha256};
use smol_str::SmolStr;

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

/// Runs of letters and digits, joined by single `-` (`pkg/provider/configuration.go`, `Normalize`): `a.b` and `a--b`
/// both become `a-b`.
pub(crate) fn normalize(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// `name@kubernetescrd`, unless a provider is named (`pkg/server/provider/provider.go`).
pub(crate) fn qualified(name: &str) -> String {
    if name.contains('@') { name.to_owned() } else { format!("{name}@{PROVIDER}") }
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
        assert_eq!(normalize("default-db.allow--list"), "default-db-allow-list");
        assert_eq!(normalize("-a-"), "a");
        assert_eq!(qualified("a@file"), "a@file");
    }
}
