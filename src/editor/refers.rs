use smol_str::SmolStr;

use super::names::SymbolKind;
use super::toml::ITEM;
use crate::resource::Kind;

/// What a value of a state file refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refers {
    /// By name, with a namespace or without.
    To(SymbolKind),
    /// An entry as `table.key`.
    ToEntry,
    /// A route, with a namespace or without.
    ToRoute,
    /// A service as `[namespace/]name:port`.
    ToService,
    /// The code of a diagnostic.
    ToCode,
}

/// What the value at a path refers to, if anything.
pub(super) fn at(path: &[SmolStr]) -> Option<Refers> {
    let items: Vec<&str> = path.iter().map(SmolStr::as_str).collect();
    let keys = if items.last() == Some(&ITEM) { items.get(..items.len() - 1)? } else { &items[..] };
    let object = |kind| Some(Refers::To(SymbolKind::Object(kind)));
    match keys {
        ["routes" | "scenarios", _, .., "middlewares"] => object(Kind::MiddlewareTcp),
        [_, _, .., "tls", "options"] | [_, _, .., "tls", "options", "name"] => object(Kind::TlsOption),
        [_, _, .., "tls", "store"] | [_, _, .., "tls", "store", "name"] => object(Kind::TlsStore),
        [_, _, .., "servers_transport"] => object(Kind::ServersTransportTcp),
        [_, _, .., "entry_points" | "entry_point"] => Some(Refers::To(SymbolKind::EntryPoint)),
        ["scenarios", .., "apply" | "delete"] => Some(Refers::ToEntry),
        ["scenarios", .., "expect", "router"] => Some(Refers::ToRoute),
        ["invariants", _, "to"] | ["routes" | "scenarios", _, .., "service"] => Some(Refers::ToService),
        ["routes" | "scenarios", _, .., "services"] if items.len() > keys.len() => Some(Refers::ToService),
        [.., "allow", ITEM, "code"] => Some(Refers::ToCode),
        _ => None,
    }
}
