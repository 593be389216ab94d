use serde::Serialize;

use super::{FieldChange, ObjectId};

/// An object that is changed in place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangedObject {
    /// Which one.
    #[serde(flatten)]
    pub id: ObjectId,
    /// Its fields that change, in the order of the object.
    pub changes: Vec<FieldChange>,
}
