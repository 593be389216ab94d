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
        "tcpgen_list",
        "tcpgen_get",
        "tcpgen_check",
        "tcpgen_route",
        "tcpgen_reach",
        "tcpgen_test",
        "tcpgen_diff",
        "tcpgen_upgrade",
        "tcpgen_explain",
    ];
    assert_eq!(names(tools), expected);
    for (at, changes) in [(0, true), (1, true), (2, false), (3, false), (10, false)] {
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
    assert!(has(0, "dry_run") && has(1, "dry_run") && !has(2, "dry_run"));
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
        "tcpgen_list",
        "tcpgen_get",
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

/// The tools, each with a call that succeeds, in an order in which all of them do.
pub fn calls() -> Vec<(&'static str, Value)> {
    let second = "[routes.a]\nentry_points = [\"a\"]\nservice = \"s:1\"\n";
    vec![
        ("traefik_configure_tcp_middleware", json!({ "middleware_name": "office", "source_ranges": ["10.0.0.0/8"] })),
        ("traefik_manage_tcp_routing", json!({ "route_name": "pg", "service_name": "a", "middlewares": ["office"] })),
        ("traefik_manage_tcp_routing", json!({ "route_name": "pg", "action": "delete", "dry_run": true })),
        (
            "traefik_generate_routing_manifest",
            json!({ "manifest_type": "middleware_tcp", "name": "b", "source_ranges": ["::1"] }),
        ),
        ("tcpgen_list", json!({})),
        ("tcpgen_get", json!({ "name": "pg" })),
        ("tcpgen_check", json!({})),
        ("tcpgen_route", json!({ "entry_point": "postgresql", "client_ip": "10.0.0.1" })),
        ("tcpgen_reach", json!({})),
        ("tcpgen_test", json!({})),
        ("tcpgen_diff", json!({ "state": second })),
        ("tcpgen_upgrade", json!({ "from": "3.6", "to": "3.7" })),
        ("tcpgen_explain", json!({ "code": "sni-without-tls" })),
    ]
}

/// The client checks each result against the tool's schema; what the schema does not describe is found here.
#[test]
fn every_member_of_a_result_is_in_the_tools_own_schema() {
    let mut client = Client::stdio(&[]);
    let tools = client.take("list_tools", json!([]))["tools"].as_array().unwrap().clone();
    let calls = calls();
    for (name, arguments) in &calls {
        let schema = &tools.iter().find(|tool| tool["name"] == *name).unwrap()["outputSchema"]["properties"];
        let answer = client.call(name, arguments.clone());
        for key in answer.as_object().unwrap().keys() {
            assert!(schema.get(key).is_some(), "`{name}` answers with `{key}`: {answer}");
        }
    }
    let called = |tool: &&Value| calls.iter().any(|(name, _)| tool["name"] == *name);
    assert_eq!(tools.iter().filter(called).count(), tools.len(), "every tool is called");
}

#[test]
fn a_listing_shows_what_no_route_uses_and_an_object_can_be_got() {
    let mut client = Client::stdio(&[]);
    for (name, range) in [("office", "10.0.0.0/8"), ("spare", "192.0.2.0/24")] {
        client.call("traefik_configure_tcp_middleware", json!({ "middleware_name": name, "source_ranges": [range] }));
    }
    let route = json!({ "route_name": "pg", "service_name": "a", "middlewares": ["office"], "sni_match": "a.b" });
    client.call("traefik_manage_tcp_routing", route);
    let list = client.call("tcpgen_list", json!({}));
    assert_eq!(list["tcp_routes"], client.list()["tcp_routes"]);
    let users = |at: usize| list["middlewares"][at]["usedBy"].clone();
    assert_eq!((users(0), users(1)), (json!(["default/pg"]), json!([])), "{list}");
    let route = client.call("tcpgen_get", json!({ "name": "pg" }));
    assert_eq!(route["routers"][0]["status"], "disabled");
    let read = client.take("read_resource", json!(["traefik://traffic/tcp/default/pg"]));
    let read: Value = serde_json::from_str(read["contents"][0]["text"].as_str().unwrap()).unwrap();
    assert_eq!(read, route);
    let templates = client.take("list_resource_templates", json!([]));
    assert_eq!(templates["resourceTemplates"][0]["uriTemplate"], "traefik://traffic/tcp/{namespace}/{name}");
    for uri in ["traefik://traffic/tcp/default/no", "traefik://traffic/tcp/default", "traefik://traffic/tcp/a/b/c"] {
        assert!(client.take("read_resource", json!([uri]))["failed"].is_string(), "{uri}");
    }
    let missing = client.refused("tcpgen_get", json!({ "kind": "middleware_tcp", "name": "ofice" }));
    assert_eq!(missing["help"], "did you mean `default/office`?");
}

#[test]
fn blanks_are_completed_with_names_that_are_there() {
    let mut client = Client::stdio(&[]);
    for name in ["pg", "pg-replica", "redis"] {
        client.call("traefik_manage_tcp_routing", json!({ "route_name": name, "entry_points": [name] }));
    }
    let mut completed = |reference: Value, name: &str, value: &str| {
        let answer = client.take("complete", json!([reference, { "name": name, "value": value }]));
        answer["completion"]["values"].clone()
    };
    let prompt = |name: &str| json!({ "type": "ref/prompt", "name": name });
    let template = json!({ "type": "ref/resource", "uri": "traefik://traffic/tcp/{namespace}/{name}" });
    assert_eq!(completed(prompt("delete_route"), "route", "pg"), json!(["pg", "pg-replica"]));
    assert_eq!(completed(prompt("create_route"), "entry_point", ""), json!(["pg", "pg-replica", "redis"]));
    assert_eq!(completed(prompt("create_allowlist"), "name", ""), json!([]), "a new object has a new name");
    assert_eq!(completed(template.clone(), "name", "r"), json!(["redis"]));
    assert_eq!(completed(template, "namespace", ""), json!(["default"]));
}

#[test]
fn names_that_no_server_takes_are_refused_before_anything_is_read() {
    let mut client = Client::stdio(&[]);
    std::fs::write(client.path(), "[broken").unwrap();
    let long = "x".repeat(2_000_000);
    for (tool, arguments) in [
        ("tcpgen_get", json!({ "name": long })),
        ("tcpgen_route", json!({ "entry_point": "a", "client_ip": long })),
        ("traefik_manage_tcp_routing", json!({ "route_name": "a", "middlewares": [long] })),
        ("traefik_manage_tcp_routing", json!({ "route_name": "a", "service_port": long })),
        ("traefik_configure_tcp_middleware", json!({ "middleware_name": "a", "source_ranges": long })),
        ("tcpgen_check", json!({ long.as_str(): 1 })),
        (&long, json!({})),
    ] {
        let refused = client.refused(tool, arguments);
        assert_ne!(refused["code"], "toml-syntax", "{}", refused["code"]);
        assert!(refused.to_string().len() < 1_000, "the refusal does not repeat it");
    }
}
