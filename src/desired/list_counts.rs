use super::fields::table;
use crate::source::Spanned;

table! {
    /// The number of objects of each kind that a scenario expects in the cluster, without external ones.
    pub struct ListCounts {
        /// IngressRouteTCPs.
        /// Example: `1`
        routes: Spanned<i64>,
        /// MiddlewareTCPs.
        /// Example: `1`
        middlewares: Spanned<i64>,
        /// ServersTransportTCPs.
        /// Example: `1`
        servers_transports: Spanned<i64>,
        /// TLSOptions.
        /// Example: `1`
        tls_options: Spanned<i64>,
        /// TLSStores.
        /// Example: `1`
        tls_stores: Spanned<i64>,
    }
}
