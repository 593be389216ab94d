//! The running Traefik.

use std::time::Duration;

use serde_json::Value;

use super::backends::Backends;
use super::cluster::Cluster;
use super::connection::{Attempt, DIRECT, IMPATIENCE_MS, IMPATIENT};
use super::disagreement::Disagreement;
use super::file_config::{file_config, merged};
use super::http_routers::http_routers;
use super::outcomes;
use super::state::State;
use super::statuses;
use crate::support::{Client, Deed, EntryPoint, KubeApi, KubernetesFlags, Observation, StaticConfig, Traefik, wait};

/// How long objects may take to arrive of which `Traefik::sync` cannot tell.
const LATE: Duration = Duration::from_secs(5);

/// How long a connection is given to become what it should be.
const LATE_FOR_A_CONNECTION: Duration = Duration::from_millis(300);

/// A Traefik with the entry points `a`, and `b` and `c` behind a proxy that announces clients.
pub struct Rig {
    traefik: Traefik,
    backends: Backends,
    cluster: Option<Cluster>,
    late: Duration,
}

impl Rig {
    /// An entry point of every Traefik here.
    pub fn entry_point(name: &str) -> EntryPoint {
        let entry_point = EntryPoint::new(name);
        match name {
            DIRECT => entry_point,
            IMPATIENT => entry_point.read_timeout_ms(IMPATIENCE_MS),
            _ => entry_point.proxy_protocol(),
        }
    }

    /// The static configuration, unless a test asks for another.
    pub fn static_config() -> StaticConfig {
        ["a", "b", "c"]
            .into_iter()
            .fold(StaticConfig::new(), |config, name| config.entry_point(Self::entry_point(name)))
    }

    /// One that gets states through the file provider.
    pub fn with_files(config: &StaticConfig) -> Self {
        Self { traefik: Traefik::start(config, ""), backends: Backends::default(), cluster: None, late: LATE }
    }

    /// One that gets states from a Kubernetes API server. External names are allowed in any case.
    pub fn with_kubernetes(config: &StaticConfig, flags: KubernetesFlags) -> Self {
        Self::with_kubernetes_as_it_is(config, KubernetesFlags { allow_external_name_services: true, ..flags })
    }

    /// The same, with the flags as they are.
    pub fn with_kubernetes_as_it_is(config: &StaticConfig, flags: KubernetesFlags) -> Self {
        let kube = KubeApi::start();
        let traefik = Traefik::start_with_kubernetes(config, &kube, flags);
        let cluster = Some(Cluster::new(kube));
        Self { traefik, backends: Backends::default(), cluster, late: LATE }
    }

    /// Waits so long at most where Traefik is not, or not yet, what tcpgen says.
    pub fn waiting(self, late: Duration) -> Self {
        Self { late, ..self }
    }

    /// Puts a state in force, and waits until it is.
    pub fn serve(&self, state: &State) {
        self.serve_with(state, "");
    }

    /// As [`serve`](Self::serve), with objects in the cluster, as YAML, that are not the state's.
    pub fn serve_with(&self, state: &State, others: &str) {
        if let Err(refusal) = self.try_serve(state, others) {
            panic!("Traefik refused the configuration: {refusal}\n{}", state.text);
        }
    }

    /// As [`serve_with`](Self::serve_with).
    ///
    /// # Errors
    /// What Traefik says against a file as a whole. It serves the former state then.
    pub fn try_serve(&self, state: &State, others: &str) -> Result<(), String> {
        // A key of its own, in YAML's flow style.
        let http = http_routers(&state.environment).map(|http| format!("http: {http}\n")).unwrap_or_default();
        let more = merged(&http, &self.backends.fill(&state.file));
        match &self.cluster {
            None => {
                let config = file_config(state, &self.backends);
                self.traefik.try_load(&merged(&config, &more))
            }
            Some(cluster) => {
                self.traefik.try_load(&more)?;
                cluster.replace(state, others, &self.backends);
                self.traefik.sync(cluster.kube());
                Ok(())
            }
        }
    }

    /// Puts the objects of a state into the cluster, with these around them, and waits until they are in force.
    pub fn serve_among(&self, state: &State, around: Vec<Value>) {
        let http = http_routers(&state.environment).map(|http| format!("http: {http}\n")).unwrap_or_default();
        if let Err(refusal) = self.traefik.try_load(&http) {
            panic!("Traefik refused the configuration: {refusal}\n{}", state.text);
        }
        let cluster = self.cluster.as_ref().expect("there is a cluster");
        cluster.replace_among(state, around, "", &self.backends);
        self.traefik.sync(cluster.kube());
    }

    /// The servers behind services.
    pub fn backends(&self) -> &Backends {
        &self.backends
    }

    /// The API server.
    pub fn kube(&self) -> &KubeApi {
        self.cluster.as_ref().expect("there is a cluster").kube()
    }

    /// Puts a state into the cluster, and does not wait for anything.
    pub fn apply(&self, state: &State) {
        let cluster = self.cluster.as_ref().expect("there is a cluster");
        cluster.replace(state, "", &self.backends);
    }

    /// What Traefik has logged.
    pub fn log(&self) -> String {
        self.traefik.log()
    }

    /// Tries a configuration on the file provider alone.
    ///
    /// # Errors
    /// What Traefik says against all of it.
    pub fn try_file(&self, file: &str) -> Result<(), String> {
        self.traefik.try_load(&self.backends.fill(file))
    }

    /// The running Traefik itself.
    pub fn traefik(&self) -> &Traefik {
        &self.traefik
    }

    /// Where tcpgen's routers and Traefik's differ.
    pub fn judge_statuses(&self, state: &State) -> Option<Disagreement> {
        let provider = if self.cluster.is_some() { "@kubernetescrd" } else { "@file" };
        let predicted = statuses::predicted(state, provider);
        let differ = || statuses::difference(&predicted, &statuses::told(&self.traefik.routers()));
        if self.cluster.is_some() {
            wait::until(self.late, || differ().is_none().then_some(()));
        }
        differ().map(Disagreement::Statuses)
    }

    /// Makes a connection. Where tcpgen and Traefik differ on it, says so; none where tcpgen cannot tell.
    pub fn judge(&self, state: &State, attempt: &Attempt) -> Result<Option<String>, Disagreement> {
        let predicted = outcomes::predicted(state, attempt);
        if predicted.is_empty() {
            return Ok(None);
        }
        let mut seen = outcomes::seen(attempt, &self.deed(attempt));
        if self.cluster.is_some() && !predicted.contains(&seen) {
            std::thread::sleep(LATE_FOR_A_CONNECTION);
            seen = outcomes::seen(attempt, &self.deed(attempt));
        }
        if predicted.contains(&seen) {
            return Ok(Some(seen));
        }
        let predicted = predicted.into_iter().collect::<Vec<_>>().join(" | ");
        Err(Disagreement::Connection { attempt: Box::new(attempt.clone()), predicted, seen })
    }

    /// Makes a connection; what was seen of it, with what more its client learnt. `met` ends the wait for late objects.
    pub fn fate(&self, attempt: &Attempt, met: impl Fn(&str) -> bool) -> (String, Observation) {
        let look = || {
            let observation = self.client(attempt).observe();
            (outcomes::seen(attempt, &observation.deed), observation)
        };
        let first = look();
        if met(&first.0) {
            return first;
        }
        std::thread::sleep(LATE_FOR_A_CONNECTION);
        look()
    }

    /// Makes a connection.
    pub fn deed(&self, attempt: &Attempt) -> Deed {
        self.client(attempt).deed()
    }

    /// The client that makes a connection.
    pub fn client(&self, attempt: &Attempt) -> Client {
        attempt.client(self.traefik.address(&attempt.connection.entry_point))
    }
}
