//! Two endings and two routers, in words.

use super::{Ending, RouterState, Server};
use crate::difference::in_words;
use crate::rule::TlsMode;
use crate::traefik::TraefikVersion;

use super::connections::ConnectionDifference;

/// The connection that is shown, and how many fare alike.
pub(super) fn connection(difference: &ConnectionDifference) -> String {
    let shown = in_words(&difference.connection);
    match difference.alike {
        0 => shown,
        more => format!("{shown} (and {more} more that were tried)"),
    }
}

/// What becomes of it, with what tells it from the `other` ending where the sentences do not.
pub(super) fn ending(ending: &Ending, other: &Ending) -> String {
    let mut words = ending.message.clone();
    if ending.tls_mode != other.tls_mode {
        words += match ending.tls_mode {
            Some(TlsMode::Passthrough) => ", TLS passed through",
            Some(TlsMode::Terminate) => ", TLS ended by Traefik",
            Some(TlsMode::None) => ", TLS not looked at",
            None => "",
        };
    }
    if ending.servers != other.servers {
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
        words += &format!(": {}", reasons.join("; "));
    }
    if state.name != other.name {
        words += &format!(", as `{}`", state.name);
    }
    if state.servers != other.servers && state.status == other.status {
        words += &servers(&state.servers);
    }
    words
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
pub(super) fn headline([from, to]: [TraefikVersion; 2], changes: usize, is_empty: bool) -> String {
    let what = match changes {
        _ if is_empty => "no difference".to_owned(),
        0 => "only diagnostics differ".to_owned(),
        1 => "1 change makes a difference here".to_owned(),
        more => format!("{more} changes make a difference here"),
    };
    format!("Traefik {from} to {to}: {what}")
}
