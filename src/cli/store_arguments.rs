use std::path::PathBuf;

use clap::Args;

use super::{Failure, inputs};
use crate::file_store::FileStore;
use crate::store::Store;

/// Which store a tool works on.
#[derive(Args, Clone, Debug)]
pub(super) struct StoreArguments {
    /// The state file that the tools read and edit; the first change makes it where there is none
    #[arg(long, value_name = "FILE", default_value = inputs::DEFAULT)]
    state: PathBuf,
    /// Work on a Kubernetes cluster instead; of the state file, if it is there, counts what it says of Traefik
    #[arg(long)]
    cluster: bool,
    /// The cluster's kubeconfig [default: `$KUBECONFIG`, ~/.kube/config, or the pod's own account]
    #[arg(long, value_name = "FILE", requires = "cluster")]
    kubeconfig: Option<PathBuf>,
    /// The context of the kubeconfig
    #[arg(long, value_name = "NAME", requires = "cluster")]
    context: Option<String>,
}

impl StoreArguments {
    /// Opens the store.
    pub fn open(&self) -> Result<Box<dyn Store + Send>, Failure> {
        if self.state.is_dir() {
            let message = format!("{} is a directory, and the tools edit one file", self.state.display());
            return Err(Failure::new(message).help("name the state file: `--state FILE`"));
        }
        let file = FileStore::new(&self.state);
        if self.cluster { self.open_cluster(&file) } else { Ok(Box::new(file)) }
    }

    #[cfg(feature = "cluster")]
    fn open_cluster(&self, file: &FileStore) -> Result<Box<dyn Store + Send>, Failure> {
        use crate::cluster::{Cluster, ClusterOptions};
        use crate::resource::ApiGroup;
        use crate::source::Sources;
        use crate::store::Refusal;
        use crate::{Options, compile};

        let facts = file.of_traefik().map_err(Failure::refused)?;
        let traefik = compile(&Sources::single("facts", facts.as_str()), Options::default()).desired.traefik;
        let options = ClusterOptions {
            kubeconfig: self.kubeconfig.clone(),
            context: self.context.clone(),
            group: if traefik.version().is_v2() { ApiGroup::TraefikContainoUs } else { ApiGroup::TraefikIo },
            ..ClusterOptions::default()
        };
        let cluster = Cluster::connect(options).map_err(|error| Failure::refused(Refusal::from(error)))?;
        Ok(Box::new(cluster.with_facts(facts)))
    }

    #[cfg(not(feature = "cluster"))]
    fn open_cluster(&self, _: &FileStore) -> Result<Box<dyn Store + Send>, Failure> {
        let _ = (&self.kubeconfig, &self.context);
        Err(Failure::new("this tcpgen was built without clusters")
            .help("install one that has them: `cargo install tcpgen --features cluster`"))
    }
}
