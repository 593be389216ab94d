use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::Failure;
use super::cluster::ClusterSource;
#[cfg(feature = "cluster")]
use crate::Options;
#[cfg(feature = "cluster")]
use crate::cluster::Cluster;
use crate::file_store::FileStore;
#[cfg(feature = "mcp")]
use crate::mcp::{FencedStores, Stores};
use crate::members;
#[cfg(feature = "cluster")]
use crate::question::Subject;
use crate::store::{Fenced, Store};

/// Which store a tool works on.
#[derive(Args, Clone, Debug)]
pub(super) struct StoreArguments {
    /// The state file that the tools read and edit; the first change creates it if it does not exist
    #[arg(long, value_name = "FILE", default_value = members::DEFAULT)]
    state: PathBuf,
    #[command(flatten)]
    cluster: ClusterSource,
}

impl StoreArguments {
    /// Opens the store.
    pub fn open(&self) -> Result<Box<dyn Store + Send>, Failure> {
        let file = self.file()?;
        let Some(cluster) = self.cluster(&file, None)? else {
            // An unreadable file is reported at once.
            file.of_traefik().map_err(Failure::from)?;
            return Ok(Box::new(file));
        };
        Ok(match self.cluster.namespaces() {
            [] => Box::new(cluster),
            namespaces => Box::new(Fenced::new(Box::new(cluster), namespaces.iter().cloned())),
        })
    }

    /// Opens the store for an agent's calls, with this time limit each.
    #[cfg(feature = "mcp")]
    pub fn stores(&self, timeout: Duration) -> Result<Box<dyn Stores>, Failure> {
        let file = self.file()?;
        let Some(cluster) = self.cluster(&file, Some(timeout))? else { return Ok(Box::new(file)) };
        Ok(match self.cluster.namespaces() {
            [] => Box::new(cluster),
            namespaces => Box::new(FencedStores::new(cluster, namespaces)),
        })
    }

    fn file(&self) -> Result<FileStore, Failure> {
        if self.state.is_dir() {
            let message = format!("{} is a directory, and the tools edit one file", self.state.display());
            return Err(Failure::new(message).help("name the state file: `--state FILE`"));
        }
        Ok(FileStore::new(&self.state))
    }

    /// With `--cluster`, a cluster; the state file's facts about Traefik and its entry points apply there too.
    #[cfg(feature = "cluster")]
    fn cluster(&self, file: &FileStore, call: Option<Duration>) -> Result<Option<Cluster>, Failure> {
        // To an agent, a state file that cannot be read is reported by each call, and may be mended between two.
        if !self.cluster.is_chosen() {
            return Ok(None);
        }
        let facts = file.of_traefik().map_err(Failure::from)?;
        let said = Subject::new(facts.clone(), Options::default());
        let group = said.compilation.desired.api_group();
        Ok(self.cluster.store(group, call)?.map(|cluster| cluster.with_facts(facts)))
    }

    #[cfg(not(feature = "cluster"))]
    fn cluster(&self, _: &FileStore, _: Option<Duration>) -> Result<Option<FileStore>, Failure> {
        self.cluster.refuse().map(|()| None)
    }
}
