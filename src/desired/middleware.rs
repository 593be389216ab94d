use super::common::Common;
use super::fields::table;
use crate::source::{Spanned, Text};

table! {
    /// A MiddlewareTCP.
    pub struct Middleware {
        /// Only clients of these source ranges get through.
        /// Example: `["192.168.1.0/24", "10.0.0.1"]`
        ip_allow_list: IpAllowList,
        /// At most so many connections at once for each client address.
        /// Example: `100`
        in_flight_conn: InFlightConn,
        /// Traefik v2's name for `ip_allow_list`.
        /// Example: `["192.168.1.0/24"]`
        ip_white_list: IpAllowList,
        /// The object exists elsewhere: it may be referenced and is not emitted.
        /// Default: `false`
        /// Example: `true`
        external: Spanned<bool>,
    }
    with common: Common;
}

table! {
    /// Only clients of these source ranges get through.
    pub struct IpAllowList {
        /// Addresses and CIDR ranges, IPv4 or IPv6.
        /// Example: `["192.168.1.0/24", "2001:db8::/32"]`
        source_range: Spanned<Vec<Text>>,
    }
    shorthand source_range: Spanned<Vec<Text>>;
}

table! {
    /// At most so many connections at once for each client address.
    pub struct InFlightConn {
        /// The number of connections; 0 closes every one.
        /// Example: `100`
        amount: Spanned<i64>,
    }
    shorthand amount: Spanned<i64>;
}
