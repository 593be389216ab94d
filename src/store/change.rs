use std::fmt;

use serde::Serialize;

use crate::resource::{Kind, Object, ObjectRef};

/// What is about to be done to a store. An object that exists keeps its labels and annotations.
#[derive(Clone, Copy, Debug)]
pub enum Change<'a> {
    /// An object is created, or replaces the one of its kind and name.
    Apply(&'a Object),
    /// An object that exists is replaced, as long as nobody else has changed it.
    Update {
        /// The object that the new one was made from.
        seen: &'a Object,
        /// The new one.
        object: &'a Object,
    },
    /// An object is deleted.
    Delete(Kind, ObjectRef<'a>),
}

impl<'a> Change<'a> {
    /// The object after the change; none when it is deleted.
    pub fn object(&self) -> Option<&'a Object> {
        match self {
            Self::Apply(object) | Self::Update { object, .. } => Some(object),
            Self::Delete(..) => None,
        }
    }

    /// The kind of the object that it concerns.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Apply(object) | Self::Update { object, .. } => object.kind(),
            Self::Delete(kind, _) => *kind,
        }
    }

    /// The object that it concerns.
    pub fn object_ref(&self) -> ObjectRef<'a> {
        match self {
            Self::Apply(object) | Self::Update { object, .. } => object.object_ref(),
            Self::Delete(_, name) => *name,
        }
    }

    /// Whether an object is the one that it concerns.
    pub fn concerns(&self, object: &Object) -> bool {
        object.kind() == self.kind() && object.object_ref() == self.object_ref()
    }
}

/// What applying an object did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applied {
    /// There was none of this kind, namespace and name.
    Created,
    /// There was one, and it says something else now.
    Updated,
    /// There was one that says the same.
    Unchanged,
}

impl Applied {
    /// As in JSON and in scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
        }
    }
}

impl fmt::Display for Applied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What deleting an object did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deleted {
    /// It is gone.
    Deleted,
    /// There was none.
    NotFound,
}

impl Deleted {
    /// As in JSON and in scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::Deleted => "deleted",
            Self::NotFound => "not-found",
        }
    }
}

impl fmt::Display for Deleted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// As an API server sees it: places and order of keys do not count. What cannot be serialized differs from everything.
pub(super) fn says_the_same(one: &Object, other: &Object) -> bool {
    one.external == other.external
        && match (serde_json::to_value(one), serde_json::to_value(other)) {
            (Ok(one), Ok(other)) => one == other,
            _ => false,
        }
}
