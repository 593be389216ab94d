use serde_json::{Map, Value as Json, json};

use super::covers::Covers;
use super::decode::Decode;
use super::decoder::{Decoder, Value};
use super::describe::Describe;
use super::desired_state::DesiredState;
use super::entry_index::EntryId;
use super::entry_kind::EntryKind;
use super::fields::Fields;
use super::middleware::Middleware;
use super::named::Named;
use super::route::Route;
use super::servers_transport::ServersTransport;
use super::tls_option::TlsOption;
use super::tls_store::TlsStore;
use crate::source::Span;

/// The keys that make another object of an entry.
pub(super) const IDENTITY_KEYS: [&str; 2] = ["namespace", "external"];

/// Some keys of an entry: what a scenario's `set` lays over the declared one.
#[derive(Clone, Debug, PartialEq)]
pub enum Patch {
    /// Of a ServersTransportTCP.
    ServersTransport(Box<ServersTransport>),
    /// Of a TLSOption.
    TlsOption(Box<TlsOption>),
    /// Of a TLSStore.
    TlsStore(Box<TlsStore>),
    /// Of a MiddlewareTCP.
    Middleware(Box<Middleware>),
    /// Of an IngressRouteTCP.
    Route(Box<Route>),
}

/// Read as what the step's `apply` names. Without one that is known there is nothing to read it as; the step says so.
impl Decode for Patch {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match decoder.applied()? {
            EntryKind::ServersTransport => Decode::decode(value, decoder).map(Self::ServersTransport),
            EntryKind::TlsOption => Decode::decode(value, decoder).map(Self::TlsOption),
            EntryKind::TlsStore => Decode::decode(value, decoder).map(Self::TlsStore),
            EntryKind::Middleware => Decode::decode(value, decoder).map(Self::Middleware),
            EntryKind::Route => Decode::decode(value, decoder).map(Self::Route),
        }
    }
}

impl Describe for Patch {
    fn describe(definitions: &mut Map<String, Json>) -> Json {
        json!({ "anyOf": [
            Route::describe(definitions),
            Middleware::describe(definitions),
            ServersTransport::describe(definitions),
            TlsOption::describe(definitions),
            TlsStore::describe(definitions),
        ] })
    }
}

impl Covers for Patch {
    fn places(&self, visit: &mut impl FnMut(Span)) {
        match self {
            Self::ServersTransport(body) => body.places(visit),
            Self::TlsOption(body) => body.places(visit),
            Self::TlsStore(body) => body.places(visit),
            Self::Middleware(body) => body.places(visit),
            Self::Route(body) => body.places(visit),
        }
    }
}

impl Patch {
    /// The keys of entries of a kind.
    pub(super) fn keys(kind: EntryKind) -> Vec<&'static str> {
        match kind {
            EntryKind::ServersTransport => ServersTransport::keys(),
            EntryKind::TlsOption => TlsOption::keys(),
            EntryKind::TlsStore => TlsStore::keys(),
            EntryKind::Middleware => Middleware::keys(),
            EntryKind::Route => Route::keys(),
        }
    }

    /// The key by which it would make another object of the entry, if it has one.
    pub fn identity_key(&self) -> Option<(&'static str, Span)> {
        let (common, external) = match self {
            Self::ServersTransport(body) => (&body.common, body.external),
            Self::TlsOption(body) => (&body.common, body.external),
            Self::TlsStore(body) => (&body.common, body.external),
            Self::Middleware(body) => (&body.common, body.external),
            Self::Route(body) => (&body.common, None),
        };
        let namespace = common.namespace.as_ref().map(|namespace| ("namespace", namespace.span));
        namespace.or(external.map(|external| ("external", external.span)))
    }
}

impl DesiredState {
    /// Takes a key out of an entry.
    pub fn unset(&mut self, id: EntryId, key: &str) {
        let at = id.index;
        match id.kind {
            EntryKind::ServersTransport => take_out(&mut self.servers_transports, at, key),
            EntryKind::TlsOption => take_out(&mut self.tls_options, at, key),
            EntryKind::TlsStore => take_out(&mut self.tls_stores, at, key),
            EntryKind::Middleware => take_out(&mut self.middlewares, at, key),
            EntryKind::Route => take_out(&mut self.routes, at, key),
        }
    }

    /// Lays `patch` over an entry; of another kind than the entry it changes nothing.
    pub fn overlay(&mut self, id: EntryId, patch: Patch) {
        let at = id.index;
        match patch {
            Patch::ServersTransport(newer) if id.kind == EntryKind::ServersTransport => {
                lay(&mut self.servers_transports, at, *newer);
            }
            Patch::TlsOption(newer) if id.kind == EntryKind::TlsOption => lay(&mut self.tls_options, at, *newer),
            Patch::TlsStore(newer) if id.kind == EntryKind::TlsStore => lay(&mut self.tls_stores, at, *newer),
            Patch::Middleware(newer) if id.kind == EntryKind::Middleware => lay(&mut self.middlewares, at, *newer),
            Patch::Route(newer) if id.kind == EntryKind::Route => {
                if let Some(entry) = self.routes.get_mut(at) {
                    entry.body.make_room(&newer);
                }
                lay(&mut self.routes, at, *newer);
            }
            _ => {}
        }
    }
}

fn lay<T: Fields>(entries: &mut [Named<T>], at: usize, newer: T) {
    if let Some(entry) = entries.get_mut(at) {
        entry.body.overlay(newer);
    }
}

fn take_out<T: Fields>(entries: &mut [Named<T>], at: usize, key: &str) {
    if let Some(entry) = entries.get_mut(at) {
        entry.body.unset(key);
    }
}

impl Route {
    /// Takes out the other ways to say what `newer` says, so that `set = { match = ".." }` replaces a declared `sni`.
    fn make_room(&mut self, newer: &Self) {
        if newer.sni.is_some() || newer.match_.is_some() {
            (self.sni, self.match_) = (None, None);
        }
        if newer.service.is_some() || newer.services.is_some() {
            (self.service, self.services) = (None, None);
        }
        if newer.rules.is_some() {
            (self.sni, self.match_, self.service, self.services) = (None, None, None, None);
            (self.priority, self.syntax, self.middlewares) = (None, None, None);
        }
    }
}
