use smol_str::{SmolStr, format_smolstr};

use super::names::{PROVIDER, normalized, qualified};

/// A reference to a middleware or to TLS options, resolved.
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
        !self.qualified.ends_with(&format!("@{PROVIDER}"))
    }
}

/// Resolves a reference from an object in namespace `parent` (`kubernetes.go`, `resolveReference`).
///
/// # Errors
/// What Traefik says when the reference leaves the namespace and must not.
pub(crate) fn resolve(
    parent: &str,
    namespace: Option<&str>,
    name: &str,
    allow_cross_namespace: bool,
) -> Result<Reference, &'static str> {
    if name.contains('@') {
        if !allow_cross_namespace && name.ends_with(&format!("@{PROVIDER}")) {
            return Err("when allowCrossNamespace is disabled, @kubernetescrd references are disallowed");
        }
        return Ok(Reference { qualified: name.into(), shown: name.into() });
    }
    let namespace = namespace.filter(|namespace| !namespace.is_empty()).unwrap_or(parent);
    if !allow_cross_namespace && namespace != parent {
        return Err("allowCrossNamespace is disabled, cross-namespace are disallowed");
    }
    let qualified = qualified(&normalized(namespace, name)).into();
    Ok(Reference { qualified, shown: format_smolstr!("{namespace}/{name}") })
}
