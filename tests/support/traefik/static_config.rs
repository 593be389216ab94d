//! Traefik's static configuration, as far as tests vary it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::entry_point::EntryPoint;
use crate::support::project;

/// The entry point of Traefik's own API; no router of a test attaches to it unless it is named.
pub(super) const API_ENTRY_POINT: &str = "traefik";

/// The static configuration: entry points, and settings that a test adds.
#[derive(Debug, Clone, Default)]
pub struct StaticConfig {
    pub(super) entry_points: Vec<EntryPoint>,
    kubernetes: Option<(String, KubernetesFlags)>,
    extra: Map<String, Value>,
    /// Options of the CRD provider that few tests set.
    provider_options: Map<String, Value>,
    /// A version of `tools/traefik-versions.txt`; none is the one of `tools/requirements.in`.
    version: Option<String>,
    pub(super) generates_default_certificate: bool,
}

/// Options of Traefik's Kubernetes CRD provider; all are off by default, as in Traefik.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "they are Traefik's own switches, each on its own")]
pub struct KubernetesFlags {
    /// Services of type `ExternalName` may be used, which is how routes reach loopback backends.
    pub allow_external_name_services: bool,
    /// A route may name objects of other namespaces.
    pub allow_cross_namespace: bool,
    /// A service without endpoints is one without servers instead of an error.
    pub allow_empty_services: bool,
    /// Router and service names that cannot collide; Traefik recommends it for new setups.
    pub safe_naming: bool,
    /// The class of routes that it serves; none: those without any, and those of class `traefik`.
    pub ingress_class: Option<&'static str>,
}

impl StaticConfig {
    /// Nothing but the API.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an entry point.
    pub fn entry_point(mut self, entry_point: EntryPoint) -> Self {
        self.entry_points.push(entry_point);
        self
    }

    /// Logs errors only, not everything: for large configurations, which Traefik then takes in half the time.
    pub fn quiet(self) -> Self {
        self.section("log", json!({ "level": "ERROR", "noColor": true }))
    }

    /// Adds a whole top-level section, such as `core`, or replaces one; `providers` is added to.
    pub fn section(mut self, name: &str, value: Value) -> Self {
        self.extra.insert(name.to_owned(), value);
        self
    }

    /// Leaves it to Traefik to make its default certificate (`TRAEFIK DEFAULT CERT`), which takes it some 50 ms at every
    /// change of the configuration. Otherwise it gets one.
    pub fn generates_default_certificate(mut self) -> Self {
        self.generates_default_certificate = true;
        self
    }

    /// Runs this version of Traefik (`3.6.11`), as `tools/setup-traefik.sh` installs it.
    pub fn version(mut self, version: &str) -> Self {
        self.version = Some(version.to_owned());
        self
    }

    /// The binary that it is for.
    pub(super) fn binary(&self) -> PathBuf {
        match &self.version {
            None => project::tool("venv/bin/traefik", Some("TCPGEN_TRAEFIK")),
            Some(version) => project::tool(&format!("traefik/{version}/bin/traefik"), None),
        }
    }

    /// Sets an option of the Kubernetes CRD provider by its own name. A version that lacks it does not start.
    pub fn provider_option(mut self, name: &str, value: Value) -> Self {
        self.provider_options.insert(name.to_owned(), value);
        self
    }

    /// Watches a Kubernetes API server as well.
    pub fn kubernetes(mut self, endpoint: &str, flags: KubernetesFlags) -> Self {
        self.kubernetes = Some((endpoint.to_owned(), flags));
        self
    }

    /// The whole configuration as JSON, which every YAML reader takes. `addresses` has one for each entry point, then
    /// one for the API; `dynamic` is the folder that the file provider watches.
    pub(super) fn to_json(&self, addresses: &[SocketAddr], dynamic: &Path) -> Value {
        let mut entry_points = Map::new();
        for (entry_point, address) in self.entry_points.iter().zip(addresses) {
            entry_points.insert(entry_point.name.clone(), entry_point.to_json(*address));
        }
        if let Some(api) = addresses.get(self.entry_points.len()) {
            entry_points.insert(API_ENTRY_POINT.to_owned(), json!({ "address": api.to_string() }));
        }
        let mut config = json!({
            "global": { "checkNewVersion": false, "sendAnonymousUsage": false },
            "log": { "level": "DEBUG", "noColor": true },
            "api": { "insecure": true, "dashboard": false },
            // Traefik's default of two seconds is how often it takes a new configuration at most.
            "providers": { "providersThrottleDuration": "1ms", "file": { "directory": dynamic, "watch": true } },
            "entryPoints": entry_points,
        });
        if let Some((endpoint, flags)) = &self.kubernetes {
            config["providers"]["kubernetesCRD"] = json!({
                "endpoint": endpoint,
                "token": "harness-token",
                "allowExternalNameServices": flags.allow_external_name_services,
                "allowCrossNamespace": flags.allow_cross_namespace,
                "allowEmptyServices": flags.allow_empty_services,
                "ingressClass": flags.ingress_class.unwrap_or_default(),
            });
            let provider = &mut config["providers"]["kubernetesCRD"];
            // Versions before 3.7.12 lack it, and refuse what they do not know.
            if flags.safe_naming {
                provider["safeNaming"] = json!(true);
            }
            for (name, value) in &self.provider_options {
                provider[name] = value.clone();
            }
        }
        for (name, value) in &self.extra {
            match (config.get_mut(name).and_then(Value::as_object_mut), value) {
                // The harness's own providers stay.
                (Some(section), Value::Object(more)) if name == "providers" => section.extend(more.clone()),
                _ => config[name] = value.clone(),
            }
        }
        config
    }
}
