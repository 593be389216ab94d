use std::path::PathBuf;

use clap::Args;

use crate::cli::Failure;
#[cfg(feature = "cluster")]
use crate::cluster::{Cluster, ClusterOptions, context_namespace};
#[cfg(feature = "cluster")]
use crate::resource::ApiGroup;

/// A cluster instead of files.
#[derive(Args, Clone, Debug)]
pub(in super::super) struct ClusterSource {
    /// Take what is in the cluster
    #[arg(long)]
    cluster: bool,
    /// The kubeconfig file [default: $KUBECONFIG, ~/.kube/config, or the pod's service account]
    #[arg(long, value_name = "FILE", requires = "cluster")]
    kubeconfig: Option<PathBuf>,
    /// The context of the kubeconfig [default: its current one]
    #[arg(long, value_name = "NAME", requires = "cluster")]
    context: Option<String>,
    /// The only namespace of the cluster to look at [default: all]
    #[arg(long, value_name = "NAME", requires = "cluster")]
    namespace: Option<String>,
}

impl ClusterSource {
    /// The objects of the cluster, as a Kubernetes list; none when files are asked for.
    pub fn read(&self) -> Result<Option<String>, Failure> {
        if !self.cluster {
            return Ok(None);
        }
        self.list().map(Some)
    }

    /// The namespace of objects that name none, where `apply` would put them; none when files are asked for.
    pub fn default_namespace(&self) -> Option<String> {
        let named = self.namespace.clone();
        #[cfg(feature = "cluster")]
        let named = named.or_else(|| context_namespace(self.kubeconfig.as_deref(), self.context.as_deref()));
        named.filter(|_| self.cluster)
    }

    #[cfg(feature = "cluster")]
    fn list(&self) -> Result<String, Failure> {
        use crate::store::Store;
        let found = self.open(ApiGroup::default())?.list().map_err(Failure::refused)?;
        crate::output::json(found.objects())
            .map_err(|error| Failure::new(format!("the list cannot be written: {error}")))
    }

    /// The cluster as a store; none when files are asked for.
    #[cfg(feature = "cluster")]
    pub fn store(&self, group: ApiGroup) -> Result<Option<Cluster>, Failure> {
        if self.cluster { self.open(group).map(Some) } else { Ok(None) }
    }

    #[cfg(feature = "cluster")]
    fn open(&self, group: ApiGroup) -> Result<Cluster, Failure> {
        let Self { kubeconfig, context, namespace, .. } = self.clone();
        let options = ClusterOptions { kubeconfig, context, group, namespace, ..ClusterOptions::default() };
        Cluster::connect(options).map_err(|error| Failure::refused(error.into()))
    }

    #[cfg(not(feature = "cluster"))]
    fn list(&self) -> Result<String, Failure> {
        Err(super::commands::absent())
    }

    /// Refused, when a cluster is asked for.
    #[cfg(not(feature = "cluster"))]
    pub fn refuse(&self) -> Result<(), Failure> {
        if self.cluster { Err(super::commands::absent()) } else { Ok(()) }
    }
}
