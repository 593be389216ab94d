//! What an answer takes for granted.

use foldhash::{HashSet, HashSetExt as _};

use super::answer::Answer;
use super::backend::Backend;
use super::router::Router;
use super::secrets::assumption;
use super::{Kept, ObjectName, RoutingTable};
use crate::resource::SecretUse;

impl RoutingTable {
    /// The Secret of the certificate that a router shows, and whether it has one; none where it names none.
    pub(super) fn certificate(&self, router: &Router) -> (Option<ObjectName>, Kept) {
        let named = router.secret.as_ref().map(|name| ObjectName::new(router.object.namespace.clone(), name.clone()));
        let kept = named.as_ref().map_or(Kept::There, |name| self.surroundings.kept(name, SecretUse::Certificate));
        (named, kept)
    }

    /// What is taken for granted of the objects that routers refer to: `service default/postgres exists with port 5432`.
    /// Each is named once.
    pub fn assumes<'t>(&'t self, routers: impl IntoIterator<Item = &'t Router>) -> Vec<String> {
        let (mut assumed, mut known) = (Vec::new(), HashSet::new());
        let mut add = |text: String| {
            if known.insert(text.clone()) {
                assumed.push(text);
            }
        };
        for router in routers {
            router.backends.iter().filter_map(Backend::assumption).for_each(&mut add);
            if let (Some(secret), Kept::Unknown) = self.certificate(router) {
                add(assumption(&secret, SecretUse::Certificate));
            }
            let options = router.tls_options.and_then(|options| self.tls_options.get(options as usize));
            let authorities = options.into_iter().flatten().flat_map(|options| &options.assumed_authorities);
            authorities.for_each(|name| add(assumption(name, SecretUse::ClientAuthority)));
        }
        assumed
    }
}

/// What an answer takes for granted: that the routers which may take the connection are enabled, and what they show.
pub(super) fn assumes(table: &RoutingTable, answer: &Answer<'_>) -> Vec<String> {
    table.assumes(answer.router.into_iter().chain(answer.contenders.iter().copied()))
}
