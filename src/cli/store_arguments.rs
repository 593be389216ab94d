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
}

impl StoreArguments {
    /// Opens the store.
    pub fn open(&self) -> Result<Box<dyn Store + Send>, Failure> {
        if self.state.is_dir() {
            let message = format!("{} is a directory, and the tools edit one file", self.state.display());
            return Err(Failure::new(message).help("name the state file: `--state FILE`"));
        }
        Ok(Box::new(FileStore::new(&self.state)))
    }
}
