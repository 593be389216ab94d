use std::io::{self, IsTerminal};
use std::time::Duration;

use super::arguments::ClusterArguments;
use crate::Compilation;
use crate::cli::{Failure, console};
use crate::cluster::{Cluster, ClusterError, ClusterOptions, context_namespace, until_interrupted};
use crate::resource::{ApiGroup, Object};

impl ClusterArguments {
    /// The namespace of objects without one; none: `default`.
    pub fn default_namespace(&self) -> Option<String> {
        let of_context = || context_namespace(self.kubeconfig.as_deref(), self.context.as_deref());
        self.namespace.clone().or_else(of_context)
    }

    /// The cluster that they name. A run is ended by Ctrl-C, and reports what it did.
    pub fn connect(&self, group: ApiGroup, state: Option<String>) -> Result<Cluster, Failure> {
        let options = ClusterOptions {
            kubeconfig: self.kubeconfig.clone(),
            context: self.context.clone(),
            group,
            namespace: self.namespace.clone(),
            state,
            force_conflicts: self.force_conflicts,
            dry_run: self.dry_run,
            timeout: Duration::from_secs(self.timeout),
            interactive: io::stdin().is_terminal(),
            warn: Some(warn),
        };
        let cluster = Cluster::connect(options).map_err(|error| failure(&error))?;
        Ok(cluster.within(until_interrupted()))
    }
}

/// The API group of a state's objects, or that of its Traefik where it has none.
pub(super) fn group(objects: &[&Object], compilation: &Compilation) -> ApiGroup {
    objects.first().map_or_else(|| compilation.desired.api_group(), |object| object.group)
}

/// Shows a warning about credentials.
pub(super) fn warn(warning: &str) {
    console::warning(warning, Some("log in again when the cluster rejects the old credentials"));
}

/// A cluster that cannot be reached: exit 2.
pub(super) fn failure(error: &ClusterError) -> Failure {
    Failure::new(error.to_string()).help(error.help())
}
