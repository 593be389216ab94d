use super::common::Common;
use super::table::table;
use crate::source::{Spanned, Text};

table! {
    /// A MiddlewareTCP.
    pub struct Middleware {
        /// Only clients from these source ranges are admitted.
        /// Example: `["192.168.1.0/24", "10.0.0.1"]`
        ip_allow_list: IpAllowList,
        /// Maximum number of simultaneous connections of each client address.
        /// Example: `100`
        in_flight_conn: InFlightConn,
        /// Traefik v2's name for `ip_allow_list`.
        /// Example: `["192.168.1.0/24"]`
        ip_white_list: IpAllowList,
        /// The object is managed elsewhere: it can be referenced and is not emitted.
        /// Default: `false`
        /// Example: `true`
        external: Spanned<bool>,
    }
    with common: Common;
    slips MIDDLEWARE;
}

table! {
    /// Only clients from these source ranges are admitted.
    pub struct IpAllowList {
        /// Addresses and CIDR ranges, IPv4 or IPv6.
        /// Example: `["192.168.1.0/24", "2001:db8::/32"]`
        source_range: Spanned<Vec<Text>>,
    }
    shorthand source_range: Spanned<Vec<Text>>;
}

table! {
    /// Maximum number of simultaneous connections of each client address.
    pub struct InFlightConn {
        /// The number of connections; 0 closes every connection.
        /// Example: `100`
        amount: Spanned<i64>,
    }
    shorthand amount: Spanned<i64>;
}
