//! Objects on which Traefik's own provider does not survive.

use std::fmt;

use super::environment::served;
use super::{Environment, ObjectName};
use crate::resource::{Object, Spec};
use crate::traefik::Field;

/// Why Traefik's provider crashes, on every try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Crash {
    /// An object has the same rule twice, first with one service and then with several: the provider looks for a list of
    /// services where there is none (seen of 3.0.4 to 3.7.15).
    RepeatedRule,
    /// An authority in a ServersTransportTCP's `rootCAs` names neither a Secret nor a ConfigMap: the provider takes it for
    /// a ConfigMap without looking (`kubernetes.go`, `loadConfigurationFromCRD`).
    RootCaWithoutHome,
}

/// In the user's terms, after the object's name.
impl fmt::Display for Crash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RepeatedRule => "which has the same rule twice, with one service and then with several",
            Self::RootCaWithoutHome => "where one of the `rootCAs` names neither a Secret nor a ConfigMap",
        })
    }
}

/// The first ServersTransportTCP with an authority that has no home. A version without the field drops it.
pub(super) fn root_ca_without_home(objects: &[&Object], environment: &Environment) -> Option<ObjectName> {
    if !Field::RootCas.is_in(environment.version) {
        return None;
    }
    let objects = objects.iter().filter(|object| object.is_known() && served(object, environment));
    let crashing = objects.filter(|object| match &object.spec {
        Spec::ServersTransportTcp(transport) => {
            let authorities = transport.tls.iter().flat_map(|tls| &tls.root_cas);
            authorities.into_iter().any(|ca| ca.secret.is_none() && ca.config_map.is_none())
        }
        _ => false,
    });
    crashing.map(|object| ObjectName::from(object.object_ref())).min()
}
