//! The three workflows of `examples/workflow-*.toml`, done by an agent.

use serde_json::{Value, json};

use super::client::Client;

const MIDDLEWARE: &str = "traefik_configure_tcp_middleware";
const ROUTE: &str = "traefik_manage_tcp_routing";
const GENERATE: &str = "traefik_generate_routing_manifest";

fn over_both(workflow: fn(&mut Client)) {
    let everything = ["--allow-widening", "--allow-delete"];
    workflow(&mut Client::stdio(&everything));
    workflow(&mut Client::http(&everything));
}

/// The YAML of the example, without what its state says beside the objects.
fn example(name: &str) -> String {
    std::fs::read_to_string(super::support::project::root().join("examples").join(name)).unwrap()
}

#[test]
fn secure_tcp_routing() {
    over_both(|client| {
        assert_eq!(client.list()["count"], 0);
        let list = json!({ "middleware_name": "db-allowlist", "source_ranges": "[\"192.168.1.0/24\", \"10.0.0.1\"]" });
        assert_eq!(client.call(MIDDLEWARE, list)["result"], "created");
        let route =
            json!({ "route_name": "postgres-route", "service_name": "postgres", "middlewares": ["db-allowlist"] });
        let made = client.call(ROUTE, route.clone());
        assert_eq!((&made["result"], &made["warnings"]), (&json!("created"), &json!([])));
        assert_eq!(
            client.state(),
            r#"#:schema ./tcpgen.schema.json

[middlewares.db-allowlist]
ip_allow_list = ["192.168.1.0/24", "10.0.0.1"]

[routes.postgres-route]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["db-allowlist"]
"#
        );
        assert_eq!(client.yaml(), example("workflow-secure-routing.yaml"));
        assert_eq!(client.call(ROUTE, route.clone())["result"], "unchanged");
        decides(client, "192.168.1.7", "forwarded");
        decides(client, "203.0.113.9", "closed");

        let list = json!({ "middleware_name": "db-allowlist", "source_ranges": ["10.0.0.0/8", "192.168.1.0/24"] });
        assert_eq!(client.call(MIDDLEWARE, list)["result"], "updated", "the second create is an update");
        decides(client, "10.200.0.1", "forwarded");
        let mut other = route.clone();
        other["service_name"] = json!("hello-world");
        other["service_port"] = json!(80);
        assert_eq!(client.call(ROUTE, other)["result"], "updated");
        let listed = client.list();
        assert_eq!(listed["count"], 1);
        let rule = &listed["tcp_routes"][0]["routes"][0];
        assert_eq!(rule["targets"], json!([{ "name": "hello-world", "port": 80, "weight": 1 }]));
        assert_eq!(rule["middlewares"][0]["sourceRange"], json!(["10.0.0.0/8", "192.168.1.0/24"]));
        assert!(client.yaml().contains("    - name: hello-world\n      port: 80\n"), "{}", client.yaml());

        let gone = client.call(ROUTE, json!({ "route_name": "postgres-route", "action": "delete" }));
        assert_eq!(gone["result"], "deleted");
        client.call(MIDDLEWARE, json!({ "middleware_name": "db-allowlist", "action": "delete" }));
        let refused = client.refused(ROUTE, json!({ "route_name": "postgres-route", "action": "delete" }));
        assert_eq!(refused["code"], "not-found");
        assert_eq!((&client.list()["count"], client.yaml().as_str()), (&json!(0), ""));
    });
}

fn decides(client: &mut Client, client_ip: &str, outcome: &str) {
    let decision = client.call("tcpgen_route", json!({ "entry_point": "postgresql", "client_ip": client_ip }));
    assert_eq!(decision["decision"]["outcome"], outcome, "{decision}");
}

#[test]
fn a_server_name_without_tls_is_told_of() {
    over_both(|client| {
        let route = json!({
            "route_name": "postgres-route", "service_name": "hello-world", "service_port": 80,
            "sni_match": "tcp-example.com", "middlewares": "[\"postgres-tcp-allowlist\"]",
        });
        let made = client.call(ROUTE, route.clone());
        let codes: Vec<&Value> = made["warnings"].as_array().unwrap().iter().map(|found| &found["code"]).collect();
        assert_eq!(codes, ["sni-without-tls", "unknown-middleware"]);
        let explained = client.call("tcpgen_explain", json!({ "code": codes[0] }));
        assert!(explained["markdown"].as_str().unwrap().contains("tls"), "{explained}");
        assert_eq!(client.call("tcpgen_check", json!({}))["warnings"], 2);
    });
}

#[test]
fn tls_passthrough() {
    over_both(|client| {
        let route = json!({
            "route_name": "mcp-tcp-tls-pass", "service_name": "hello-world", "service_port": 80,
            "entry_points": "[\"postgresql\"]", "sni_match": "tls-passthrough-mcp.example.com", "tls_passthrough": true,
        });
        client.call(ROUTE, route);
        let redis = json!({
            "route_name": "redis-route", "service_name": "redis", "service_port": 6379, "entry_points": ["redis"],
            "sni_match": "redis.example.com", "tls_passthrough": true,
        });
        client.call(ROUTE, redis);
        assert_eq!(client.yaml(), example("workflow-tls-passthrough.yaml"));
        let list = client.list();
        assert!(list["tcp_routes"].as_array().unwrap().iter().all(|route| route["tlsPassthrough"] == true), "{list}");
        let plain = json!({ "route_name": "redis-route", "service_name": "redis", "service_port": 6379, "entry_points": ["redis"] });
        client.call(ROUTE, plain);
        assert_eq!(client.list()["tcp_routes"][1]["tlsEnabled"], false, "an update can take `tls` away");
    });
}

#[test]
fn manifests_for_git() {
    over_both(|client| {
        let text = example("workflow-gitops.toml");
        std::fs::write(client.path(), &text).unwrap();
        assert_eq!(client.call("tcpgen_test", json!({}))["report"]["passed"], true);
        let manifest = json!({ "manifest_type": "middleware_tcp", "name": "db-allowlist", "source_ranges": ["192.168.1.0/24", "10.0.0.1"] });
        let yaml = client.call(GENERATE, manifest)["yaml"].as_str().unwrap().to_owned();
        assert!(yaml.contains("kind: MiddlewareTCP\n") && yaml.contains("    - 192.168.1.0/24\n"), "{yaml}");
        assert_eq!(client.state(), text, "nothing was applied");
        let other = text.replace("\"postgres:5432\"", "\"replica:5432\"");
        let difference = client.call("tcpgen_diff", json!({ "state": other }))["difference"].take();
        assert_eq!(difference["different"], true, "{difference}");
        let route =
            json!({ "route_name": "postgres-route", "service_name": "replica", "middlewares": ["db-allowlist"] });
        assert_eq!(client.call(ROUTE, route)["result"], "updated");
        let expected = text.replacen("service = \"postgres:5432\"", "service = \"replica:5432\"", 1);
        assert_eq!(client.state(), expected, "comments, scenarios and labels stay");
    });
}

/// Issue 10, point 2: the prompt names the route and the service alone, and the call that it means keeps the guard.
#[test]
fn an_update_keeps_the_guard() {
    over_both(|client| {
        client.call(MIDDLEWARE, json!({ "middleware_name": "db-allowlist", "source_ranges": ["192.168.1.0/24"] }));
        let made =
            json!({ "route_name": "postgres-route", "service_name": "postgres", "middlewares": ["db-allowlist"] });
        client.call(ROUTE, made);
        let before = client.state();
        let blanks = json!({ "route": "postgres-route", "service": "hello-world", "port": "80" });
        let prompt = client.take("get_prompt", json!(["update_route", blanks]));
        let text = prompt["messages"][0]["content"]["text"].as_str().unwrap().to_owned();
        let meant = "Update the existing TCP route 'postgres-route' in 'default' to use backend service 'hello-world' on port 80.";
        assert_eq!(text, meant);
        let asked = std::process::Command::new(env!("CARGO_BIN_EXE_tcpgen")).args(["ask", &text]).output().unwrap();
        let call: Value = serde_json::from_slice(&asked.stdout).unwrap();
        assert_eq!(call["arguments"]["action"], "update");
        let made = client.call(ROUTE, call["arguments"].clone());
        assert_eq!((&made["removed"], &made["newly_admitted"]), (&json!([]), &json!([])));
        assert_eq!(client.state(), before.replace("postgres:5432", "hello-world:80"));
        decides(client, "203.0.113.9", "closed");
        let bare = json!({ "route_name": "postgres-route", "service_name": "hello-world", "service_port": 80 });
        let made = client.call(ROUTE, bare);
        assert_eq!(made["removed"], json!(["middlewares"]), "`create` replaces, and reports it");
        assert_eq!(made["newly_admitted"][0]["was"]["refused_by"], "default/db-allowlist");
        decides(client, "203.0.113.9", "forwarded");
    });
}
