use super::problem::{invalid_manifest, manifest_changed, manifest_unknown_field};
use super::typed;
use super::yaml::Node;
use crate::diagnostic::Diagnostic;
use crate::resource::{Labels, Metadata};
use crate::source::{Span, Spanned, Text};

/// Fields that Kubernetes has as well, but a state file does not carry.
const NOT_CARRIED: [&str; 3] = ["finalizers", "generateName", "ownerReferences"];

/// What the API server or its controllers write: dropped without a word.
const SERVER_MADE: [&str; 8] = [
    "creationTimestamp",
    "deletionGracePeriodSeconds",
    "deletionTimestamp",
    "generation",
    "managedFields",
    "resourceVersion",
    "selfLink",
    "uid",
];

/// kubectl's note of what it applied last.
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// Kubernetes takes 256 KiB of annotations; this many labels or annotations are no object.
const PAIRS_AT_MOST: usize = 10_000;

/// Name, namespace, labels and annotations of an object; none when it has no name. `place` is the object's.
pub(super) fn metadata(
    object: &Node,
    place: Span,
    fallback: &str,
    diagnostics: &mut Vec<Diagnostic>,
    left_out: &mut Vec<Diagnostic>,
) -> Option<Metadata> {
    const FIELDS: [&str; 4] = ["name", "namespace", "labels", "annotations"];
    const NAME: &str = "an object needs `metadata.name`; it is left out, as the API server would refuse it";
    let node = object.get("metadata").filter(|node| !node.is_null());
    let entries = node.map(Node::entries).unwrap_or_default();
    for (key, value) in entries.iter().filter(|(_, value)| !value.is_null()) {
        let known = FIELDS.contains(&key.as_str()) || SERVER_MADE.contains(&key.as_str());
        let says_nothing = value.entries().is_empty() && value.items().is_empty() && value.scalar().is_none();
        if !known && !says_nothing {
            let path = format!("metadata.{}", key.as_str());
            if NOT_CARRIED.contains(&key.as_str()) {
                left_out.push(manifest_changed::metadata(key, &path));
            } else {
                diagnostics.push(manifest_unknown_field::diagnostic(key, &path, &FIELDS));
            }
        }
    }
    let found = diagnostics.len();
    let name = text(node, "name", "metadata.name", diagnostics).filter(|name| !name.is_empty());
    let Some(name) = name else {
        if diagnostics.len() == found {
            diagnostics.push(invalid_manifest::diagnostic(place, "this object has no name", NAME));
        }
        return None;
    };
    let namespace = text(node, "namespace", "metadata.namespace", diagnostics).filter(|text| !text.is_empty());
    let namespace = namespace.unwrap_or(Spanned::new(fallback.into(), name.span));
    for part in [&name, &namespace] {
        if part.contains('/') {
            let what = format!("`{}` can be the name of nothing in Kubernetes", part.as_str());
            diagnostics.push(invalid_manifest::diagnostic(
                part.span,
                what,
                "names have no `/`; the object is left out",
            ));
            return None;
        }
    }
    let labels = pairs(node, "labels", "metadata.labels", diagnostics);
    let mut annotations = pairs(node, "annotations", "metadata.annotations", diagnostics);
    annotations.remove(LAST_APPLIED);
    Some(Metadata { name, namespace, labels, annotations })
}

fn text(node: Option<&Node>, key: &str, path: &'static str, diagnostics: &mut Vec<Diagnostic>) -> Option<Text> {
    let value = node?.get(key).filter(|value| !value.is_null())?;
    typed::read(value, path, diagnostics)
}

fn pairs(node: Option<&Node>, key: &str, path: &'static str, diagnostics: &mut Vec<Diagnostic>) -> Labels {
    let Some(value) = node.and_then(|node| node.get(key)).filter(|value| !value.is_null()) else {
        return Labels::default();
    };
    if value.entries().len() > PAIRS_AT_MOST {
        let what = format!("`{path}` has more than {PAIRS_AT_MOST} entries");
        diagnostics.push(invalid_manifest::diagnostic(value.span, what, "they are left out"));
        return Labels::default();
    }
    typed::read(value, path, diagnostics).unwrap_or_default()
}
