//! The same tools over a cluster: `tcpgen mcp --cluster`.

use std::fs;
use std::path::PathBuf;

use serde_json::json;
use tempfile::TempDir;

use super::client::Client;
use super::support::KubeApi;

/// A kubeconfig that leads to the tests' API server.
pub fn kubeconfig(directory: &TempDir, kube: &KubeApi) -> PathBuf {
    let path = directory.path().join("kubeconfig");
    let config = json!({
        "apiVersion": "v1", "kind": "Config", "current-context": "test",
        "clusters": [{ "name": "test", "cluster": { "server": kube.endpoint() } }],
        "users": [{ "name": "test", "user": { "token": "tester" } }],
        "contexts": [{ "name": "test", "context": { "cluster": "test", "user": "test" } }],
    });
    fs::write(&path, config.to_string()).unwrap();
    path
}

#[test]
fn an_agent_works_on_a_cluster() {
    let kube = KubeApi::start();
    let directory = tempfile::tempdir().unwrap();
    let path = kubeconfig(&directory, &kube);
    let mut client = Client::stdio(&["--cluster", "--kubeconfig", path.to_str().unwrap()]);
    let route = json!({ "route_name": "pg", "service_name": "postgres", "sni_match": "a.b", "tls_passthrough": true });
    assert_eq!(client.call("traefik_manage_tcp_routing", route)["result"], "created");
    let plain = json!({ "route_name": "pg", "service_name": "postgres", "middlewares": ["nobody"] });
    let made = client.call("traefik_manage_tcp_routing", plain);
    assert_eq!((&made["result"], &made["warnings"][0]["code"]), (&json!("updated"), &json!("unknown-middleware")));
    let listed = client.list();
    assert_eq!((&listed["count"], &listed["tcp_routes"][0]["tlsEnabled"]), (&json!(1), &json!(false)));
    client.call("traefik_manage_tcp_routing", json!({ "route_name": "pg", "action": "delete" }));
    assert_eq!(client.list()["count"], 0);
    assert!(!client.path().exists(), "no state file is made");
}
