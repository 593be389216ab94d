//! What the server offers.

use serde_json::{Value, json};

use super::client::Client;

fn names(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn tools_have_schemas_and_say_what_they_do_to_the_world() {
    let mut client = Client::stdio(&[]);
    let list = client.take("list_tools", json!([]));
    let tools = &list["tools"];
    let expected = [
        "traefik_configure_tcp_middleware",
        "traefik_manage_tcp_routing",
        "traefik_generate_routing_manifest",
        "tcpgen_check",
        "tcpgen_route",
        "tcpgen_reach",
        "tcpgen_test",
        "tcpgen_diff",
        "tcpgen_upgrade",
        "tcpgen_explain",
    ];
    assert_eq!(names(tools), expected);
    for (at, changes) in [(0, true), (1, true), (2, false), (3, false), (8, false)] {
        let hints = &tools[at]["annotations"];
        assert_eq!(hints["readOnlyHint"], !changes);
        assert_eq!(hints["destructiveHint"], changes);
        assert_eq!(hints["idempotentHint"], true);
    }
    let schema = &tools[1]["inputSchema"];
    let defaults =
        ["action", "namespace", "service_port", "entry_points", "sni_match", "tls_passthrough", "middlewares"];
    let found = defaults.map(|name| schema["properties"][name]["default"].clone());
    let wanted =
        [json!("create"), json!("default"), json!(5432), json!(["postgresql"]), json!("*"), json!(false), json!([])];
    assert_eq!(found, wanted);
    assert_eq!(schema["required"], json!(["route_name"]));
    assert_eq!(schema["properties"]["action"]["enum"], json!(["create", "update", "delete"]));
    let has = |at: usize, name: &str| tools[at]["inputSchema"]["properties"].get(name).is_some();
    assert!(has(0, "force") && has(0, "take_over") && has(1, "take_over") && !has(1, "force") && !has(2, "take_over"));
    for key in ["removed", "newly_admitted"] {
        assert_eq!(tools[1]["outputSchema"]["properties"][key]["type"], "array");
    }
    assert_eq!(schema["additionalProperties"], false);
}

#[test]
fn prompts_are_the_workflows_requests() {
    let mut client = Client::stdio(&[]);
    let list = client.take("list_prompts", json!([]));
    assert_eq!(list["prompts"].as_array().unwrap().len(), 7);
    let filled = client.take(
        "get_prompt",
        json!(["create_allowlist", { "name": "db-allowlist", "source_ranges": "192.168.1.0/24, 10.0.0.1" }]),
    );
    assert_eq!(
        filled["messages"][0]["content"]["text"],
        "Create a TCP IP allowlist middleware 'db-allowlist' in 'default' allowing [192.168.1.0/24, 10.0.0.1]."
    );
    let failed = client.take("get_prompt", json!(["create_route", { "route": "a" }]));
    assert!(failed["failed"].as_str().unwrap().contains("`service`"), "{failed}");
    assert!(client.take("get_prompt", json!(["no", {}]))["failed"].is_string());
    assert!(client.take("read_resource", json!(["traefik://no"]))["failed"].is_string());
}

#[test]
fn a_server_that_changes_nothing_offers_no_tool_that_does() {
    let mut client = Client::stdio(&["--read-only"]);
    let list = client.take("list_tools", json!([]));
    let expected = [
        "traefik_generate_routing_manifest",
        "tcpgen_check",
        "tcpgen_route",
        "tcpgen_reach",
        "tcpgen_test",
        "tcpgen_diff",
        "tcpgen_upgrade",
        "tcpgen_explain",
    ];
    assert_eq!(names(&list["tools"]), expected);
    let route = json!({ "route_name": "a", "service_name": "b" });
    assert_eq!(client.refused("traefik_manage_tcp_routing", route)["code"], "read-only-server");
    assert!(!client.path().exists());
    let prompts = client.take("list_prompts", json!([]));
    assert_eq!(names(&prompts["prompts"]), ["list_routes", "generate_manifest"]);
}

#[test]
fn refusals_have_a_code_and_say_how_to_put_it_right() {
    let mut client = Client::stdio(&[]);
    for (tool, arguments, code, help) in [
        ("traefik_manage_tcp_routing", json!({ "route_name": "A", "service_name": "b" }), "invalid-name", ""),
        ("traefik_manage_tcp_routing", json!({ "rout_name": "a" }), "unknown-argument", "did you mean `route_name`?"),
        ("traefik_manage_routing", json!({}), "unknown-tool", "did you mean"),
        ("tcpgen_route", json!({ "entry_point": "e", "client_ip": "here" }), "invalid-arguments", "192.168.1.7"),
        ("tcpgen_explain", json!({ "code": "sni-without-tsl" }), "unknown-code", "did you mean `sni-without-tls`?"),
        ("tcpgen_test", json!({ "scenario": "no" }), "unknown-scenario", ""),
        ("tcpgen_diff", json!({ "state": "[" }), "toml-syntax", ""),
        ("tcpgen_upgrade", json!({ "to": "4" }), "invalid-arguments", "3.6.11"),
    ] {
        let refused = client.refused(tool, arguments);
        assert_eq!(refused["code"], code, "{refused}");
        assert!(refused["help"].as_str().is_none_or(|said| said.contains(help)), "{refused}");
    }
}
