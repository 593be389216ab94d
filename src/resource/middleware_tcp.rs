use serde::{Deserialize, Serialize};

use crate::source::{Spanned, Text};

/// The spec of a MiddlewareTCP. Traefik serves one type of the two.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MiddlewareTcp {
    /// A limit of connections at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_flight_conn: Option<InFlightConn>,
    /// An allow list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip_allow_list: Option<IpAllowList>,
    /// v2's name for an allow list (deprecated).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip_white_list: Option<IpAllowList>,
}

/// A limit of connections at once, for each client address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InFlightConn {
    /// The number; none: 0, which closes every connection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Spanned<i64>>,
}

/// Source ranges that get through.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IpAllowList {
    /// Addresses and CIDR ranges. Traefik refuses an empty list, and with it the router.
    #[serde(default)]
    pub source_range: Spanned<Vec<Text>>,
}
