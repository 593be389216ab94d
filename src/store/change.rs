use crate::resource::{Kind, Object, ObjectRef};

/// What is about to be done to a store.
#[derive(Clone, Copy, Debug)]
pub enum Change<'a> {
    /// An object is applied.
    Apply(&'a Object),
    /// An object is deleted.
    Delete(Kind, ObjectRef<'a>),
}

impl<'a> Change<'a> {
    /// The kind of the object that it concerns.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Apply(object) => object.kind(),
            Self::Delete(kind, _) => *kind,
        }
    }

    /// The object that it concerns.
    pub fn object_ref(&self) -> ObjectRef<'a> {
        match self {
            Self::Apply(object) => object.object_ref(),
            Self::Delete(_, name) => *name,
        }
    }

    /// Whether an object is the one that it concerns.
    pub fn concerns(&self, object: &Object) -> bool {
        object.kind() == self.kind() && object.object_ref() == self.object_ref()
    }
}
