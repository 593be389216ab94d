//! What a request's path names.

use super::error::Refusal;
use super::kind::Kind;
use super::store::Key;

/// A collection, or one object of it.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) kind: &'static Kind,
    pub(super) namespace: Option<String>,
    pub(super) name: Option<String>,
}

impl Target {
    /// Reads `/api/v1/…` and `/apis/GROUP/VERSION/…`.
    pub(super) fn parse(path: &str) -> Result<Self, Refusal> {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let found = match segments.as_slice() {
            ["api", version, rest @ ..] => Self::below("", version, rest),
            ["apis", group, version, rest @ ..] => Self::below(group, version, rest),
            _ => None,
        };
        found.ok_or_else(Refusal::no_page)
    }

    fn below(group: &str, version: &str, rest: &[&str]) -> Option<Self> {
        let target = |plural: &str, namespace: Option<&&str>, name: Option<&&str>| {
            let kind = Kind::in_path(group, version, plural)?;
            let owned = |text: Option<&&str>| text.map(|text| (*text).to_owned());
            Some(Self { kind, namespace: owned(namespace), name: owned(name) })
        };
        match rest {
            [plural] => target(plural, None, None),
            ["namespaces", namespace, plural] => target(plural, Some(namespace), None),
            ["namespaces", namespace, plural, name] => target(plural, Some(namespace), Some(name)),
            [plural, name] => target(plural, None, Some(name)),
            _ => None,
        }
    }

    /// The one object that is named.
    pub(super) fn key(&self) -> Result<Key, Refusal> {
        let name = self.name.clone().ok_or_else(Refusal::method_not_allowed)?;
        Ok(Key { kind: self.kind, namespace: self.namespace.clone().unwrap_or_default(), name })
    }

    /// Whether an object belongs to the collection that is named, or is the object.
    pub(super) fn covers(&self, key: &Key) -> bool {
        *self.kind == *key.kind
            && self.namespace.as_ref().is_none_or(|namespace| *namespace == key.namespace)
            && self.name.as_ref().is_none_or(|name| *name == key.name)
    }
}
