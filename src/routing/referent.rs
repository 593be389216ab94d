use smol_str::SmolStr;

use super::reference::Reference;

/// What a reference of a router leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referent {
    /// The object at this place among the resources.
    Object(usize),
    /// Something of another provider, of which nothing is known.
    Elsewhere,
    /// Nothing: no object has the name that Traefik looks for.
    Missing,
    /// Traefik refuses to follow it, because it may leave the namespace.
    Forbidden,
}

/// A reference as Traefik resolves it, or what Traefik logs when it refuses to.
pub(super) type Resolved = Result<Reference, SmolStr>;

/// The references of a router, each in the order of its rule.
#[derive(Clone, Debug, Default)]
pub struct References {
    /// Of each middleware that the rule names.
    pub middlewares: Vec<Referent>,
    /// Of each service's ServersTransportTCP; none where the service names none.
    pub servers_transports: Vec<Option<Referent>>,
    /// Of the route's TLSOption; none where it names none.
    pub tls_options: Option<Referent>,
}

impl Referent {
    /// Looks up what was resolved; `place` finds an object by its full name in Traefik.
    pub(super) fn new(resolved: &Resolved, place: impl FnOnce(&str) -> Option<usize>) -> Self {
        match resolved {
            Err(_) => Self::Forbidden,
            Ok(reference) => match place(&reference.qualified) {
                Some(place) => Self::Object(place),
                None if reference.is_foreign() => Self::Elsewhere,
                None => Self::Missing,
            },
        }
    }
}
