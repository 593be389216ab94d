use std::fmt;

use serde::Serialize;
use smol_str::SmolStr;

use crate::resource::{Kind, Object};

/// What tells an object from all others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct ObjectId {
    /// Its kind.
    pub kind: Kind,
    /// Its namespace.
    pub namespace: SmolStr,
    /// Its name.
    pub name: SmolStr,
}

impl ObjectId {
    /// That of an object.
    pub fn of(object: &Object) -> Self {
        let metadata = &object.metadata;
        Self { kind: object.kind(), namespace: metadata.namespace.value.clone(), name: metadata.name.value.clone() }
    }
}

/// `IngressRouteTCP default/postgres`.
impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}/{}", self.kind.name(), self.namespace, self.name)
    }
}
