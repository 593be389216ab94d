//! The same tools over a cluster: `tcpgen mcp --cluster`.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::Client;
use super::support::KubeApi;

const MIDDLEWARE: &str = "traefik_configure_tcp_middleware";
const ROUTE: &str = "traefik_manage_tcp_routing";

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

/// An agent's client of a server that works on this cluster.
pub fn client(kube: &KubeApi, directory: &TempDir, more: &[&str]) -> Client {
    let path = kubeconfig(directory, kube);
    let everything = ["--allow-widening", "--allow-delete"];
    Client::stdio(&[&["--cluster", "--kubeconfig", path.to_str().unwrap()], &everything[..], more].concat())
}

#[test]
fn an_agent_works_on_a_cluster() {
    let (kube, directory) = (KubeApi::start(), tempfile::tempdir().unwrap());
    let mut client = client(&kube, &directory, &[]);
    let route = json!({ "route_name": "pg", "service_name": "postgres", "sni_match": "a.b", "tls_passthrough": true });
    assert_eq!(client.call(ROUTE, route)["result"], "created");
    let plain = json!({ "route_name": "pg", "service_name": "postgres", "middlewares": ["nobody"] });
    let made = client.call(ROUTE, plain);
    assert_eq!((&made["result"], &made["warnings"][0]["code"]), (&json!("updated"), &json!("unknown-middleware")));
    assert_eq!(made["removed"], json!(["sni_match", "tls"]));
    let other = json!({ "route_name": "pg", "action": "update", "service_port": 80 });
    let lists = || kube.asked().iter().filter(|asked| asked.verb == "list").count();
    let before = lists();
    let made = client.call(ROUTE, other);
    assert_eq!(lists() - before, 7, "each kind is listed once for a change, and Services and EndpointSlices");
    assert_eq!(
        (&made["removed"], &made["spec"]["routes"][0]["middlewares"][0]["name"]),
        (&json!([]), &json!("nobody"))
    );
    let listed = client.list();
    assert_eq!((&listed["count"], &listed["tcp_routes"][0]["tlsEnabled"]), (&json!(1), &json!(false)));
    client.call(ROUTE, json!({ "route_name": "pg", "action": "delete" }));
    assert_eq!(client.list()["count"], 0);
    assert!(!client.path().exists(), "no state file is made");
}

fn objects(namespace: &str) -> [Value; 2] {
    let object = |kind: &str, name: &str, spec: Value| {
        let metadata = json!({ "name": name, "namespace": namespace });
        json!({ "apiVersion": "traefik.io/v1alpha1", "kind": kind, "metadata": metadata, "spec": spec })
    };
    let rule = json!({
        "match": "HostSNI(`*`)", "middlewares": [{ "name": "office" }], "services": [{ "name": "postgres", "port": 5432 }],
    });
    [
        object("MiddlewareTCP", "office", json!({ "ipAllowList": { "sourceRange": ["10.0.0.0/8"] } })),
        object("IngressRouteTCP", "pg", json!({ "entryPoints": ["postgresql"], "routes": [rule] })),
    ]
}

/// Issue 10, point 9: neither `default` nor any other namespace is open unless it is named.
#[test]
fn an_agent_is_fenced_in_to_the_namespaces_that_are_named() {
    let (kube, directory) = (KubeApi::start(), tempfile::tempdir().unwrap());
    for namespace in ["default", "h1", "h2", "h3"] {
        kube.apply_object(json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": namespace } }));
        for object in objects(namespace) {
            kube.apply_object(object);
        }
    }
    let mut client = client(&kube, &directory, &["--namespace", "h1", "--namespace", "h3"]);
    let listed = client.list();
    let found = |listed: &Value| -> Vec<String> {
        let routes = listed["tcp_routes"].as_array().unwrap();
        routes.iter().map(|route| route["namespace"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!((found(&listed), &listed["namespaces"]), (vec!["h1".to_owned(), "h3".to_owned()], &json!(["h1", "h3"])));
    for namespace in ["default", "h2"] {
        for (tool, mut arguments) in [
            (ROUTE, json!({ "route_name": "pg", "service_name": "a" })),
            (ROUTE, json!({ "route_name": "pg", "action": "update", "service_name": "a" })),
            (ROUTE, json!({ "route_name": "pg", "action": "delete", "take_over": true })),
            (MIDDLEWARE, json!({ "middleware_name": "office", "source_ranges": ["::1"] })),
            (MIDDLEWARE, json!({ "middleware_name": "office", "action": "delete", "force": true })),
        ] {
            arguments["namespace"] = json!(namespace);
            let refused = client.refused(tool, arguments);
            assert_eq!(refused["code"], "outside-namespaces");
            assert!(refused["help"].as_str().unwrap().contains("h1, h3"), "{refused}");
        }
    }
    assert_eq!(client.refused(ROUTE, json!({ "route_name": "pg", "action": "delete" }))["code"], "outside-namespaces");
    for (tool, arguments) in [
        ("tcpgen_check", json!({})),
        ("tcpgen_route", json!({ "entry_point": "postgresql", "client_ip": "10.0.0.1" })),
        ("tcpgen_diff", json!({ "state": "" })),
        ("tcpgen_test", json!({})),
    ] {
        let answer = client.call(tool, arguments).to_string();
        let beyond = ["h2/", "\"namespace\":\"h2\"", "default/"];
        assert!(!beyond.iter().any(|name| answer.contains(name)), "{tool}: {answer}");
    }
    let made =
        client.call(ROUTE, json!({ "route_name": "pg", "namespace": "h1", "action": "update", "service_port": 80 }));
    assert_eq!(made["result"], "updated");
    let inside = ["h1", "h3"];
    let beyond: Vec<_> = kube.asked().into_iter().filter(|asked| !inside.contains(&asked.namespace.as_str())).collect();
    assert!(beyond.is_empty(), "asked for beyond the fence: {beyond:?}");
}

/// What a cluster lacks is part of every answer, as in the command.
#[test]
fn an_agent_knows_what_the_cluster_lacks() {
    let (kube, directory) = (KubeApi::start(), tempfile::tempdir().unwrap());
    for name in ["default", "beyond"] {
        kube.apply_object(json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": name } }));
    }
    let service = |namespace: &str, name: &str| {
        let metadata = json!({ "name": name, "namespace": namespace });
        let spec = json!({ "ports": [{ "port": 5432, "protocol": "TCP" }] });
        kube.apply_object(json!({ "apiVersion": "v1", "kind": "Service", "metadata": metadata, "spec": spec }));
        let labels = json!({ "kubernetes.io/service-name": name });
        kube.apply_object(json!({
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
            "metadata": { "name": name, "namespace": namespace, "labels": labels },
            "ports": [{ "name": "", "port": 5432, "protocol": "TCP" }],
            "endpoints": [{ "addresses": ["10.1.2.3"], "conditions": { "ready": true } }],
        }));
    };
    service("default", "other");
    let mut client = client(&kube, &directory, &["--namespace", "default"]);
    let create =
        |name: &str, service: &str| json!({ "route_name": name, "service_name": service, "entry_points": [name] });
    let codes = |made: &Value| -> Vec<String> {
        let warnings = made["warnings"].as_array().unwrap().iter();
        warnings.map(|warning| warning["code"].as_str().unwrap().to_owned()).collect()
    };
    let mut plan = create("pg", "postgres");
    plan["dry_run"] = json!(true);
    assert_eq!(codes(&client.call(ROUTE, plan)), ["unknown-service"]);
    // It can be created later: that is no reason to refuse the change.
    assert_eq!(codes(&client.call(ROUTE, create("pg", "postgres"))), ["unknown-service"]);
    assert!(codes(&client.call(ROUTE, create("other", "other"))).is_empty(), "what another route lacks is no news");
    let asked = json!({ "entry_point": "pg", "client_ip": "10.0.0.1" });
    let route = |client: &mut Client| client.call("tcpgen_route", asked.clone())["decision"].clone();
    let decision = route(&mut client);
    assert_eq!((&decision["outcome"], &decision["assumes"]), (&json!("http"), &json!([])), "{decision}");
    let checked = client.call("tcpgen_check", json!({})).to_string();
    assert_eq!(checked.matches("\"unknown-service\"").count(), 1, "{checked}");
    service("default", "postgres");
    let decision = route(&mut client);
    assert_eq!((&decision["outcome"], &decision["assumes"]), (&json!("forwarded"), &json!([])), "{decision}");
    let beyond: Vec<_> = kube.asked().into_iter().filter(|asked| asked.namespace != "default").collect();
    assert!(beyond.is_empty(), "asked for beyond the fence: {beyond:?}");
}
