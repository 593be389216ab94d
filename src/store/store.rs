use std::error::Error;

use super::{Applied, Deleted, Stored};
use crate::resource::{Kind, Object, ObjectRef, Resources};

/// Where objects live.
///
/// The operations are those of the traffic tools. A store that has to wait (a file, a cluster) waits inside them: who
/// calls a store needs no async runtime.
pub trait Store {
    /// Why an operation could not be done. A store in memory has no such reason.
    type Error: Error;

    /// The object of this kind, namespace and name, if there is one.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn get(&self, kind: Kind, name: ObjectRef<'_>) -> Result<Option<Stored>, Self::Error>;

    /// Every object, referenced kinds before routes, each kind by namespace and name.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn list(&self) -> Result<Resources, Self::Error>;

    /// Creates the object, or changes the one of its kind, namespace and name in place.
    ///
    /// # Errors
    /// When the store cannot be written, or refuses the object.
    fn apply(&mut self, object: Object) -> Result<Applied, Self::Error>;

    /// Deletes the object of this kind, namespace and name.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn delete(&mut self, kind: Kind, name: ObjectRef<'_>) -> Result<Deleted, Self::Error>;
}
