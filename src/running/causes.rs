//! Why a router is not as the model predicts.

use super::Cause;
use super::provider::Provider;
use crate::resource::Resources;
use crate::routing::{Fault, References, Referent, Router, names};

/// Why Traefik disables a router that the model takes to serve, by the words of Traefik's errors.
pub(super) fn of_disabled(router: &Router, errors: &[String], resources: &Resources, provider: Provider) -> Cause {
    let names = |name: String| errors.iter().any(|error| error.split(['"', ' ']).any(|word| word == name));
    let says = |words: &str| errors.iter().any(|error| error.contains(words));
    if says("the service \"") && says("does not exist") {
        Cause::MissingService
    } else if says("entryPoint \"") || says("no valid entryPoint") {
        Cause::StaticConfiguration
    } else if says("middleware \"") || says("unknown TLS options") || says("no transport configuration") {
        let mut own = own(router, resources).map(|name| provider.qualified(&name));
        if own.any(names) { Cause::NotApplied } else { Cause::MissingObject }
    } else {
        Cause::Unexplained
    }
}

/// The full names of the state's own objects that a router refers to. What the state only names is expected to exist.
fn own(router: &Router, resources: &Resources) -> impl Iterator<Item = String> {
    let References { middlewares, servers_transports, tls_options } = &router.references;
    let referents = middlewares.iter().chain(servers_transports.iter().flatten()).chain(tls_options);
    let objects = referents.filter_map(|referent| match referent {
        Referent::Object(place) => resources.objects().get(*place),
        Referent::Elsewhere | Referent::Missing | Referent::Forbidden => None,
    });
    objects.filter(|object| !object.external).map(|object| names::known_as(object.object_ref()))
}

/// Why a router serves that the model takes to be disabled: something that the state does not have is there.
pub(super) fn of_served(router: &Router) -> Cause {
    let is_there = |fault: &Fault| {
        matches!(
            fault,
            Fault::MissingMiddleware { .. }
                | Fault::MissingService { .. }
                | Fault::MissingServersTransport { .. }
                | Fault::UnknownTlsOptions { .. }
        )
    };
    let is_static = |fault: &Fault| matches!(fault, Fault::UnknownEntryPoint { .. } | Fault::NoEntryPoint);
    if router.faults.iter().any(is_there) {
        Cause::NotInState
    } else if router.faults.iter().any(is_static) {
        Cause::StaticConfiguration
    } else {
        Cause::Unexplained
    }
}
