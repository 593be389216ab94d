use std::fmt;

use foldhash::{HashMap, HashMapExt as _};
use serde::Serialize;
use smol_str::SmolStr;

use super::fields::{self, FieldChange};
use crate::resource::{Kind, Object, ObjectRef, Resources};

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

/// An object that is changed in place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangedObject {
    /// Which one.
    #[serde(flatten)]
    pub id: ObjectId,
    /// Its fields that change, in the order of the object.
    pub changes: Vec<FieldChange>,
}

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

    /// The same, borrowed.
    pub(super) fn id(&self) -> (Kind, ObjectRef<'_>) {
        (self.kind, ObjectRef { namespace: &self.namespace, name: &self.name })
    }
}

/// `IngressRouteTCP default/postgres`.
impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}/{}", self.kind.name(), self.namespace, self.name)
    }
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
            let Some(was) = before.get(&id(object)) else {
                found.added.push(ObjectId::of(object));
                continue;
            };
            if was.is_like(object) {
                continue;
            }
            let changes = fields::changes(&serde_json::to_value(was)?, &serde_json::to_value(object)?);
            if !changes.is_empty() {
                found.changed.push(ChangedObject { id: ObjectId::of(object), changes });
            }
        }
        let after = index(new);
        found.removed = old.emitted().filter(|object| !after.contains_key(&id(object))).map(ObjectId::of).collect();
        Ok(found)
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// By identity; the last of several, as applying them one after the other leaves it.
fn index(resources: &Resources) -> HashMap<(Kind, ObjectRef<'_>), &Object> {
    let mut index = HashMap::with_capacity(resources.objects().len());
    index.extend(resources.emitted().map(|object| (id(object), object)));
    index
}

fn id(object: &Object) -> (Kind, ObjectRef<'_>) {
    (object.kind(), object.object_ref())
}
