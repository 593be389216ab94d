//! What a state file specifies of Traefik, as the real one is started with.

use serde_json::{Value, json};
use toml::Table;

use super::settings::Version;
use crate::conformance::rig::{IMPATIENT, Rig};
use crate::support::{KubernetesFlags, StaticConfig};

/// The ingress class of states that have one.
const INGRESS_CLASS: &str = "internal";

/// The start of a Traefik: states with equal facts share one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// `[traefik]`, without the version.
    traefik: Table,
    /// Entry points with `as_default`.
    default_entry_points: Vec<String>,
    /// Sections of the static configuration that a state file has no words for.
    sections: Value,
    /// Traefik makes its default certificate itself.
    generates_certificate: bool,
}

impl Facts {
    /// Those of a state file, with more sections of the static configuration.
    pub fn read(state: &str, sections: Value) -> Self {
        let mut state: Table = toml::from_str(state).unwrap_or_else(|error| panic!("{error}\n{state}"));
        let mut table = |name: &str| match state.remove(name) {
            Some(toml::Value::Table(table)) => table,
            _ => Table::new(),
        };
        let mut traefik = table("traefik");
        traefik.remove("version");
        let is_default = |value: &toml::Value| value.get("as_default").and_then(toml::Value::as_bool) == Some(true);
        let entry_points = table("entry_points");
        let default_entry_points = entry_points.iter().filter(|(_, it)| is_default(it)).map(|(name, _)| name.clone());
        let default_entry_points = default_entry_points.collect();
        Self { traefik, default_entry_points, sections, generates_certificate: false }
    }

    /// With a default certificate that Traefik makes itself, where a TLS store of Kubernetes would collide with the
    /// harness's.
    pub fn generating_certificate(self, generates_certificate: bool) -> Self {
        Self { generates_certificate, ..self }
    }

    /// A Traefik of this version that is started with them, on a Kubernetes API server and a folder of files.
    pub fn rig(&self, version: Version) -> Rig {
        Rig::with_kubernetes(&self.config(version), self.flags())
    }

    /// A Traefik of this version that is started with them, on a folder of files alone.
    pub fn rig_of_files(&self, version: Version) -> Rig {
        Rig::with_files(&self.config(version))
    }

    /// The static configuration, but for the Kubernetes provider.
    pub fn config(&self, version: Version) -> StaticConfig {
        let mut config = StaticConfig::new().version(&version.to_string());
        if self.generates_certificate {
            config = config.generates_default_certificate();
        }
        for name in ["a", "b", "c", IMPATIENT] {
            let entry_point = Rig::entry_point(name);
            let is_default = self.default_entry_points.iter().any(|default| default == name);
            config = config.entry_point(if is_default { entry_point.default_one() } else { entry_point });
        }
        for (key, option) in [
            ("cross_provider_namespaces", "crossProviderNamespaces"),
            ("default_tls_resources_namespace", "defaultTLSResourcesNamespace"),
        ] {
            if let Some(value) = self.traefik.get(key) {
                config = config.provider_option(option, json!(value));
            }
        }
        if let Some(syntax) = self.traefik.get("default_rule_syntax") {
            config = config.section("core", json!({ "defaultRuleSyntax": syntax }));
        }
        if let Some(order) = self.traefik.get("provider_precedence") {
            config = config.section("providers", json!({ "precedence": order }));
        }
        let sections = self.sections.as_object().into_iter().flatten();
        sections.fold(config, |config, (name, section)| config.section(name, section.clone()))
    }

    /// As [`config`](Self::config), with the Kubernetes provider, which nobody serves.
    pub fn whole_config(&self, version: Version) -> StaticConfig {
        self.config(version).kubernetes("http://127.0.0.1:9", self.flags())
    }

    fn flags(&self) -> KubernetesFlags {
        let is_set = |key: &str| self.traefik.get(key).and_then(toml::Value::as_bool) == Some(true);
        let class = self.traefik.get("ingress_class_name").and_then(toml::Value::as_str);
        assert!(class.is_none_or(|class| class == INGRESS_CLASS), "the ingress class of tests is {INGRESS_CLASS}");
        KubernetesFlags {
            allow_external_name_services: true,
            allow_cross_namespace: is_set("allow_cross_namespace"),
            safe_naming: is_set("safe_naming"),
            ingress_class: class.map(|_| INGRESS_CLASS),
            ..KubernetesFlags::default()
        }
    }
}

/// The state file for this version, with all entry points declared unless it declares any.
pub fn for_version(state: &str, version: Version) -> String {
    let line = format!("version = \"{version}\"\n");
    let entry_points =
        if state.contains("[entry_points]") { "" } else { "[entry_points]\na = 1\nb = 2\nc = 3\nq = 4\n" };
    let state = format!("{state}{entry_points}");
    match state.split_once("[traefik]\n") {
        Some((before, after)) => format!("{before}[traefik]\n{line}{after}"),
        None => format!("[traefik]\n{line}{state}"),
    }
}
