use serde_json::{Map, Value as Json, json};

use super::common::Common;
use super::covers::Covers;
use super::decoder::Decode;
use super::decoder::{Decoder, Value};
use super::describe::Describe;
use super::fields::Fields;
use super::middleware::Middleware;
use super::route::Route;
use super::servers_transport::ServersTransport;
use super::tls_option::TlsOption;
use super::tls_store::TlsStore;
use crate::resource::Kind;
use crate::source::{Span, Spanned};

/// The keys that make another object of an entry.
pub(super) const IDENTITY_KEYS: [&str; 2] = ["namespace", "external"];

/// What is written of an entry: all of it, or with a scenario's `set` the keys that are laid over it.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
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

/// Does the same with the body of any kind.
macro_rules! each {
    ($body:expr, $inner:ident => $does:expr) => {
        match $body {
            Body::ServersTransport($inner) => $does,
            Body::TlsOption($inner) => $does,
            Body::TlsStore($inner) => $does,
            Body::Middleware($inner) => $does,
            Body::Route($inner) => $does,
        }
    };
}

macro_rules! from {
    ($($kind:ident),+) => { $(
        impl From<Box<$kind>> for Body {
            fn from(body: Box<$kind>) -> Self {
                Self::$kind(body)
            }
        }
    )+ };
}

from!(ServersTransport, TlsOption, TlsStore, Middleware, Route);

/// Read as what the step's `apply` names. Without one that is known there is nothing to read it as; the step reports that.
impl Decode for Body {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match decoder.applied()? {
            Kind::ServersTransportTcp => Decode::decode(value, decoder).map(Self::ServersTransport),
            Kind::TlsOption => Decode::decode(value, decoder).map(Self::TlsOption),
            Kind::TlsStore => Decode::decode(value, decoder).map(Self::TlsStore),
            Kind::MiddlewareTcp => Decode::decode(value, decoder).map(Self::Middleware),
            Kind::IngressRouteTcp => Decode::decode(value, decoder).map(Self::Route),
        }
    }
}

impl Describe for Body {
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

impl Covers for Body {
    fn places(&self, visit: &mut impl FnMut(Span)) {
        each!(self, body => body.places(visit));
    }
}

impl Body {
    /// What kind of entry it is of.
    pub fn kind(&self) -> Kind {
        match self {
            Self::ServersTransport(_) => Kind::ServersTransportTcp,
            Self::TlsOption(_) => Kind::TlsOption,
            Self::TlsStore(_) => Kind::TlsStore,
            Self::Middleware(_) => Kind::MiddlewareTcp,
            Self::Route(_) => Kind::IngressRouteTcp,
        }
    }

    /// The keys that every entry can have.
    pub fn common(&self) -> &Common {
        each!(self, body => &body.common)
    }

    /// `external`, where it is written.
    fn external(&self) -> Option<Spanned<bool>> {
        match self {
            Self::ServersTransport(body) => body.external,
            Self::TlsOption(body) => body.external,
            Self::TlsStore(body) => body.external,
            Self::Middleware(body) => body.external,
            Self::Route(_) => None,
        }
    }

    /// Whether it specifies that its object exists elsewhere.
    pub fn is_external(&self) -> bool {
        self.external().is_some_and(|external| external.value)
    }

    /// The keys of entries of a kind.
    pub(super) fn keys(kind: Kind) -> Vec<&'static str> {
        match kind {
            Kind::ServersTransportTcp => ServersTransport::keys(),
            Kind::TlsOption => TlsOption::keys(),
            Kind::TlsStore => TlsStore::keys(),
            Kind::MiddlewareTcp => Middleware::keys(),
            Kind::IngressRouteTcp => Route::keys(),
        }
    }

    /// The key by which it would make another object of the entry, if it has one.
    pub fn identity_key(&self) -> Option<(&'static str, Span)> {
        let namespace = self.common().namespace.as_ref().map(|namespace| ("namespace", namespace.span));
        namespace.or(self.external().map(|external| ("external", external.span)))
    }

    /// Takes a key out. A key that it does not have changes nothing.
    pub fn unset(&mut self, key: &str) {
        each!(self, body => body.unset(key));
    }

    /// Lays `newer` over it; one of another kind changes nothing.
    pub fn overlay(&mut self, newer: Self) {
        match (self, newer) {
            (Self::ServersTransport(body), Self::ServersTransport(newer)) => body.overlay(*newer),
            (Self::TlsOption(body), Self::TlsOption(newer)) => body.overlay(*newer),
            (Self::TlsStore(body), Self::TlsStore(newer)) => body.overlay(*newer),
            (Self::Middleware(body), Self::Middleware(newer)) => body.overlay(*newer),
            (Self::Route(body), Self::Route(newer)) => {
                body.make_room(&newer);
                body.overlay(*newer);
            }
            _ => {}
        }
    }
}

impl Route {
    /// Removes the other ways to specify what `newer` does, so that `set = { match = ".." }` replaces a declared `sni`.
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
