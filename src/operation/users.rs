//! Which routes use an object.

use crate::resource::{Kind, Object, Resources};
use crate::routing::names::{normalized, qualified};

/// The routes that name it, as `namespace/name`, each once and in their order. Traefik also knows an object by the name
/// that it makes of namespace and name (`default-office@kubernetescrd`).
pub(crate) fn of(resources: &Resources, object: &Object) -> Vec<String> {
    let (kind, wanted) = (object.kind(), object.object_ref());
    let generated = qualified(&normalized(wanted.namespace, wanted.name));
    let uses = |route: &&Object| {
        let mut references = route.references().into_iter();
        references.any(|(of, name)| of == kind && (name == wanted || name.name == generated))
    };
    let routes = resources.objects().iter().filter(|one| one.kind() == Kind::IngressRouteTcp && !one.external);
    routes.filter(uses).map(|route| route.object_ref().to_string()).collect()
}
