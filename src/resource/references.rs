use super::{IngressRouteTcp, Kind, Object, ObjectRef, ServiceTcp, Spec};
use crate::source::Text;

impl Object {
    /// The objects that a route names, by kind, namespace and name: middlewares, ServersTransportTCPs, TLSOptions,
    /// TLSStores. A name of a provider (`name@file`) is kept as it is written. Other kinds name none of these.
    pub fn references(&self) -> Vec<(Kind, ObjectRef<'_>)> {
        let Spec::IngressRouteTcp(IngressRouteTcp { routes, tls, .. }) = &self.spec else { return Vec::new() };
        let own = self.metadata.namespace.as_str();
        let middlewares = routes.iter().flat_map(|rule| &rule.middlewares);
        let transports =
            routes.iter().flat_map(|rule| &rule.services).filter_map(|service| service.servers_transport.as_ref());
        let options = tls.iter().filter_map(|tls| tls.options.as_ref());
        let stores = tls.iter().filter_map(|tls| tls.store.as_ref());
        let mut found: Vec<_> =
            middlewares.map(|one| (Kind::MiddlewareTcp, named(own, &one.name, one.namespace.as_ref()))).collect();
        found.extend(transports.map(|name| (Kind::ServersTransportTcp, named(own, name, None))));
        found.extend(options.map(|one| (Kind::TlsOption, named(own, &one.name, one.namespace.as_ref()))));
        found.extend(stores.map(|one| (Kind::TlsStore, named(own, &one.name, one.namespace.as_ref()))));
        found
    }
}

impl Object {
    /// The Services that a route names, with the entry that names each, duplicates included. Other kinds name none.
    pub fn services(&self) -> impl Iterator<Item = (ObjectRef<'_>, &ServiceTcp)> {
        let routes = match &self.spec {
            Spec::IngressRouteTcp(ingress) => ingress.routes.as_slice(),
            _ => &[],
        };
        let own = self.metadata.namespace.as_str();
        routes.iter().flat_map(|rule| &rule.services).map(move |it| (named(own, &it.name, it.namespace.as_ref()), it))
    }
}

/// A reference without a namespace, or with an empty one, is to an object of the route's own.
fn named<'a>(own: &'a str, name: &'a Text, namespace: Option<&'a Text>) -> ObjectRef<'a> {
    let namespace = namespace.map(Text::as_str).filter(|namespace| !namespace.is_empty()).unwrap_or(own);
    ObjectRef { namespace, name: name.as_str() }
}
