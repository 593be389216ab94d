use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::kubernetes_name::{is_label, is_subdomain};
use super::{ApiGroup, Kind, MANAGED_BY, MANAGER, Metadata, ObjectRef, Spec};
use crate::source::{EntryId, Span};

/// One Kubernetes object.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Its API group.
    pub group: ApiGroup,
    /// Name, namespace, labels and annotations.
    pub metadata: Metadata,
    /// What it says.
    pub spec: Spec,
    /// It exists elsewhere: it may be referenced, is not emitted, and what it says is unknown.
    pub external: bool,
    /// The name of the entry that it was made from, or the object in its manifest.
    pub span: Span,
    /// The entry that it was made from; none for an object of a manifest, a cluster or a program.
    pub entry: Option<EntryId>,
    /// Whether all that is written of it could be read, so that what it lacks was not written.
    pub whole: bool,
}

impl Object {
    /// An object that no text holds.
    pub fn new(group: ApiGroup, metadata: Metadata, spec: Spec) -> Self {
        Self { group, metadata, spec, external: false, span: Span::NOWHERE, entry: None, whole: true }
    }

    /// Whether Kubernetes can have an object of this name and namespace at all.
    pub fn can_exist(&self) -> bool {
        is_subdomain(&self.metadata.name) && is_label(&self.metadata.namespace)
    }

    /// Whether what it specifies is known: it is not external, could be read, and can exist.
    pub fn is_known(&self) -> bool {
        !self.external && self.whole && self.can_exist()
    }

    /// Whether it is marked as an object that tcpgen writes.
    pub fn is_managed(&self) -> bool {
        self.metadata.labels.get(MANAGED_BY).is_some_and(|manager| manager.as_str() == MANAGER)
    }

    /// Whether it has the same content, wherever the two were written.
    pub fn is_like(&self, other: &Self) -> bool {
        self.group == other.group && self.metadata == other.metadata && self.spec == other.spec
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.spec.kind()
    }

    /// Its namespace and name.
    pub fn object_ref(&self) -> ObjectRef<'_> {
        ObjectRef { namespace: &self.metadata.namespace, name: &self.metadata.name }
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Object", 4)?;
        object.serialize_field("apiVersion", self.group.name())?;
        object.serialize_field("kind", self.kind().name())?;
        object.serialize_field("metadata", &self.metadata)?;
        object.serialize_field("spec", &self.spec)?;
        object.end()
    }
}
