//! A state file, compiled, with everything that tcpgen predicts from it.

use std::collections::{BTreeMap, BTreeSet};

use tcpgen::resource::Resources;
use tcpgen::routing::{Environment, Fault, Known, ObjectName, RoutingTable};
use tcpgen::source::{SourceFile, Sources};
use tcpgen::{Options, compile, environment};

use crate::support::errors::refused_by_api_servers;

/// The entry points of every Traefik here, declared for states that declare none themselves.
const ENTRY_POINTS: &str = "[entry_points]\na = 1\nb = 2\nc = 3\n";

/// A compiled state.
#[derive(Clone, Debug)]
pub struct State {
    /// As written.
    pub text: String,
    /// The sources that it was compiled from.
    pub sources: Sources,
    /// Its objects.
    pub resources: Resources,
    /// What it says of Traefik.
    pub environment: Environment,
    /// What tcpgen predicts.
    pub table: RoutingTable,
    /// Codes of the errors that keep it out of every cluster, each once.
    pub errors: Vec<&'static str>,
    /// Objects that the cluster gets as they are, as YAML.
    pub objects: String,
    /// More of the file provider's configuration, as YAML.
    pub file: String,
}

impl State {
    /// Compiles a state file.
    pub fn new(text: &str) -> Self {
        Self::with(text, |_| ())
    }

    /// Compiles a state file for a Traefik of which more is known than a state file can say.
    pub fn with(text: &str, known: impl FnOnce(&mut Environment)) -> Self {
        Self::build(text, "", known)
    }

    /// Compiles a state file together with manifests, which the cluster gets as they are.
    pub fn with_objects(text: &str, objects: &str) -> Self {
        Self::build(text, objects, |_| ())
    }

    /// Compiles what was read of a cluster.
    pub fn of_sources(sources: Sources, text: &str) -> Self {
        Self::compiled(sources, text, "", |_| ())
    }

    fn build(text: &str, objects: &str, known: impl FnOnce(&mut Environment)) -> Self {
        let mut sources = Sources::single("tcpgen.toml", text);
        if !text.contains("[entry_points") {
            sources.add(SourceFile::new("entry-points.toml", ENTRY_POINTS));
        }
        if !objects.is_empty() {
            sources.add(SourceFile::new("objects.yaml", objects));
        }
        Self::compiled(sources, text, objects, known)
    }

    fn compiled(sources: Sources, text: &str, objects: &str, known: impl FnOnce(&mut Environment)) -> Self {
        let compilation = compile(&sources, &Options::default());
        let errors = refused_by_api_servers(&compilation.diagnostics);
        let mut environment = environment(&compilation.desired);
        known(&mut environment);
        let table = RoutingTable::new(&compilation.resources, &environment);
        let (text, objects) = (text.to_owned(), objects.to_owned());
        Self {
            text,
            sources,
            resources: compilation.resources,
            environment,
            table,
            errors,
            objects,
            file: String::new(),
        }
    }

    /// Every Kubernetes Service that a route names, with the ports that are named.
    pub fn services(&self) -> BTreeMap<ObjectName, BTreeSet<String>> {
        let mut services: BTreeMap<ObjectName, BTreeSet<String>> = BTreeMap::new();
        for (object, ingress) in self.resources.routes() {
            for service in ingress.routes.iter().flat_map(|route| &route.services) {
                let namespace = service.namespace.as_ref().unwrap_or(&object.metadata.namespace);
                let name = ObjectName::new(namespace.value.clone(), service.name.value.clone());
                services.entry(name).or_default().insert(service.port.to_string());
            }
        }
        services
    }

    /// Whether a Service is known to have no servers.
    pub fn has_no_servers(&self, service: &ObjectName) -> bool {
        let known = self.environment.surroundings.services.of(service);
        matches!(known, Known::Present(service) if service.endpoints == Some(false))
    }

    /// Whether Traefik's Kubernetes provider would crash on it, and take nothing any more.
    pub fn crashes_provider(&self) -> bool {
        self.table
            .routers()
            .iter()
            .any(|router| router.faults.iter().any(|fault| matches!(fault, Fault::ProviderCrash { .. })))
    }
}
