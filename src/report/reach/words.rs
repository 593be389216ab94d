use crate::analysis::ANY_ENTRY_POINT;
use crate::analysis::reach::{ReachSet, Reached, ReachedService};
use crate::analysis::set::{NameList, OfferList};
use crate::routing::{ObjectName, Outcome, Reason};
use crate::rule::TlsMode;

/// Text that fits on one line of a terminal: what would steer it is written out.
pub(super) fn clean(text: &str) -> String {
    let steers = |letter: char| letter.is_control() || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let written = |letter: char| if steers(letter) { letter.escape_unicode().to_string() } else { letter.to_string() };
    text.chars().map(written).collect()
}

pub(super) fn entry_point(name: &str) -> String {
    if name == ANY_ENTRY_POINT { "any other".to_owned() } else { name.to_owned() }
}

/// What connections of one outcome have in common beside the address.
pub(super) fn connection(sets: &[&ReachSet]) -> String {
    let mut kinds: Vec<(bool, String, [bool; 2])> = Vec::new();
    for set in sets {
        let name = kind(set);
        let place = kinds.iter().position(|(tls, known, _)| *tls == set.tls && *known == name);
        let place = place.unwrap_or_else(|| {
            kinds.push((set.tls, name, [false, false]));
            kinds.len() - 1
        });
        if let Some((_, _, [without, with])) = kinds.get_mut(place) {
            *if set.postgres { with } else { without } = true;
        }
    }
    let whole = |tls: bool, name: &str| kinds.iter().any(|kind| *kind == (tls, name.to_owned(), [true, true]));
    if whole(false, "plain") && whole(true, "TLS") {
        return "any".to_owned();
    }
    let told = kinds.into_iter().map(|(_, name, requests)| match requests {
        [true, true] => format!("{name}, also after PostgreSQL's SSLRequest"),
        [false, true] => format!("{name} after PostgreSQL's SSLRequest"),
        _ => name,
    });
    told.collect::<Vec<_>>().join("; or ")
}

fn kind(set: &ReachSet) -> String {
    if !set.tls {
        return "plain".to_owned();
    }
    let names = Some(&set.names).filter(|names| !names.is_everything()).map(NameList::to_string);
    let offers = Some(&set.alpn).filter(|alpn| !alpn.is_everything()).map(OfferList::to_string);
    let mut words = "TLS".to_owned();
    words.extend(names.map(|names| format!(" with {names}")));
    words.extend(offers.map(|offers| format!(", offering {offers}")));
    words
}

pub(super) fn outcome(fate: &Reached) -> String {
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
    let told = services.iter().map(|service| match service.share {
        Some(share) if several => format!("{} ({}%)", service.service, percent(share)),
        _ => service.service.clone(),
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
    parts.extend(fate.limits.iter().map(|limit| format!("at most {} at once of an address ({})", limit.amount, limit.middleware)));
    parts.extend(fate.unknown_middlewares.iter().map(|name| format!("if {name} lets them, which is not known here")));
    parts.join("; ")
}
