use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::arguments::missing;
use super::entry::{array, string};
use crate::store::Refusal;

/// A middleware as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Middleware {
    /// Its name.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    /// What it does.
    pub guard: Guard,
}

impl Middleware {
    /// The entry of a state file that says the same.
    pub fn entry(&self) -> String {
        let mut text = format!("[middlewares.{}]\nnamespace = {}\n", string(&self.name), string(&self.namespace));
        let _ = match &self.guard {
            Guard::InFlightConn(amount) => writeln!(text, "in_flight_conn = {amount}"),
            Guard::SourceRanges(ranges) => writeln!(text, "ip_allow_list = {}", array(ranges)),
        };
        text
    }
}

/// The types of middleware, by the tools' names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MiddlewareType {
    /// Only some source ranges get through.
    #[default]
    #[serde(rename = "ip_allowlist")]
    IpAllowList,
    /// Connections at once are limited.
    InFlightConn,
}

/// What a middleware does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Only these source ranges get through.
    SourceRanges(Vec<String>),
    /// At most so many connections at once for each client address.
    InFlightConn(u64),
}

impl Guard {
    /// The guard of this type; what the type needs has to be there, and what another one needs must not.
    pub(super) fn new(
        kind: MiddlewareType,
        source_ranges: Option<&[String]>,
        amount: Option<u64>,
    ) -> Result<Self, Refusal> {
        let beside = |name: &str, kind: &str| {
            Refusal::new("conflicting-arguments", format!("`{name}` has no meaning for an `{kind}`"))
                .help(format!("leave `{name}` out, or choose another `middleware_type`"))
        };
        match (kind, source_ranges, amount) {
            (MiddlewareType::IpAllowList, Some(ranges), None) => Ok(Self::SourceRanges(ranges.to_vec())),
            (MiddlewareType::IpAllowList, None, _) => Err(missing("an `ip_allowlist`", "source_ranges")),
            (MiddlewareType::IpAllowList, Some(_), Some(_)) => Err(beside("amount", "ip_allowlist")),
            (MiddlewareType::InFlightConn, None, Some(amount)) => Ok(Self::InFlightConn(amount)),
            (MiddlewareType::InFlightConn, _, None) => Err(missing("an `in_flight_conn`", "amount")),
            (MiddlewareType::InFlightConn, Some(_), Some(_)) => Err(beside("source_ranges", "in_flight_conn")),
        }
    }
}
