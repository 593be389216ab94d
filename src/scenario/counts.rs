use serde::Serialize;

use crate::resource::{Kind, Object};

/// How many objects of each kind a cluster holds. External ones do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// IngressRouteTCPs.
    pub routes: usize,
    /// MiddlewareTCPs.
    pub middlewares: usize,
    /// ServersTransportTCPs.
    pub servers_transports: usize,
    /// TLSOptions.
    pub tls_options: usize,
    /// TLSStores.
    pub tls_stores: usize,
}

impl Counts {
    /// Counts the objects that are not external.
    pub fn of<'o>(objects: impl IntoIterator<Item = &'o Object>) -> Self {
        let mut counts = Self::default();
        for object in objects.into_iter().filter(|object| !object.external) {
            *counts.of_kind(object.kind()) += 1;
        }
        counts
    }

    fn of_kind(&mut self, kind: Kind) -> &mut usize {
        match kind {
            Kind::IngressRouteTcp => &mut self.routes,
            Kind::MiddlewareTcp => &mut self.middlewares,
            Kind::ServersTransportTcp => &mut self.servers_transports,
            Kind::TlsOption => &mut self.tls_options,
            Kind::TlsStore => &mut self.tls_stores,
        }
    }
}
