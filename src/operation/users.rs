//! Which routes use an object.

use crate::resource::{Kind, Object, Resources};
use crate::routing::names::{known, needs};

/// The routes that name it, as `namespace/name`, each once and in their order.
pub(crate) fn of(resources: &Resources, object: &Object) -> Vec<String> {
    let wanted = known(object);
    let uses = |route: &&Object| needs(route).any(|one| one == wanted);
    let routes = resources.objects().iter().filter(|one| one.kind() == Kind::IngressRouteTcp && !one.external);
    routes.filter(uses).map(|route| route.object_ref().to_string()).collect()
}
