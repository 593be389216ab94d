//! Documents that are no manifests, but Traefik's own configuration.

use super::yaml::Node;

/// What a document with Traefik's configuration is, and the key under which a state file names it.
pub(super) fn of(root: &Node) -> Option<(&'static str, &'static str)> {
    if is_static(root) {
        return Some(("Traefik's static configuration", "static"));
    }
    is_values(root).then_some(("a values file of Traefik's Helm chart", "values"))
}

/// Whether a document is Traefik's static configuration.
fn is_static(root: &Node) -> bool {
    is_plain(root) && root.get("entryPoints").is_some_and(|points| !points.entries().is_empty())
}

/// Whether a document looks like values of Traefik's Helm chart.
pub(crate) fn is_values(root: &Node) -> bool {
    let ports = root.get("ports").map_or(&[][..], Node::entries);
    let opens = ports.iter().any(|(_, port)| {
        port.get("port").is_some() && (port.get("expose").is_some() || port.get("exposedPort").is_some())
    });
    is_plain(root) && (opens || root.get("providers").is_some_and(|providers| providers.get("kubernetesCRD").is_some()))
}

/// Whether it is no Kubernetes object.
fn is_plain(root: &Node) -> bool {
    root.get("apiVersion").is_none() && root.get("kind").is_none()
}
