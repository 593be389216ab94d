//! What a client that asks for progress hears of a call that waits.

use std::time::Duration;

use serde_json::{Value, json};

use super::client::Client;
use super::cluster::kubeconfig;
use super::support::KubeApi;
use super::support::kube_api::{Fault, Trap};

#[test]
fn a_call_that_waits_for_the_cluster_reports_its_progress() {
    let (kube, directory) = (KubeApi::start(), tempfile::tempdir().unwrap());
    kube.trap(Trap::on("", Fault::Slow(Duration::from_millis(2500))).name("slow"));
    let kubeconfig = kubeconfig(&directory, &kube);
    let arguments = ["--cluster", "--timeout", "60", "--kubeconfig", kubeconfig.to_str().unwrap()];
    for client in [Client::stdio, Client::http] {
        let mut client = client(&arguments);
        let route =
            |name: &str| json!({ "route_name": name, "action": "create", "service_name": "db", "service_port": 1 });
        client.call("traefik_manage_tcp_routing", route("quick"));
        assert_eq!(client.take("progress", json!([])), json!([]), "a quick call has none");
        client.call("traefik_manage_tcp_routing", route("slow"));
        let told = client.take("progress", json!([]));
        let told: Vec<(f64, f64)> =
            told.as_array().unwrap().iter().map(|one| (number(&one[0]), number(&one[1]))).collect();
        assert!(told.len() >= 2, "{told:?}");
        assert!(told.iter().zip(1_u32..).all(|(one, second)| *one == (f64::from(second), 60.0)), "{told:?}");
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}
