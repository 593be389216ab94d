use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{ApiGroup, Kind, Metadata, ObjectRef, Spec};
use crate::source::Span;

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
}

impl Object {
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
