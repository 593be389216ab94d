//! What kinds there are, for clients that ask before they do anything, as kubectl does.

use serde_json::{Value, json};

use super::kind::Kind;

const VERBS: [&str; 8] = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

/// The answer to a path that names groups, versions or the server itself; none for all other paths.
pub(super) fn discovery(path: &str) -> Option<Value> {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    match segments.as_slice() {
        ["version"] => Some(json!({ "major": "1", "minor": "36", "gitVersion": "v1.36.0" })),
        ["api"] => Some(json!({ "kind": "APIVersions", "versions": ["v1"] })),
        ["apis"] => Some(json!({ "kind": "APIGroupList", "apiVersion": "v1", "groups": groups() })),
        ["api", version] => resources("", version),
        ["apis", group, version] => resources(group, version),
        _ => None,
    }
}

fn groups() -> Vec<Value> {
    let mut groups: Vec<(&str, &str)> = Kind::all().map(|kind| (kind.group, kind.version)).collect();
    groups.retain(|(group, _)| !group.is_empty());
    groups.dedup();
    let group = |(group, version): (&str, &str)| {
        let version = json!({ "groupVersion": format!("{group}/{version}"), "version": version });
        json!({ "name": group, "versions": [version], "preferredVersion": version })
    };
    groups.into_iter().map(group).collect()
}

fn resources(group: &str, version: &str) -> Option<Value> {
    let kinds: Vec<&Kind> = Kind::all().filter(|kind| (kind.group, kind.version) == (group, version)).collect();
    let first = kinds.first()?;
    let resource = |kind: &&Kind| {
        let singular = kind.name.to_lowercase();
        json!({
            "name": kind.plural, "singularName": singular, "namespaced": kind.namespaced, "kind": kind.name, "verbs": VERBS,
        })
    };
    let resources: Vec<Value> = kinds.iter().map(resource).collect();
    Some(json!({
        "kind": "APIResourceList", "apiVersion": "v1", "groupVersion": first.api_version(), "resources": resources,
    }))
}
