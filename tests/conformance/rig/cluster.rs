//! A state as a Kubernetes cluster: its own YAML, and the services that its routes name.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde::Deserialize;
use serde_json::{Value, json};
use tcpgen::output;
use tcpgen::routing::ObjectName;

use super::backends::Backends;
use super::state::State;
use crate::support::KubeApi;

/// A service of this name, whose ports have names, is of type `ExternalName`.
const EXTERNAL: &str = "external";

/// An API server, and what was put there.
pub struct Cluster {
    kube: KubeApi,
    /// Kind, namespace and name of what is there.
    applied: Mutex<Vec<[String; 3]>>,
}

impl Cluster {
    /// An empty one.
    pub fn new(kube: KubeApi) -> Self {
        Self { kube, applied: Mutex::default() }
    }

    /// Its API server.
    pub fn kube(&self) -> &KubeApi {
        &self.kube
    }

    /// Deletes what is there, and creates what the state says.
    pub fn replace(&self, state: &State, others: &str, backends: &Backends) {
        self.replace_among(state, services(state, backends), others, backends);
    }

    /// The same, with these objects in place of the services that routes name.
    pub fn replace_among(&self, state: &State, around: Vec<Value>, others: &str, backends: &Backends) {
        let mut all = around;
        all.extend(objects(&backends.fill(others)));
        let as_they_are = objects(&backends.fill(&state.objects));
        let identity = |object: &Value| {
            let text = |value: &Value| value.as_str().unwrap_or("default").to_owned();
            [text(&object["kind"]), text(&object["metadata"]["namespace"]), text(&object["metadata"]["name"])]
        };
        let mut emitted = manifests(state);
        emitted.retain(|object| as_they_are.iter().all(|other| identity(other) != identity(object)));
        all.extend(emitted);
        all.extend(as_they_are);
        let now: Vec<[String; 3]> = all.iter().map(identity).collect();
        let mut applied = self.applied.lock().unwrap_or_else(PoisonError::into_inner);
        for gone in applied.iter().filter(|object| !now.contains(object)) {
            let [kind, namespace, name] = gone;
            self.kube.delete(kind, namespace, name);
        }
        // Routes come last: what they refer to is on its way by then.
        for object in all {
            self.kube.apply_object(object);
        }
        *applied = now;
    }
}

/// The objects that `tcpgen build` writes, read from its YAML.
fn manifests(state: &State) -> Vec<Value> {
    objects(&output::yaml(state.resources.emitted()).expect("objects are YAML"))
}

/// The objects of a YAML stream.
fn objects(yaml: &str) -> Vec<Value> {
    let documents = serde_yaml::Deserializer::from_str(yaml).map(Value::deserialize);
    let documents: Result<Vec<Value>, _> = documents.collect();
    documents
        .unwrap_or_else(|error| panic!("not YAML: {error}\n{yaml}"))
        .into_iter()
        .filter(|it| !it.is_null())
        .collect()
}

/// A Service, an EndpointSlice, and the Endpoints that versions before 3.1.0 read, for each service that a route names. One
/// that the state says has no servers has none.
fn services(state: &State, backends: &Backends) -> Vec<Value> {
    let services = state.services();
    services.iter().flat_map(|(service, ports)| service_and_slice(state, backends, service, ports)).collect()
}

fn service_and_slice(state: &State, backends: &Backends, service: &ObjectName, ports: &BTreeSet<String>) -> [Value; 3] {
    let ObjectName { namespace, name } = service;
    let address = backends.address(namespace, name);
    let port = |(place, port): (usize, &String)| {
        // A port that is named has a number as well, which nobody uses here.
        let number = port.parse().unwrap_or(60_000 + place);
        let name = port.parse::<u16>().map_or_else(|_| port.clone(), |port| format!("p{port}"));
        (name, number)
    };
    let ports: Vec<(String, usize)> = ports.iter().enumerate().map(port).collect();
    let external = name == EXTERNAL;
    let of_service = ports.iter().map(|(name, number)| {
        let number = if external { address.port().into() } else { *number };
        json!({ "name": name, "port": number, "protocol": "TCP" })
    });
    let of_service: Vec<Value> = of_service.collect();
    let spec = if external {
        json!({ "type": "ExternalName", "externalName": "127.0.0.1", "ports": of_service })
    } else {
        json!({ "clusterIP": "10.255.1.1", "ports": of_service })
    };
    let of_slice = ports.iter().map(|(name, _)| json!({ "name": name, "port": address.port(), "protocol": "TCP" }));
    let of_slice: Vec<Value> = of_slice.collect();
    let endpoint = json!({ "addresses": ["127.0.0.1"], "conditions": { "ready": true } });
    let is_empty = state.has_no_servers(service);
    let endpoints = if is_empty { json!([]) } else { json!([endpoint]) };
    let subset = json!({ "addresses": [{ "ip": "127.0.0.1" }], "ports": of_slice });
    let subsets = if is_empty { json!([]) } else { json!([subset]) };
    let metadata = json!({ "name": name, "namespace": namespace });
    let mut of_this_service = metadata.clone();
    of_this_service["labels"] = json!({ "kubernetes.io/service-name": name });
    [
        json!({ "apiVersion": "v1", "kind": "Endpoints", "metadata": metadata, "subsets": subsets }),
        json!({ "apiVersion": "v1", "kind": "Service", "metadata": metadata, "spec": spec }),
        json!({
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "metadata": of_this_service,
            "addressType": "IPv4", "ports": of_slice, "endpoints": endpoints,
        }),
    ]
}
