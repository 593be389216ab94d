//! Connections to which a finding happens: a check reports what the routing table confirms, and nothing else.

use std::cell::OnceCell;
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

/// Plain clients of one entry point. What becomes of strangers is decided once for all of its rules: where many rules take the
/// same clients, each answer names all of them.
pub(crate) struct PlainClients<'c, 'a> {
    pub context: &'c Context<'a>,
    pub listener: &'c EntryPointView<'a>,
    strangers: [OnceCell<Answer<'a>>; STRANGERS.len()],
    /// The same, once they ask for TLS as clients of PostgreSQL do.
    asking: [OnceCell<Answer<'a>>; STRANGERS.len()],
}

impl<'c, 'a> PlainClients<'c, 'a> {
    pub fn new(context: &'c Context<'a>, listener: &'c EntryPointView<'a>) -> Self {
        let unknown = || [const { OnceCell::new() }; STRANGERS.len()];
        Self { context, listener, strangers: unknown(), asking: unknown() }
    }

    /// Whether a router takes one of them that asks for TLS.
    pub fn takes_asking(&self, asks: &Connection, router: &Router) -> bool {
        let decide = || self.context.table.decide_fast(asks);
        let stranger = STRANGERS.iter().position(|stranger| *stranger == asks.client_ip);
        match stranger.and_then(|place| self.asking.get(place)) {
            Some(known) => takes(known.get_or_init(decide), router),
            None => takes(&decide(), router),
        }
    }

    /// One that a rule matches, and that comes out as it should.
    pub fn witness(&self, rule: &RuleView<'_>, is_so: impl Fn(&Answer<'_>) -> bool) -> Option<Connection> {
        let ranges = rule.live()?.client_ips().map(|(_, range, _)| range.network());
        let connection = |client| Connection::plain(self.listener.address(), client);
        // Most rules match a stranger.
        for (client, answer) in STRANGERS.into_iter().zip(&self.strangers) {
            if is_so(answer.get_or_init(|| self.context.table.decide_fast(&connection(client)))) {
                return Some(connection(client));
            }
        }
        let of_rule = addresses(ranges).into_iter().take(MOST_ADDRESSES);
        confirmed(self.context, of_rule.map(connection), is_so)
    }
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
