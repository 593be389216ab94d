//! Traefik's arguments in the manifest of a workload.

use crate::import::yaml::Node;

/// The arguments of the first container that has some of Traefik's; none if no document is a workload.
pub(super) fn arguments(documents: &[Node]) -> Option<Vec<String>> {
    let kinds = ["Deployment", "DaemonSet", "StatefulSet", "Pod"];
    let is_workload = |node: &&Node| {
        let kind = node.get("kind").and_then(Node::string);
        kind.is_some_and(|kind| kinds.contains(&kind.as_str()))
    };
    let items = documents.iter().flat_map(|document| document.get("items").into_iter().flat_map(Node::items));
    let workloads = documents.iter().chain(items).filter(is_workload);
    let mut found: Option<Vec<String>> = None;
    for workload in workloads {
        let own = workload.get("spec");
        let spec = own.and_then(|spec| spec.get("template")?.get("spec")).or(own);
        let containers = spec.and_then(|spec| spec.get("containers")).map_or(&[][..], Node::items);
        for container in containers {
            let parts = ["command", "args"].into_iter().filter_map(|key| container.get(key)).flat_map(Node::items);
            let arguments: Vec<String> = parts.filter_map(|part| Some(part.string()?.value.to_string())).collect();
            let is_ours = |argument: &String| {
                let lower = argument.to_ascii_lowercase();
                lower.starts_with("--entrypoints.") || lower.starts_with("--providers.")
            };
            if arguments.iter().any(is_ours) {
                return Some(arguments);
            }
            found.get_or_insert(arguments);
        }
    }
    found
}
