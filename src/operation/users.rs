//! Which routes use an object.

use crate::resource::{Kind, Object, Resources};
use crate::routing::names::known_as;

/// The routes that name it, as `namespace/name`, each once and in their order.
pub(crate) fn of(resources: &Resources, object: &Object) -> Vec<String> {
    let (kind, wanted) = (object.kind(), known_as(object.object_ref()));
    let uses = |route: &&Object| {
        let mut references = route.references().into_iter();
        references.any(|(of, name)| of == kind && known_as(name) == wanted)
    };
    let routes = resources.objects().iter().filter(|one| one.kind() == Kind::IngressRouteTcp && !one.external);
    routes.filter(uses).map(|route| route.object_ref().to_string()).collect()
}
