use crate::resource::{Kind, Object};
use crate::routing::names::known_as;

/// An object as routers know it, so that a reference equals its object whichever way it is spelled.
pub(super) type Known = (Kind, String);

/// The objects that a route needs.
pub(super) fn references(object: &Object) -> Vec<Known> {
    object.references().into_iter().map(|(kind, name)| (kind, known_as(name))).collect()
}

/// An object itself.
pub(super) fn known(object: &Object) -> Known {
    (object.kind(), known_as(object.object_ref()))
}
