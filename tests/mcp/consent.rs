//! Changes that a person has to agree to.

use serde_json::{Value, json};

use super::client::Client;
use crate::support::tangle;

const MIDDLEWARE: &str = "traefik_configure_tcp_middleware";
const ROUTE: &str = "traefik_manage_tcp_routing";

/// What every agent may do: a guard and a route on a port that nobody served.
fn guarded(client: &mut Client) {
    client.call(MIDDLEWARE, json!({ "middleware_name": "office", "source_ranges": ["10.0.0.0/8"] }));
    client.call(ROUTE, json!({ "route_name": "pg", "service_name": "postgres", "middlewares": ["office"] }));
}

/// What needs consent, and what the question has to name.
fn changes() -> [(&'static str, Value, &'static str); 5] {
    [
        (
            MIDDLEWARE,
            json!({ "middleware_name": "office", "action": "update", "add_source_ranges": ["192.0.2.0/24"] }),
            "192.0.2.0/24 to postgresql gets in now (was closed by default/office)",
        ),
        (MIDDLEWARE, json!({ "middleware_name": "office", "source_ranges": ["0.0.0.0/0"] }), "gets in now"),
        (ROUTE, json!({ "route_name": "pg", "action": "update", "remove_middlewares": ["office"] }), "gets in now"),
        (
            ROUTE,
            json!({ "route_name": "beside", "service_name": "postgres", "sni_match": "*", "tls_passthrough": true }),
            "gets in now (was closed by default/office)",
        ),
        (ROUTE, json!({ "route_name": "pg", "action": "delete" }), "10.0.0.0/8 to postgresql is shut out"),
    ]
}

#[test]
fn a_client_that_cannot_ask_is_refused_with_what_allows_it() {
    for mut client in [Client::stdio(&[]), Client::http(&[])] {
        guarded(&mut client);
        let before = client.state();
        for (tool, arguments, consequence) in changes() {
            let refused = client.refused(tool, arguments.clone());
            assert_eq!(refused["code"], "needs-consent", "{arguments}: {refused}");
            assert!(refused["message"].as_str().unwrap().contains(consequence), "{refused}");
            let flag = if arguments["action"] == "delete" { "--allow-delete" } else { "--allow-widening" };
            assert!(refused["help"].as_str().unwrap().contains(flag), "{refused}");
            assert_eq!(client.state(), before);
        }
    }
}

#[test]
fn a_person_is_asked_and_what_they_agree_to_is_done() {
    let clients = [
        Client::of_person("accept", "auto"),
        Client::of_person("accept", "legacy"),
        Client::of_person_over_http("accept", "auto"),
    ];
    for mut client in clients {
        guarded(&mut client);
        assert_eq!(client.take("asked", json!([])), json!([]), "what is always safe asks nobody");
        let [(tool, wider, consequence), .., (route, delete, _)] = changes();
        assert_eq!(client.call(tool, wider)["result"], "updated");
        let asked = client.take("asked", json!([]));
        assert_eq!(asked.as_array().unwrap().len(), 1, "{asked}");
        assert!(asked[0].as_str().unwrap().contains(consequence), "{asked}");
        assert_eq!(client.call(route, delete)["result"], "deleted");
    }
}

#[test]
fn what_a_person_does_not_agree_to_is_not_done() {
    for answer in ["decline", "cancel", "untick"] {
        for protocol in ["auto", "legacy"] {
            let mut client = Client::of_person(answer, protocol);
            guarded(&mut client);
            let before = client.state();
            let [(tool, wider, _), ..] = changes();
            assert_eq!(client.refused(tool, wider)["code"], "declined", "{answer} {protocol}");
            assert_eq!(client.state(), before);
        }
    }
}

/// Too many classes to compare: nobody is excluded.
#[test]
fn a_change_of_which_it_is_not_known_who_gets_in_needs_consent() {
    let mut client = Client::stdio(&[]);
    let text = format!("[entry_points]\na = 1\n{}", tangle::routes());
    std::fs::write(client.path(), &text).unwrap();
    let refused = client.refused(ROUTE, json!({ "route_name": "r5", "action": "update", "service_name": "new" }));
    assert_eq!(refused["code"], "needs-consent", "{refused}");
    assert!(refused["message"].as_str().unwrap().contains("who gets in anew cannot be determined"), "{refused}");
    assert_eq!(client.state(), text);
}

#[test]
fn a_server_can_allow_one_and_not_the_other() {
    let [(tool, wider, _), .., (route, delete, _)] = changes();
    let mut client = Client::stdio(&["--allow-widening"]);
    guarded(&mut client);
    client.call(tool, wider.clone());
    assert_eq!(client.refused(route, delete.clone())["code"], "needs-consent");
    let mut client = Client::stdio(&["--allow-delete"]);
    guarded(&mut client);
    assert_eq!(client.refused(tool, wider)["code"], "needs-consent");
    client.call(route, delete);
}

#[test]
fn narrower_changes_ask_nobody() {
    let mut client = Client::stdio(&[]);
    guarded(&mut client);
    let narrower = json!({ "middleware_name": "office", "source_ranges": ["10.1.0.0/16"] });
    assert_eq!(client.call(MIDDLEWARE, narrower)["verdict"], "narrower");
    let other = json!({ "route_name": "pg", "action": "update", "service_name": "standby" });
    assert_eq!(client.call(ROUTE, other)["result"], "updated");
}

#[test]
fn a_dry_run_reports_the_change_and_makes_none() {
    let mut client = Client::stdio(&[]);
    guarded(&mut client);
    let before = client.state();
    for (tool, mut arguments, _) in changes() {
        arguments["dry_run"] = json!(true);
        let plan = client.call(tool, arguments.clone());
        let consent = if arguments["action"] == "delete" { "deletion" } else { "widening" };
        assert_eq!(plan["needs_consent"], json!([consent]), "{plan}");
        assert_ne!(plan["verdict"], "equivalent", "{plan}");
        assert!(plan["message"].as_str().unwrap().starts_with("would "), "{plan}");
    }
    let safe = json!({ "route_name": "cache", "service_port": 6379, "entry_points": ["redis"], "dry_run": true });
    assert_eq!(client.call(ROUTE, safe)["needs_consent"], json!([]));
    assert_eq!(client.state(), before);
}
