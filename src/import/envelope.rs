use smol_str::SmolStr;

use super::problem::invalid_manifest;
use super::yaml::Node;
use crate::diagnostic::Diagnostic;
use crate::source::{Span, Text};

/// What an object says of itself before anything else.
pub(super) struct Envelope<'n> {
    pub api_version: Text,
    pub kind: Text,
    pub object: &'n Node,
}

/// What a list's items inherit when they do not say it themselves.
#[derive(Clone, Default)]
struct Inherited {
    api_version: Option<Text>,
    kind: Option<SmolStr>,
}

impl Envelope<'_> {
    /// The API group without its version.
    pub(super) fn group(&self) -> &str {
        self.api_version.split_once('/').map_or("", |(group, _)| group)
    }

    /// Where a diagnostic on the whole object points: its name, or else its beginning.
    pub(super) fn place(&self) -> Span {
        let name = self.object.get("metadata").and_then(|metadata| metadata.get("name"));
        name.map_or_else(
            || self.object.entries().first().map_or(self.object.span, |(key, _)| key.span),
            |name| name.span,
        )
    }

    /// `namespace/name`, as far as it says them.
    pub(super) fn title(&self) -> String {
        let metadata = self.object.get("metadata");
        let text = |key: &str| metadata.and_then(|metadata| metadata.get(key)).and_then(Node::string);
        match (text("namespace"), text("name")) {
            (Some(namespace), Some(name)) => format!("{}/{}", namespace.as_str(), name.as_str()),
            (None, Some(name)) => name.as_str().to_owned(),
            _ => "(no name)".to_owned(),
        }
    }
}

/// The objects of a document: itself, or the items of a `List` or of a list of one kind.
pub(super) fn open<'n>(document: &'n Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Envelope<'n>> {
    let mut objects = Vec::new();
    // Lists in lists are read; the tree's depth bounds them.
    let mut pending = vec![(document, Inherited::default())];
    while let Some((node, inherited)) = pending.pop() {
        if node.is_null() {
            continue;
        }
        let Some(envelope) = envelope(node, &inherited, diagnostics) else { continue };
        let items = envelope.kind.strip_suffix("List").zip(node.get("items"));
        match items {
            Some((kind, items)) => {
                let of_kind = !kind.is_empty();
                let inherited = Inherited {
                    api_version: of_kind.then(|| envelope.api_version.clone()),
                    kind: of_kind.then(|| kind.into()),
                };
                pending.extend(items.items().iter().rev().map(|item| (item, inherited.clone())));
            }
            None => objects.push(envelope),
        }
    }
    objects
}

fn envelope<'n>(node: &'n Node, inherited: &Inherited, diagnostics: &mut Vec<Diagnostic>) -> Option<Envelope<'n>> {
    const HELP: &str = "a manifest has `apiVersion`, `kind`, `metadata` and `spec`; nothing of this document is read";
    let place = node.entries().first().map_or(node.span, |(key, _)| key.span);
    let mut refuse = |place: Span, what: String| {
        diagnostics.push(invalid_manifest::diagnostic(place, what, HELP));
        None
    };
    if node.entries().is_empty() {
        return refuse(place, format!("a Kubernetes object is a mapping, and this is {}", node.type_name()));
    }
    let text = |key: &str| node.get(key).and_then(Node::string);
    let api_version = text("apiVersion").or_else(|| inherited.api_version.clone());
    let kind = text("kind").or_else(|| inherited.kind.clone().map(|kind| Text::new(kind, place)));
    match (api_version, kind) {
        (Some(api_version), Some(kind)) => Some(Envelope { api_version, kind, object: node }),
        (None, _) => refuse(place, "this document has no `apiVersion`".to_owned()),
        (_, None) => refuse(place, "this document has no `kind`".to_owned()),
    }
}
