//! Two endings and two routers, in words.

use std::collections::{HashMap, HashSet};

use super::{ConnectionDifference, Effect, Ending, RouterState, Server, Upgrade};
use crate::difference::in_words;
use crate::routing::Outcome;
use crate::rule::TlsMode;

/// Of what the classes do not have, one connection for each way from router to router, and how many more were tried.
pub(super) fn witnesses(all: &[ConnectionDifference]) -> Vec<(&ConnectionDifference, usize)> {
    let way = |found: &ConnectionDifference| {
        let ends = [&found.old, &found.new].map(|ending| (ending.outcome, ending.router.clone()));
        (found.connection.entry_point.clone(), ends)
    };
    let mut places = HashMap::new();
    let mut witnesses: Vec<(&ConnectionDifference, usize)> = Vec::new();
    for found in all.iter().filter(|found| !found.in_classes) {
        let place = *places.entry(way(found)).or_insert(witnesses.len());
        match witnesses.get_mut(place) {
            Some((_, more)) => *more += found.alike + 1,
            None => witnesses.push((found, found.alike)),
        }
    }
    witnesses
}

/// The connection that is shown, and how many more.
pub(super) fn witness((found, more): (&ConnectionDifference, usize)) -> String {
    let shown = in_words(&found.connection);
    if more == 0 { shown } else { format!("{shown} (and {more} more that were tried)") }
}

/// What one change does alone before what several do together.
pub(super) fn in_order(effects: &[Effect]) -> impl Iterator<Item = &Effect> {
    let of = |together: bool| effects.iter().filter(move |effect| effect.with.is_empty() != together);
    of(false).chain(of(true))
}

/// What becomes of it, with what tells it from the `other` ending where the sentences do not.
pub(super) fn ending(ending: &Ending, other: &Ending) -> String {
    let mut words = ending.message.clone();
    let both_forward = [ending, other].iter().all(|ending| ending.outcome == Outcome::Forwarded);
    if both_forward && ending.message == other.message && ending.tls_mode != other.tls_mode {
        words += match ending.tls_mode {
            Some(TlsMode::Passthrough) => ", TLS passed through",
            Some(TlsMode::Terminate) => ", TLS ended by Traefik",
            Some(TlsMode::None) => ", TLS not looked at",
            None => "",
        };
    }
    if both_forward && wires(&ending.servers) != wires(&other.servers) {
        words += &servers(&ending.servers);
    }
    if ending.waits_for_client != other.waits_for_client {
        words += if ending.waits_for_client { ", once the client has sent something" } else { ", at once" };
    }
    words
}

/// Status and reasons of a router, with its name and its servers where only these tell it from the `other`.
pub(super) fn router(state: &RouterState, other: &RouterState) -> String {
    let mut words = state.status.to_string();
    let reasons = if state.errors == other.errors { &state.why } else { &state.errors };
    let reasons = if reasons.is_empty() { &state.why } else { reasons };
    if !reasons.is_empty() {
        words = words + ": " + &reasons.join("; ");
    }
    if state.name != other.name {
        words = words + ", as `" + &state.name + "`";
    }
    if state.status == other.status && wires(&state.servers) != wires(&other.servers) {
        words += &servers(&state.servers);
    }
    words
}

/// What servers see beside the client's bytes.
fn wires(servers: &[Server]) -> Vec<(bool, Option<i64>, bool, bool)> {
    servers.iter().map(|it| (it.tls, it.proxy_protocol, it.own_addresses, it.closes)).collect()
}

fn servers(servers: &[Server]) -> String {
    let gets = |server: &Server| {
        let tls = if server.tls { "TLS" } else { "no TLS from Traefik" };
        let header = match server.proxy_protocol {
            Some(version) if server.own_addresses => {
                format!("a PROXY protocol header (version {version}) with Traefik's own addresses")
            }
            Some(version) => format!("a PROXY protocol header (version {version})"),
            None => "no PROXY protocol header".to_owned(),
        };
        let closes = if server.closes { ", and its connections are closed" } else { "" };
        format!(", `{}:{}` gets {tls} and {header}{closes}", server.service, server.port)
    };
    servers.iter().map(gets).collect()
}

/// `Traefik 3.6.15 to 3.7.15: 2 changes make a difference here`.
pub(super) fn headline(upgrade: &Upgrade) -> String {
    let Upgrade { from, to, changes, .. } = upgrade;
    let rows: HashSet<&str> =
        changes.iter().flat_map(|effect| std::iter::once(&effect.row).chain(&effect.with)).map(|row| row.id).collect();
    let what = match rows.len() {
        _ if upgrade.is_empty() => "no difference".to_owned(),
        0 => "only diagnostics differ".to_owned(),
        1 => "1 change makes a difference here".to_owned(),
        more => format!("{more} changes make a difference here"),
    };
    format!("Traefik {from} to {to}: {what}")
}
