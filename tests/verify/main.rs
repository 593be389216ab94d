//! `tcpgen verify` against real Traefiks: what is applied is as predicted on every minor, and each kind of difference is found
//! with its cause.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod api;
mod differences;
mod facts;
mod live;
mod wait;

use serde_json::Value;

use crate::cli::sandbox::{Ran, Sandbox, state};
use crate::support::{Backend, EntryPoint, KubeApi, KubernetesFlags, Speaks, StaticConfig, Traefik};

const FLAGS: KubernetesFlags = KubernetesFlags {
    allow_external_name_services: true,
    allow_cross_namespace: false,
    allow_empty_services: false,
    safe_naming: false,
    ingress_class: None,
};

/// Guards, names, TLS, an explicit priority, and a router that Traefik disables.
const STATE: &str = r#"
[middlewares.office]
ip_allow_list = ["10.0.0.0/8", "192.168.1.1"]
[middlewares.limit]
in_flight_conn = 5
[routes.pg]
entry_points = ["pg"]
service = "db:5432"
middlewares = ["office", "limit"]
[routes.pg-tls]
entry_points = ["pg", "tls"]
sni = "pg.example.com"
priority = 77
tls = "passthrough"
service = "db:5432"
[routes.without-tls]
entry_points = ["tls"]
sni = "a.example.com"
service = "db:5432"
"#;

/// The Service that all of these lead to.
fn service(name: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Service\nmetadata: {{ name: {name} }}\nspec: {{ type: ExternalName, externalName: 127.0.0.1, \
         ports: [{{ name: p, port: 5432 }}] }}\n---\n"
    )
}

/// A cluster with a state's objects and the Service, and a Traefik of this version on it.
struct Applied {
    kube: KubeApi,
    traefik: Traefik,
}

impl Applied {
    fn new(text: &str, version: Option<&str>) -> Self {
        Self::with(text, version, |config| config)
    }

    fn with(text: &str, version: Option<&str>, more: impl FnOnce(StaticConfig) -> StaticConfig) -> Self {
        let kube = KubeApi::start();
        let objects = if text.is_empty() { String::new() } else { yaml(text, version) };
        kube.apply(&(service("db") + &objects));
        let config = StaticConfig::new().entry_point(EntryPoint::new("pg")).entry_point(EntryPoint::new("tls"));
        let config = version.map_or(config.clone(), |version| config.version(version));
        let traefik = Traefik::start_with_kubernetes(&more(config), &kube, FLAGS);
        Self { kube, traefik }
    }

    /// Applies more, and waits until it is in force.
    fn apply(&self, yaml: &str) {
        self.kube.apply(yaml);
        self.traefik.sync(&self.kube);
    }

    fn verify(&self, sandbox: &Sandbox, more: &str) -> Ran {
        sandbox.run(&format!("verify --api {} {more}", self.traefik.api().address()))
    }

    /// The differences from this state.
    fn differences(&self, text: &str) -> Vec<Value> {
        let answer = self.verify(&state(text), "--format json").json();
        answer["differences"].as_array().unwrap().clone()
    }
}

fn yaml(text: &str, version: Option<&str>) -> String {
    let flag = version.map_or_else(String::new, |version| format!(" --traefik {version}"));
    state(text).run(&format!("build{flag}")).out
}

#[test]
fn what_is_applied_is_as_predicted_by_every_minor() {
    for version in ["3.0.4", "3.4.3", "3.6.15", "3.7.15"] {
        let applied = Applied::new(STATE, Some(version));
        let ran = applied.verify(&state(STATE), "");
        let told =
            format!("Traefik {version}: 2 entry points, 2 middlewares and 3 routers as predicted; no differences\n");
        ran.exits(0).prints("").tells_part(&told);
    }
}

#[test]
fn the_output_for_the_file_provider_is_as_predicted() {
    let backend = Backend::start("db", Speaks::Second);
    let text = format!("{STATE}[services.\"default/db\"]\naddresses = [\"{}\"]\n", backend.address());
    let dynamic = state(&text).run("build --target file").out;
    let config = StaticConfig::new().entry_point(EntryPoint::new("pg")).entry_point(EntryPoint::new("tls"));
    let traefik = Traefik::start(&config, &dynamic);
    let ran = state(&text).run(&format!("verify --api {}", traefik.api().address()));
    ran.exits(0).tells_part("2 entry points, 2 middlewares and 3 routers as predicted; no differences");
}
