//! One Traefik over its life: started, given one configuration after the other, asked what it made of them.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use super::api::Api;
use super::dynamic_config::DynamicConfig;
use super::dynamic_folder::DynamicFolder;
use super::process::Process;
use super::static_config::{KubernetesFlags, StaticConfig};
use crate::support::kube_api::KubeApi;
use crate::support::{ports, wait};

/// How long anything may take on a busy machine.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// What Traefik logs before it exits instead of starting.
const REFUSAL: &str = "command traefik error:";

/// What the names of all objects have in them that the harness adds for itself.
pub(in crate::support) const OURS: &str = "harness-generation";

/// A running Traefik. It ends when dropped or when the test's process ends, so it may also live in a `static`.
#[derive(Debug)]
pub struct Traefik {
    process: Process,
    addresses: BTreeMap<String, SocketAddr>,
    pub(super) api: Api,
    dynamic: DynamicConfig,
    folder: TempDir,
}

impl Traefik {
    /// The common name of the certificate that Traefik falls back to, unless the configuration says otherwise.
    pub const DEFAULT_CERTIFICATE: &str = "HARNESS DEFAULT CERT";

    /// Starts Traefik with a dynamic configuration in the file provider's format, and waits until it is in force.
    /// Panics when the binary is missing (run `make setup`), when Traefik does not start, or refuses `dynamic`.
    pub fn start(config: &StaticConfig, dynamic: &str) -> Self {
        // Somebody else may take a port between our finding it free and Traefik's opening it.
        let mut outcome = Err(String::new());
        for _ in 0..5 {
            outcome = outcome.or_else(|_| Self::try_start(config));
        }
        let traefik = outcome.unwrap_or_else(|log| panic!("Traefik did not start in five tries; its log:\n{log}"));
        traefik.load(dynamic);
        traefik
    }

    /// Why Traefik does not start with this static configuration, in its words; none when it starts.
    pub fn refusal(config: &StaticConfig) -> Option<String> {
        let refusal = |log: String| log.lines().find(|line| line.contains(REFUSAL)).unwrap_or_default().to_owned();
        let mut outcome = Self::try_start(config).err().map(refusal);
        // As in `start`: a port that somebody else took is no refusal.
        for _ in 0..5 {
            if outcome.as_ref().is_some_and(|refusal| refusal.contains("address already in use")) {
                outcome = Self::try_start(config).err().map(refusal);
            }
        }
        outcome
    }

    /// Starts Traefik on a Kubernetes API server, and waits until what the server holds by now is in force.
    pub fn start_with_kubernetes(config: &StaticConfig, kube: &KubeApi, flags: KubernetesFlags) -> Self {
        kube.serve_class(flags.ingress_class);
        let traefik = Self::start(&config.clone().kubernetes(&kube.endpoint(), flags), "");
        traefik.sync(kube);
        traefik
    }

    /// Waits until the routes, TCP middlewares, services and endpoint slices that `kube` holds by now are in force.
    /// Objects of other kinds that the same test changed may come later: for them, wait for what they bring about.
    pub fn sync(&self, kube: &KubeApi) {
        // As with files: the second to be seen says that the first is in force everywhere.
        for _ in 0..2 {
            let seen = kube.with_next_generation(|generation| {
                wait::until(PATIENCE, || {
                    let list = |path| self.api.json(&format!("{path}?per_page=1000000")).ok();
                    let (routers, services) = (list("tcp/routers")?, list("tcp/services")?);
                    generation.is_shown(&routers, &services, &list("tcp/middlewares")?).then_some(())
                })
            });
            seen.unwrap_or_else(|| panic!("Traefik did not take what the API server holds"));
        }
    }

    /// A Traefik whose API answers, or the log of one that did not get there.
    fn try_start(config: &StaticConfig) -> Result<Self, String> {
        let folder = tempfile::tempdir().expect("cannot create a temporary folder");
        let dynamic = DynamicFolder::create(folder.path());
        if !config.generates_default_certificate {
            dynamic.place_default_certificate(Self::DEFAULT_CERTIFICATE);
        }
        let found = ports::free(config.entry_points.len() + 1);
        let (api, addresses) = found.split_last().expect("there is one for the API");
        let file = folder.path().join("traefik.yaml");
        fs::write(&file, config.to_json(&found, dynamic.watched()).to_string()).expect("cannot write a file");
        let names = config.entry_points.iter().map(|entry_point| entry_point.name.clone());
        let traefik = Self {
            process: Process::start(&config.binary(), &file, folder.path()),
            addresses: names.zip(addresses.iter().copied()).collect(),
            api: Api { address: *api },
            dynamic: DynamicConfig::new(dynamic),
            folder,
        };
        if traefik.answers() { Ok(traefik) } else { Err(traefik.log()) }
    }

    /// Waits until the API answers; false when Traefik exits instead.
    fn answers(&self) -> bool {
        let outcome = wait::until(PATIENCE, || {
            let exited = || self.log().contains(REFUSAL);
            if self.api.json("version").is_ok() { Some(true) } else { exited().then_some(false) }
        });
        outcome.unwrap_or(false)
    }

    /// Replaces the dynamic configuration and waits until all entry points serve the new one. Panics when Traefik
    /// refuses it as a whole; a single router that it disables is no such refusal.
    pub fn load(&self, dynamic: &str) {
        if let Err(refusal) = self.try_load(dynamic) {
            panic!("Traefik refused the configuration: {refusal}\n{dynamic}");
        }
    }

    /// As [`load`](Self::load).
    ///
    /// # Errors
    /// What Traefik logged when it refused the configuration as a whole. The former one stays in force.
    pub fn try_load(&self, dynamic: &str) -> Result<(), String> {
        self.dynamic.replace(dynamic, self.api, &self.process)
    }

    /// The address of an entry point.
    pub fn address(&self, entry_point: &str) -> SocketAddr {
        *self.addresses.get(entry_point).unwrap_or_else(|| panic!("no entry point {entry_point}"))
    }

    /// Traefik's API.
    pub fn api(&self) -> Api {
        self.api
    }

    /// Everything that Traefik has logged, at level DEBUG.
    pub fn log(&self) -> String {
        self.process.log_from(0)
    }

    /// The folder with Traefik's files, for what a configuration refers to.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Traefik {
    fn drop(&mut self) {
        if thread::panicking() {
            // What it says of each handler that it builds hides all else.
            let log = self.log();
            let telling = log.lines().filter(|line| !line.contains("/pkg/middlewares/observability/"));
            eprintln!("Traefik's log:\n{}", telling.collect::<Vec<_>>().join("\n"));
        }
    }
}
