use crate::resource::{IngressRouteTcp, Kind, Object, Spec};
use crate::source::Text;

/// An object's kind, namespace and name.
pub(super) type Identity = (Kind, String, String);

pub(super) fn identity(object: &Object) -> Identity {
    let name = object.object_ref();
    (object.kind(), name.namespace.to_owned(), name.name.to_owned())
}

/// The objects that a route needs. Those of other providers (`name@file`) are none.
pub(super) fn references(object: &Object) -> Vec<Identity> {
    let Spec::IngressRouteTcp(route) = &object.spec else { return Vec::new() };
    let of = |kind, name: &Text, namespace: Option<&Text>| {
        let namespace = namespace.filter(|namespace| !namespace.is_empty()).unwrap_or(&object.metadata.namespace);
        (kind, namespace.as_str().to_owned(), name.as_str().to_owned())
    };
    let IngressRouteTcp { routes, tls, .. } = route;
    let middlewares = routes.iter().flat_map(|rule| &rule.middlewares);
    let transports =
        routes.iter().flat_map(|rule| &rule.services).filter_map(|service| service.servers_transport.as_ref());
    let options = tls.iter().filter_map(|tls| tls.options.as_ref());
    let stores = tls.iter().filter_map(|tls| tls.store.as_ref());
    let mut found: Vec<Identity> =
        middlewares.map(|one| of(Kind::MiddlewareTcp, &one.name, one.namespace.as_ref())).collect();
    found.extend(transports.map(|name| of(Kind::ServersTransportTcp, name, None)));
    found.extend(options.map(|one| of(Kind::TlsOption, &one.name, one.namespace.as_ref())));
    found.extend(stores.map(|one| of(Kind::TlsStore, &one.name, one.namespace.as_ref())));
    found
}
