use std::fmt;

use serde::{Serialize, Serializer};
use smol_str::SmolStr;

use crate::resource::ObjectRef;

/// Namespace and name of an object; a [`ObjectRef`] that owns its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectName {
    /// The namespace.
    pub namespace: SmolStr,
    /// The name.
    pub name: SmolStr,
}

impl ObjectName {
    /// `namespace/name`.
    pub fn new(namespace: impl Into<SmolStr>, name: impl Into<SmolStr>) -> Self {
        Self { namespace: namespace.into(), name: name.into() }
    }

    /// The same, borrowed.
    pub(super) fn object_ref(&self) -> ObjectRef<'_> {
        ObjectRef { namespace: &self.namespace, name: &self.name }
    }
}

impl From<ObjectRef<'_>> for ObjectName {
    fn from(object: ObjectRef<'_>) -> Self {
        Self::new(object.namespace, object.name)
    }
}

impl fmt::Display for ObjectName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.namespace, self.name)
    }
}

/// As `"namespace/name"`.
impl Serialize for ObjectName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
