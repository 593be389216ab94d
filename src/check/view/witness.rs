//! Connections to which a finding happens: a check reports what the routing table confirms, and nothing else.

use std::iter;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::analysis::{ANY_ENTRY_POINT, addresses};
use crate::check::{Context, EntryPointView, RuleView};
use crate::connection::Connection;
use crate::routing::{Answer, Router};

/// Clients of nobody's network (RFC 5737, RFC 3849).
const STRANGERS: [IpAddr; 2] =
    [IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1))];

/// The most addresses that are tried for one rule.
const MOST_ADDRESSES: usize = 128;

impl EntryPointView<'_> {
    /// The name by which the routing decision knows it.
    fn address(&self) -> &str {
        self.name.unwrap_or(ANY_ENTRY_POINT)
    }
}

/// A plain client of an entry point that a rule matches, and that comes out as it should.
pub(crate) fn plain(
    context: &Context<'_>,
    listener: &EntryPointView<'_>,
    rule: &RuleView<'_>,
    is_so: impl Fn(&Answer<'_>) -> bool,
) -> Option<Connection> {
    let ranges = rule.live()?.client_ips().map(|(_, range, _)| range.network());
    // Most rules match a stranger.
    let of_rule = iter::once_with(|| addresses(ranges)).flatten().take(MOST_ADDRESSES);
    let clients = STRANGERS.into_iter().chain(of_rule);
    confirmed(context, clients.map(|client| Connection::plain(listener.address(), client)), is_so)
}

/// A TLS client of an entry point that sends this server name, or none, and that comes out as it should.
pub(crate) fn tls(
    context: &Context<'_>,
    listener: &EntryPointView<'_>,
    sni: Option<&str>,
    is_so: impl Fn(&Answer<'_>) -> bool,
) -> Option<Connection> {
    let connection = |client| match sni {
        Some(sni) => Connection::tls(listener.address(), client, sni),
        None => Connection::tls_without_sni(listener.address(), client),
    };
    confirmed(context, STRANGERS.into_iter().map(connection), is_so)
}

/// The first of these connections that comes out as it should.
fn confirmed(
    context: &Context<'_>,
    mut connections: impl Iterator<Item = Connection>,
    is_so: impl Fn(&Answer<'_>) -> bool,
) -> Option<Connection> {
    connections.find(|connection| is_so(&context.table.decide_fast(connection)))
}

/// Whether a router takes the connection, alone or as one of several.
pub(crate) fn takes(answer: &Answer<'_>, router: &Router) -> bool {
    let is_this = |other: &&Router| std::ptr::eq(*other, router);
    answer.router.as_ref().is_some_and(is_this) || answer.contenders.iter().any(is_this)
}
