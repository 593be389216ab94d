use std::collections::HashMap;

use crate::analysis::ANY_ENTRY_POINT;
use crate::analysis::reach::{Reached, ReachedService};
use crate::analysis::set::Clients;
use crate::routing::{ObjectName, Outcome, Reason};
use crate::rule::TlsMode;

/// Text that fits on one line of a terminal: what would steer it is written out.
pub(in crate::report) fn clean(text: &str) -> String {
    let steers = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(steers) {
        return text.to_owned();
    }
    let written = |letter: char| if steers(letter) { letter.escape_unicode().to_string() } else { letter.to_string() };
    text.chars().map(written).collect()
}

/// Clients in words, each written once: most rows of a large table are about a few.
#[derive(Debug, Default)]
pub(in crate::report) struct ClientWords<'r> {
    known: HashMap<&'r Clients, String>,
}

impl<'r> ClientWords<'r> {
    /// The words of these clients, fit for a line.
    pub fn of(&mut self, clients: &'r Clients) -> String {
        self.known.entry(clients).or_insert_with(|| clean(&clients.to_string())).clone()
    }
}

pub(in crate::report) fn entry_point(name: &str) -> String {
    if name == ANY_ENTRY_POINT { "any other".to_owned() } else { name.to_owned() }
}

pub(in crate::report) fn outcome(fate: &Reached) -> String {
    match fate.outcome {
        Outcome::Forwarded => {
            let tls = match fate.tls_mode {
                TlsMode::None => "",
                TlsMode::Passthrough => ", TLS and all",
                TlsMode::Terminate => ", TLS ended",
            };
            format!("{}{tls}", services(&fate.services))
        }
        Outcome::Ambiguous if fate.services.is_empty() => "chance decides".to_owned(),
        Outcome::Ambiguous => format!("chance decides: {}, or not", services(&fate.services)),
        Outcome::Http => "Traefik's own HTTP server".to_owned(),
        Outcome::Closed => format!("closed{}", fate.reason.map_or("", why)),
    }
}

fn services(services: &[ReachedService]) -> String {
    let several = services.len() > 1;
    let told = services.iter().map(|service| {
        let share = service.share.filter(|_| several).map(|share| format!("{}%", percent(share)));
        let wire = service.proxy_protocol.map(|version| format!("PROXY protocol {version}"));
        let tls = service.tls.then(|| "over TLS".to_owned());
        match [share, wire, tls].into_iter().flatten().collect::<Vec<_>>() {
            notes if notes.is_empty() => service.service.clone(),
            notes => format!("{} ({})", service.service, notes.join(", ")),
        }
    });
    told.collect::<Vec<_>>().join(", ")
}

/// With as many digits as it takes to tell it from nothing and from everything.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if (0.95..99.05).contains(&percent) { format!("{percent:.0}") } else { format!("{percent:.2}") }
}

fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::NoMatchingRouter => ": no router matches",
        Reason::DeniedByMiddleware => " by a middleware",
        Reason::NoService => ": no server",
        Reason::BrokenTlsOptions => ": broken TLS options",
        Reason::PostgresNeedsTlsRoute => ": PostgreSQL needs a TLS route",
        Reason::AlpnMismatch => ": no common protocol",
        Reason::TlsRefused => ": TLS is refused",
        Reason::UnknownEntryPoint => ": no such entry point",
        Reason::EqualPriority | Reason::UndecidedRule => "",
    }
}

/// Who does it, and on what it depends.
pub(super) fn by(fate: &Reached) -> String {
    let names = |names: &[ObjectName]| names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut parts = Vec::new();
    parts.extend(fate.router.as_ref().map(ToString::to_string));
    if !fate.ambiguous_with.is_empty() && (fate.router.is_none() || fate.ambiguous_with.len() > 1) {
        parts.push(format!("one of {}", names(&fate.ambiguous_with)));
    }
    let is_known = |name: &&smol_str::SmolStr| {
        !fate.unknown_middlewares.contains(name) && !fate.limits.iter().any(|limit| limit.middleware == **name)
    };
    let guards: Vec<&str> = fate.middlewares.iter().filter(is_known).map(smol_str::SmolStr::as_str).collect();
    if !guards.is_empty() {
        parts.push(format!("guarded by {}", guards.join(", ")));
    }
    parts.extend(
        fate.limits
            .iter()
            .map(|limit| format!("at most {} at once of an address ({})", limit.amount, limit.middleware)),
    );
    parts.extend(fate.unknown_middlewares.iter().map(|name| format!("if {name} lets them, which is not known here")));
    parts.join("; ")
}
