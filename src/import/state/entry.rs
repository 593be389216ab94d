use super::document::Table;
use super::{middleware, route, servers_transport, tls};
use crate::resource::Spec;

/// The keys of one object.
pub(super) fn spec(spec: &Spec, table: &mut Table) {
    match spec {
        Spec::ServersTransportTcp(transport) => servers_transport::keys(transport, table),
        Spec::TlsOption(option) => tls::option(option, table),
        Spec::TlsStore(store) => tls::store(store, table),
        Spec::MiddlewareTcp(guard) => middleware::keys(guard, table),
        Spec::IngressRouteTcp(written) => route::keys(written, table),
    }
}
