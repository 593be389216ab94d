//! What the protocols that a client offers have to do with what becomes of it, beside the rules that ask for them.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use super::handshake::is_acme_challenge;
use super::tls_names::ACME_PROTOCOL;
use super::{Router, RoutingTable};
use crate::rule::TlsMode;
use crate::traefik::change;

/// How some TLS options answer what a client offers. Clients that are answered alike fare alike with these options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handshake {
    refused: bool,
    acme: bool,
    http: bool,
}

impl RoutingTable {
    /// Whether Traefik takes clients that offer `acme-tls/1` itself, whichever router there is.
    pub fn takes_acme(&self) -> bool {
        !self.changes.has(&change::ACME_NEEDS_RESOLVER)
    }

    /// The options of a router that ends TLS; none when it does not, or closes every connection.
    pub fn options_of(&self, router: &Router) -> Option<usize> {
        router.tls_options.filter(|_| router.tls_mode == TlsMode::Terminate).map(|options| options as usize)
    }

    /// The protocols that some options tell apart. Options 0 are the default ones, which Traefik's HTTPS server has.
    fn protocols_of(&self, options: usize) -> impl Iterator<Item = &str> {
        let own = self.tls_options.get(options).and_then(|options| options.as_ref().ok());
        let own = own.and_then(|options| options.protocols.as_deref()).unwrap_or_default();
        // Go takes a client of `http/1.1` where only `h2` is offered.
        let http = own.iter().any(|protocol| protocol == "h2").then_some("http/1.1");
        own.iter().map(SmolStr::as_str).chain(http).chain([ACME_PROTOCOL])
    }

    /// The protocols that the default options, and those of these routers, tell apart.
    pub fn protocols<'t>(&'t self, routers: impl IntoIterator<Item = &'t Router>) -> BTreeSet<&'t str> {
        let options = routers.into_iter().filter_map(|router| self.options_of(router)).chain([0]);
        options.collect::<BTreeSet<_>>().into_iter().flat_map(|options| self.protocols_of(options)).collect()
    }

    /// How some options answer.
    pub fn handshake(&self, options: usize, offered: &[SmolStr]) -> Handshake {
        let own = self.tls_options.get(options).and_then(|options| options.as_ref().ok());
        Handshake {
            refused: own.is_some_and(|options| options.refuses_protocols(offered)),
            acme: is_acme_challenge(offered),
            http: own.is_some_and(|options| options.agree_on_http(offered)),
        }
    }
}
