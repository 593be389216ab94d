use crate::resource::{Kind, Object};

/// An object's kind, namespace and name.
pub(super) type Identity = (Kind, String, String);

pub(super) fn identity(object: &Object) -> Identity {
    let name = object.object_ref();
    (object.kind(), name.namespace.to_owned(), name.name.to_owned())
}

/// The objects that a route needs. Those of other providers (`name@file`) are none.
pub(super) fn references(object: &Object) -> Vec<Identity> {
    let references = object.references().into_iter();
    references.map(|(kind, name)| (kind, name.namespace.to_owned(), name.name.to_owned())).collect()
}
