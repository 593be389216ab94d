#[cfg(feature = "cluster")]
use std::io::{self, IsTerminal};
use std::path::PathBuf;
#[cfg(feature = "cluster")]
use std::time::Duration;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use crate::cli::Failure;
#[cfg(feature = "cluster")]
use crate::cluster::{Cluster, ClusterOptions, context_namespace};
#[cfg(feature = "cluster")]
use crate::resource::ApiGroup;
#[cfg(feature = "cluster")]
use crate::store::{Refusal, Store as _};

/// A cluster instead of files.
#[derive(Args, Clone, Debug)]
pub(in super::super) struct ClusterSource {
    /// Use the objects in the cluster
    #[arg(long)]
    cluster: bool,
    /// The kubeconfig file [default: $KUBECONFIG, ~/.kube/config, or the pod's service account]
    #[arg(long, value_name = "FILE", requires = "cluster")]
    kubeconfig: Option<PathBuf>,
    /// The context of the kubeconfig [default: its current one]
    #[arg(long, value_name = "NAME", requires = "cluster")]
    context: Option<String>,
    /// The only namespace of the cluster to work on; can be given several times [default: all]
    #[arg(long, value_name = "NAME", requires = "cluster", value_parser = NonEmptyStringValueParser::new())]
    namespace: Vec<String>,
}

impl ClusterSource {
    /// The objects of the cluster, as a Kubernetes list; none if the input is files.
    pub fn read(&self) -> Result<Option<String>, Failure> {
        #[cfg(not(feature = "cluster"))]
        let list = || Err(absent());
        #[cfg(feature = "cluster")]
        let list = || self.list();
        if self.cluster { list().map(Some) } else { Ok(None) }
    }

    /// The namespace of objects without one, as in `apply`; none if the input is files.
    pub fn default_namespace(&self) -> Option<String> {
        // Of several, none is the default.
        let named = if let [only] = self.namespace.as_slice() { Some(only.clone()) } else { None };
        #[cfg(feature = "cluster")]
        let named = named.or_else(|| context_namespace(self.kubeconfig.as_deref(), self.context.as_deref()));
        named.filter(|_| self.cluster)
    }

    #[cfg(feature = "cluster")]
    fn list(&self) -> Result<String, Failure> {
        let cluster = self.open(ApiGroup::default(), None)?;
        let found = match self.namespace.as_slice() {
            [] => cluster.list(),
            namespaces => cluster.list_in(namespaces),
        };
        crate::output::json(found.map_err(Failure::from)?.objects())
            .map_err(|error| Failure::new(format!("the list cannot be written: {error}")))
    }

    /// The cluster as a store; none if the input is files. `call` is the time limit of an agent's call; without one, a
    /// person runs the command and can answer a credential plugin.
    #[cfg(feature = "cluster")]
    pub fn store(&self, group: ApiGroup, call: Option<Duration>) -> Result<Option<Cluster>, Failure> {
        if self.cluster { self.open(group, call).map(Some) } else { Ok(None) }
    }

    /// Whether the input is a cluster.
    pub fn is_chosen(&self) -> bool {
        self.cluster
    }

    /// The given namespaces; none: all.
    pub fn namespaces(&self) -> &[String] {
        &self.namespace
    }

    #[cfg(feature = "cluster")]
    pub(super) fn open(&self, group: ApiGroup, call: Option<Duration>) -> Result<Cluster, Failure> {
        let Self { kubeconfig, context, .. } = self.clone();
        let interactive = call.is_none() && io::stdin().is_terminal();
        let warn: Option<fn(&str)> = Some(super::connect::warn);
        let mut options = ClusterOptions { kubeconfig, context, group, interactive, warn, ..ClusterOptions::default() };
        if let Some(call) = call {
            // Leaves time to retry after a lost answer.
            options.timeout = call / 3;
        }
        Cluster::connect(options).map_err(|error| Failure::from(Refusal::from(error)))
    }

    /// Refuses `--cluster`.
    #[cfg(not(feature = "cluster"))]
    pub fn refuse(&self) -> Result<(), Failure> {
        if self.cluster { Err(absent()) } else { Ok(()) }
    }
}

#[cfg(not(feature = "cluster"))]
pub(super) fn absent() -> Failure {
    Failure::lacks("cluster")
}
