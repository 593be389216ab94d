use std::collections::HashMap;

use serde::Serialize;

use super::fields;
use super::{ChangedObject, ObjectId};
use crate::resource::{Object, Resources};

/// Objects that come, change and go.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ObjectChanges {
    /// Those that were not there, in the order of the new objects.
    pub added: Vec<ObjectId>,
    /// Those that say something else, in the order of the new objects.
    pub changed: Vec<ChangedObject>,
    /// Those that are no longer there, in the order of the old objects.
    pub removed: Vec<ObjectId>,
}

impl ObjectChanges {
    /// From the old objects to the new ones. External objects are none of either.
    ///
    /// # Errors
    /// When an object cannot be serialized; none that was read or compiled without errors is.
    pub fn new(old: &Resources, new: &Resources) -> Result<Self, serde_json::Error> {
        let before = index(old);
        let mut found = Self::default();
        for object in new.emitted() {
            let id = ObjectId::of(object);
            let Some(was) = before.get(&id) else {
                found.added.push(id);
                continue;
            };
            let changes = fields::changes(&serde_json::to_value(was)?, &serde_json::to_value(object)?);
            if !changes.is_empty() {
                found.changed.push(ChangedObject { id, changes });
            }
        }
        let after = index(new);
        found.removed = old.emitted().map(ObjectId::of).filter(|id| !after.contains_key(id)).collect();
        Ok(found)
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// By identity; the last of several, as applying them one after the other leaves it.
fn index(resources: &Resources) -> HashMap<ObjectId, &Object> {
    resources.emitted().map(|object| (ObjectId::of(object), object)).collect()
}
