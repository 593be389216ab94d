//! Objects that somebody made with `kubectl apply`, changed by an agent.

use serde_json::json;

use super::cluster::client;
use super::support::KubeApi;

#[test]
fn an_agent_changes_what_kubectl_applied_and_the_takeover_is_reported_once() {
    is_reported_once(&[]);
}

#[test]
fn a_fence_does_not_hide_a_takeover() {
    is_reported_once(&["--namespace", "default"]);
}

fn is_reported_once(arguments: &[&str]) {
    let kube = KubeApi::start();
    let directory = tempfile::tempdir().unwrap();
    let note = json!({ "kubectl.kubernetes.io/last-applied-configuration": "{}" });
    kube.update_as(
        "kubectl-client-side-apply",
        &json!({
            "apiVersion": "traefik.io/v1alpha1", "kind": "IngressRouteTCP",
            "metadata": { "name": "pg", "namespace": "default", "annotations": note },
            "spec": { "entryPoints": ["postgresql"], "routes": [], "tls": { "passthrough": true } },
        }),
    );
    let mut client = client(&kube, &directory, arguments);
    let mut call = || {
        let route = json!({ "route_name": "pg", "service_name": "postgres" });
        client.call("traefik_manage_tcp_routing", route)
    };
    let made = call();
    assert_eq!(made["notes"], json!(["its fields were taken over from `kubectl-client-side-apply`"]), "{made}");
    let object = kube.object("IngressRouteTCP", "default", "pg").unwrap();
    assert_eq!((object["spec"].get("tls"), object["metadata"].get("annotations")), (None, None));
    let again = call();
    assert_eq!((&again["result"], again.get("notes")), (&json!("unchanged"), None), "{again}");
}
