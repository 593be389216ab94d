//! `tcpgen apply --wait`: an apply that ends when Traefik serves it.

use serde_json::Value;

use super::{Applied, STATE, service};
use crate::cli::sandbox::{Ran, Sandbox, state};

/// A cluster with the Service and nothing else, a Traefik on it, and a directory with the state and a kubeconfig.
struct Cluster {
    applied: Applied,
    sandbox: Sandbox,
}

impl Cluster {
    fn new(text: &str) -> Self {
        let applied = Applied::new("", None);
        let config = serde_json::json!({
            "apiVersion": "v1", "kind": "Config", "current-context": "test",
            "clusters": [{ "name": "test", "cluster": { "server": applied.kube.endpoint() } }],
            "users": [{ "name": "test", "user": { "token": "tester" } }],
            "contexts": [{ "name": "test", "context": { "cluster": "test", "user": "test" } }],
        });
        let sandbox = state(text).file("kubeconfig", config.to_string());
        Self { applied, sandbox }
    }

    fn apply(&self, more: &str) -> Ran {
        let api = self.applied.traefik.api().address();
        self.sandbox.run(&format!("apply --yes --kubeconfig kubeconfig --wait --api {api} {more}"))
    }
}

#[test]
fn it_ends_when_traefik_serves_what_was_applied() {
    let text = STATE.split("[routes.without-tls]").next().unwrap();
    let cluster = Cluster::new(text);
    let ran = cluster.apply("").exits(0);
    assert!(ran.err.ends_with("Traefik serves it\n"), "{}", ran.err);
    let statuses: Vec<String> = cluster.applied.traefik.routers().into_iter().map(|router| router.status).collect();
    assert_eq!(statuses, ["enabled", "enabled"]);
    cluster.sandbox.write("tcpgen.toml", text.replace("10.0.0.0/8", "10.9.0.0/16"));
    cluster.apply("").exits(0);
    let ranges = cluster.applied.traefik.api().json("tcp/middlewares").unwrap();
    assert!(ranges.to_string().contains("10.9.0.0/16"), "{ranges}");
}

#[test]
fn it_reports_what_traefik_refuses() {
    let cluster = Cluster::new("[routes.pg]\nentry_points = [\"pg\"]\nservice = \"gone:5432\"\n");
    let ran = cluster.apply("").exits(1).tells_part("the Service does not exist, lacks the port, or has no endpoints");
    assert!(ran.out.starts_with("created"), "{}", ran.out);
    cluster.applied.apply(&service("gone"));
    let summary = cluster.apply("--format json").exits(0).json();
    assert_eq!((&summary["traefik"]["taken"], &summary["summary"]["unchanged"]), (&Value::Bool(true), &1.into()));
}

#[test]
fn it_gives_up_on_a_traefik_that_does_not_watch_the_object() {
    let text = "[routes.pg]\nentry_points = [\"pg\"]\nservice = \"db:5432\"\ningress_class_name = \"other\"\n";
    let cluster = Cluster::new(&format!("[traefik]\ningress_class_name = \"other\"\n{text}"));
    let ran = cluster.apply("--wait-timeout 1").exits(1);
    assert!(ran.err.contains("Traefik has not taken all of it after 1 s\n"), "{}", ran.err);
    assert!(ran.err.contains("does not watch its namespace or its ingress class"), "{}", ran.err);
}

#[test]
fn an_api_that_does_not_answer_is_an_error_after_the_objects_are_applied() {
    let cluster = Cluster::new("[routes.pg]\nentry_points = [\"pg\"]\nservice = \"db:5432\"\n");
    let ran = cluster.sandbox.run("apply --yes --kubeconfig kubeconfig --wait --api 127.0.0.1:1").exits(2);
    assert!(ran.out.starts_with("created"), "{}", ran.out);
    assert!(ran.err.contains("cannot be reached"), "{}", ran.err);
    cluster.sandbox.run("apply --wait").exits(2).tells_part("--api <URL>");
}
