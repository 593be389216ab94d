use crate::difference::ObjectId;
use crate::resource::Object;

/// The objects that a route needs. Those of other providers (`name@file`) are none.
pub(super) fn references(object: &Object) -> Vec<ObjectId> {
    let references = object.references().into_iter();
    references.map(|(kind, name)| ObjectId { kind, namespace: name.namespace.into(), name: name.name.into() }).collect()
}
