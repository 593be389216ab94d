//! The dynamic configuration of a running Traefik, one after the other.

use std::sync::{Mutex, PoisonError};

use super::api::Api;
use super::dynamic_folder::DynamicFolder;
use super::instance::PATIENCE;
use super::process::Process;
use crate::support::wait;

/// Hands configurations to Traefik and knows when they are in force.
#[derive(Debug)]
pub(super) struct DynamicConfig {
    folder: DynamicFolder,
    loaded: Mutex<Loaded>,
}

/// What Traefik was given last and took.
#[derive(Debug, Default)]
struct Loaded {
    generation: u64,
    configuration: String,
}

impl DynamicConfig {
    pub(super) fn new(folder: DynamicFolder) -> Self {
        Self { folder, loaded: Mutex::default() }
    }

    /// Replaces the configuration and waits until all entry points serve the new one.
    ///
    /// # Errors
    /// What Traefik logged when it refused the configuration as a whole. The former one stays in force.
    pub(super) fn replace(&self, dynamic: &str, api: Api, process: &Process) -> Result<(), String> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let Loaded { generation, configuration } = &mut *loaded;
        let logged = process.logged();
        let outcome = self.place(generation, dynamic, api, || refusal(&process.log_from(logged)));
        if outcome.is_ok() {
            dynamic.clone_into(configuration);
            return Ok(());
        }
        // Traefik may refuse it once more, when it notices the second file: that has to be over before another comes.
        self.place(generation, configuration, api, || None)?;
        outcome
    }

    fn place(
        &self,
        generation: &mut u64,
        dynamic: &str,
        api: Api,
        refusal: impl Fn() -> Option<String>,
    ) -> Result<(), String> {
        self.folder.place_configuration(dynamic);
        // Traefik's API can show a configuration a moment before the last entry point has it. It takes one
        // configuration after the other, so once it shows a second, the first is in force everywhere.
        for _ in 0..2 {
            *generation += 1;
            let marker = self.folder.place_generation(*generation);
            let outcome = wait::until(PATIENCE, || {
                let middlewares = api.middlewares().unwrap_or_default();
                let shown = middlewares.iter().any(|middleware| middleware.name == marker);
                if shown { Some(Ok(())) } else { refusal().map(Err) }
            });
            outcome.unwrap_or_else(|| Err("Traefik did not take it in time".to_owned()))?;
        }
        Ok(())
    }
}

/// What Traefik said against a configuration.
fn refusal(log: &str) -> Option<String> {
    log.lines().find(|line| line.contains("Error occurred during watcher callback")).map(str::to_owned)
}
