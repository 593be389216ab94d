//! The same state for Traefik's file provider, so that it runs on a Traefik without a cluster.
//!
//! Routers, services, middlewares and transports are those that the Kubernetes CRD provider makes of the objects
//! (`pkg/provider/kubernetes/crd/kubernetes_tcp.go`), under the same names, so that what a local Traefik says of
//! `default-pg-673acf455cb2dab0b43a@file` a cluster's says of `default-pg-673acf455cb2dab0b43a@kubernetescrd`. What that
//! provider leaves out with a log line is left out here: the checks have reported it.

mod addresses;
mod configuration;
mod middlewares;
mod routers;
mod section;
mod servers_transports;
mod services;
mod tls;

pub use configuration::FileConfiguration;

use crate::desired::DesiredState;
use crate::environment::environment;
use crate::resource::Resources;
use configuration::Builder;

/// Writes a state's dynamic configuration. With an error among the diagnostics (`no-backend-address`) the text is what
/// could be made out, and must not be used.
///
/// # Errors
/// When the serializer refuses a value; no state that compiled without errors has one.
pub fn file_provider(
    desired: &DesiredState,
    resources: &Resources,
) -> Result<FileConfiguration, serde_saphyr::ser::Error> {
    let environment = environment(desired);
    let mut builder = Builder::new(desired, &environment);
    middlewares::add(&mut builder, resources);
    servers_transports::add(&mut builder, resources);
    routers::add(&mut builder, resources);
    tls::add(&mut builder, resources);
    builder.finish()
}
