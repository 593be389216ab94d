use std::path::PathBuf;

use clap::Args;

use super::cluster::ClusterSource;
use super::{Failure, inputs};
use crate::file_store::FileStore;
#[cfg(feature = "cluster")]
use crate::resource::ApiGroup;
#[cfg(feature = "cluster")]
use crate::source::Sources;
#[cfg(feature = "cluster")]
use crate::store::Fenced;
use crate::store::Store;
#[cfg(feature = "cluster")]
use crate::{Options, compile};

/// Which store a tool works on.
#[derive(Args, Clone, Debug)]
pub(super) struct StoreArguments {
    /// The state file that the tools read and edit; the first change makes it where there is none
    #[arg(long, value_name = "FILE", default_value = inputs::DEFAULT)]
    state: PathBuf,
    #[command(flatten)]
    cluster: ClusterSource,
}

impl StoreArguments {
    /// Opens the store.
    pub fn open(&self) -> Result<Box<dyn Store + Send>, Failure> {
        if self.state.is_dir() {
            let message = format!("{} is a directory, and the tools edit one file", self.state.display());
            return Err(Failure::new(message).help("name the state file: `--state FILE`"));
        }
        let file = FileStore::new(&self.state);
        Ok(match self.cluster(&file)? {
            Some(cluster) => cluster,
            None => Box::new(file),
        })
    }

    /// With `--cluster`, a cluster; what the state file says of Traefik and its entry points holds there too.
    #[cfg(feature = "cluster")]
    fn cluster(&self, file: &FileStore) -> Result<Option<Box<dyn Store + Send>>, Failure> {
        let facts = file.of_traefik().map_err(Failure::refused)?;
        let said = compile(&Sources::single("facts", facts.as_str()), Options::default());
        let is_v2 = said.desired.traefik.version().is_v2();
        let group = if is_v2 { ApiGroup::TraefikContainoUs } else { ApiGroup::TraefikIo };
        let Some(cluster) = self.cluster.store(group)? else { return Ok(None) };
        let cluster: Box<dyn Store + Send> = Box::new(cluster.with_facts(facts));
        Ok(Some(match self.cluster.namespaces() {
            [] => cluster,
            namespaces => Box::new(Fenced::new(cluster, namespaces.iter().cloned())),
        }))
    }

    #[cfg(not(feature = "cluster"))]
    fn cluster(&self, _: &FileStore) -> Result<Option<Box<dyn Store + Send>>, Failure> {
        self.cluster.refuse().map(|()| None)
    }
}
