use std::io::{self, IsTerminal};
use std::time::Duration;

use super::arguments::ClusterArguments;
use crate::cli::Failure;
use crate::cluster::{Cluster, ClusterError, ClusterOptions};
use crate::resource::ApiGroup;

impl ClusterArguments {
    /// The cluster that they name.
    pub fn connect(&self, group: ApiGroup, state: Option<String>) -> Result<Cluster, Failure> {
        let options = ClusterOptions {
            kubeconfig: self.kubeconfig.clone(),
            context: self.context.clone(),
            group,
            namespace: None,
            state,
            force_conflicts: self.force_conflicts,
            dry_run: self.dry_run,
            timeout: Duration::from_secs(self.timeout),
            interactive: io::stdin().is_terminal(),
        };
        Cluster::connect(options).map_err(|error| failure(&error))
    }
}

/// A cluster that cannot be asked: exit 2.
pub(super) fn failure(error: &ClusterError) -> Failure {
    Failure::new(error.to_string()).help(error.help())
}
