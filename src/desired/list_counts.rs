use super::fields::table;
use crate::source::Spanned;

table! {
    /// How many objects of each kind a scenario expects in the cluster. External ones do not count.
    pub struct ListCounts {
        /// IngressRouteTCPs.
        routes: Spanned<i64>,
        /// MiddlewareTCPs.
        middlewares: Spanned<i64>,
        /// ServersTransportTCPs.
        servers_transports: Spanned<i64>,
        /// TLSOptions.
        tls_options: Spanned<i64>,
        /// TLSStores.
        tls_stores: Spanned<i64>,
    }
}
