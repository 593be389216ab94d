#[cfg(feature = "cluster")]
use std::io::{self, IsTerminal};
use std::path::PathBuf;
#[cfg(feature = "cluster")]
use std::time::Duration;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

#[cfg(feature = "cluster")]
use super::surrounded::{add_surroundings, surrounded};
use crate::cli::Failure;
#[cfg(feature = "cluster")]
use crate::cli::console;
#[cfg(feature = "cluster")]
use crate::cluster::{Cluster, ClusterOptions, context_namespace};
#[cfg(feature = "cluster")]
use crate::escape::shown;
use crate::question::Subject;
#[cfg(feature = "cluster")]
use crate::resource::{ApiGroup, Resources};
use crate::source::Sources;
#[cfg(feature = "cluster")]
use crate::state::State;
#[cfg(feature = "cluster")]
use crate::store::{Refusal, Store as _};

/// Whether to look for what the objects of a cluster refer to as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Around {
    /// Also Services, Secrets and ConfigMaps.
    Too,
    /// The objects alone.
    Not,
}

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
    /// The objects of the cluster, and on demand what they refer to, with the facts of these state files beside them.
    #[cfg(feature = "cluster")]
    pub fn read(&self, beside: &Sources, around: Around) -> Result<Sources, Failure> {
        let cluster = self.open(State::read(beside).desired.api_group(), None)?;
        let objects = self.list(&cluster)?;
        let text = crate::output::json(objects.objects())
            .map_err(|error| Failure::new(format!("the list cannot be written: {error}")))?;
        let mut sources = Sources::single("cluster.json", text).for_traefik(beside.traefik());
        sources.add_facts_of(beside);
        if around == Around::Too {
            note(&add_surroundings(&mut sources, &cluster, objects.objects())?);
        }
        Ok(sources)
    }

    #[cfg(not(feature = "cluster"))]
    #[expect(clippy::unused_self, reason = "there is no cluster to read")]
    pub fn read(&self, _: &Sources, _: Around) -> Result<Sources, Failure> {
        Err(absent())
    }

    /// A state with what the cluster has of the objects that it refers to.
    #[cfg(feature = "cluster")]
    pub fn around(&self, subject: &Subject) -> Result<Subject, Failure> {
        let cluster = self.open(subject.compilation.desired.api_group(), None)?;
        let (around, hidden) = surrounded(subject, &cluster)?;
        note(&hidden);
        Ok(around)
    }

    #[cfg(not(feature = "cluster"))]
    #[expect(clippy::unused_self, reason = "there is no cluster to read")]
    pub fn around(&self, _: &Subject) -> Result<Subject, Failure> {
        Err(absent())
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
    fn list(&self, cluster: &Cluster) -> Result<Resources, Failure> {
        let found = match self.namespace.as_slice() {
            [] => cluster.list(),
            namespaces => cluster.list_in(namespaces),
        };
        found.map_err(Failure::from)
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

/// Reports what may not be read.
#[cfg(feature = "cluster")]
fn note(hidden: &[String]) {
    for what in hidden {
        console::err(&shown!("note: you may not read ", what, ": what routes need of them is assumed\n"));
    }
}

#[cfg(not(feature = "cluster"))]
pub(super) fn absent() -> Failure {
    Failure::lacks("cluster")
}
