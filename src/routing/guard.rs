use std::net::IpAddr;

use smol_str::SmolStr;

use super::Fault;
use super::provided::{Known, Provided};
use super::reference::Reference;
use crate::resource::{IpAllowList, MiddlewareTcp};
use crate::source::Text;
use crate::source_range::SourceRange;

/// A middleware, built: what stands between a router and its service.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Guard {
    /// `namespace/name`, or `name@provider` of another provider.
    pub name: SmolStr,
    /// What it does.
    pub kind: GuardKind,
}

/// What a middleware does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum GuardKind {
    /// Lets these clients through.
    AllowList(Vec<SourceRange>),
    /// Lets so many connections of one client address through at once.
    InFlight(i64),
    /// Exists elsewhere; taken to let everyone through.
    Unknown,
}

impl Guard {
    /// Builds a middleware (`pkg/server/middleware/tcp/middlewares.go`). Of several types in one object an allow list
    /// wins, then a v2 white list.
    ///
    /// # Errors
    /// Why Traefik cannot build it, which disables every router that uses it.
    pub fn build(reference: &Reference, provided: &Provided<'_>) -> Result<Self, Fault> {
        let shown = &reference.shown;
        let kind = match provided.middlewares.get(reference.qualified.as_str()) {
            Some(Known { spec: Some(middleware), .. }) => kind(middleware, &reference.qualified)
                .map_err(|traefik| Fault::BrokenMiddleware { shown: shown.clone(), traefik })?,
            Some(Known { spec: None, .. }) => GuardKind::Unknown,
            None if reference.is_foreign() => GuardKind::Unknown,
            None => {
                let middleware = reference.qualified.to_string();
                return Err(Fault::MissingMiddleware { middleware, shown: shown.clone() });
            }
        };
        Ok(Self { name: shown.clone(), kind })
    }

    /// Whether a client gets through, when it has no other connection open.
    pub fn admits(&self, client: IpAddr) -> bool {
        match &self.kind {
            GuardKind::AllowList(ranges) => ranges.iter().any(|range| range.contains(client)),
            GuardKind::InFlight(amount) => *amount > 0,
            GuardKind::Unknown => true,
        }
    }
}

fn kind(middleware: &MiddlewareTcp, qualified: &str) -> Result<GuardKind, String> {
    if let Some(list) = &middleware.ip_allow_list {
        return allow_list(list, "IPAllowLister", "cannot parse CIDRs");
    }
    if let Some(list) = &middleware.ip_white_list {
        return allow_list(list, "IPWhiteLister", "cannot parse CIDR whitelist");
    }
    match &middleware.in_flight_conn {
        Some(limit) => Ok(GuardKind::InFlight(limit.amount.map_or(0, |amount| amount.value))),
        None => Err(format!(
            "invalid middleware \"{qualified}\" configuration: invalid middleware type or middleware does not exist"
        )),
    }
}

/// `pkg/middlewares/tcp/ipallowlist` and `ipwhitelist`.
fn allow_list(list: &IpAllowList, lister: &str, complaint: &str) -> Result<GuardKind, String> {
    let texts = &list.source_range.value;
    if texts.is_empty() {
        return Err(format!("sourceRange is empty, {lister} not created"));
    }
    let ranges: Result<Vec<_>, _> = texts.iter().map(|text| SourceRange::parse(text)).collect();
    ranges.map(GuardKind::AllowList).map_err(|error| {
        let all = texts.iter().map(Text::as_str).collect::<Vec<_>>().join(" ");
        format!("{complaint} [{all}]: {}", error.traefik())
    })
}
