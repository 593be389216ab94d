use serde_json::{Value, json};
use tcpgen::Session;

use super::suite::{MIDDLEWARE, ROUTE};

/// The code, the message and the help of a call that is refused, which changes nothing.
#[track_caller]
fn refused(text: &str, tool: &str, arguments: Value) -> (String, String, String) {
    let mut session = Session::new(text);
    let answer = session.call(tool, &arguments);
    assert_eq!(answer["status"], "error", "{answer}");
    assert_eq!(session.source(), text);
    let word = |key: &str| answer[key].as_str().unwrap_or_default().to_owned();
    (word("code"), word("message"), word("help"))
}

#[test]
fn arguments_are_held_against_what_a_tool_takes() {
    for (tool, arguments, code, help) in [
        ("traefik_manage_tcp_route", json!({}), "unknown-tool", "did you mean `traefik_manage_tcp_routing`?"),
        (ROUTE, json!({ "route_nam": "a" }), "unknown-argument", "did you mean `route_name`?"),
        (ROUTE, json!({}), "missing-argument", "add `route_name` to the arguments"),
        (ROUTE, json!([]), "invalid-arguments", ""),
        (ROUTE, json!({ "route_name": "a", "action": "creat" }), "invalid-arguments", "did you mean `create`?"),
        (
            MIDDLEWARE,
            json!({ "middleware_name": "a", "source_ranges": "10.0.0.1, ::1" }),
            "invalid-arguments",
            "write [\"10.0.0.1\",\"::1\"]",
        ),
        (MIDDLEWARE, json!({ "middleware_name": "a" }), "missing-argument", "add `source_ranges` to the arguments"),
        (
            MIDDLEWARE,
            json!({ "middleware_name": "a", "source_ranges": [], "amount": 1 }),
            "conflicting-arguments",
            "leave `amount` out, or choose another `middleware_type`",
        ),
    ] {
        let (found, message, said) = refused("", tool, arguments.clone());
        assert_eq!((found.as_str(), said.as_str()), (code, help), "{arguments}: {message}");
    }
}

#[test]
fn a_text_that_cannot_be_read_is_left_alone() {
    let (code, message, help) = refused("[routes.a\n", ROUTE, json!({ "route_name": "a", "service_name": "b" }));
    assert_eq!(code, "toml-syntax");
    assert!(message.starts_with("tcpgen.toml:1:10: "), "{message}");
    assert!(help.contains("tcpgen check"), "{help}");
}

#[test]
fn an_entry_that_a_scenario_needs_stays() {
    let text =
        "[routes.a]\nentry_points = [\"e\"]\nservice = \"a:1\"\n[scenarios.s]\nsteps = [{ delete = \"routes.a\" }]\n";
    let (code, ..) = refused(text, ROUTE, json!({ "route_name": "a", "action": "delete" }));
    assert_eq!(code, "unknown-scenario-entry");
}

#[test]
fn errors_elsewhere_are_no_reason_to_refuse() {
    let text = "[routes.Bad]\nentry_points = [\"e\"]\nservice = \"a:1\"\n";
    let mut session = Session::new(text);
    let answer = session.call(ROUTE, &json!({ "route_name": "good", "service_name": "a" }));
    assert_eq!((&answer["status"], &answer["warnings"]), (&json!("success"), &json!([])), "{answer}");
}

#[test]
fn no_argument_can_add_what_it_does_not_say() {
    let mut session = Session::default();
    let name = "a\"\ntls = \"passthrough";
    let answer = session.call(ROUTE, &json!({ "route_name": "r", "service_name": name }));
    assert_eq!(answer["spec"]["routes"][0]["services"][0]["name"], name);
    assert!(answer["spec"].get("tls").is_none(), "{answer}");
}

#[test]
fn a_session_cautions_of_what_a_request_would_take_away() {
    let text = "[middlewares.m]\nip_allow_list = [\"::1\"]\n";
    let session = Session::new(text);
    let answer = session.ask("Create middleware 'm' with at most 20 connections");
    assert_eq!((&answer["status"], &answer["tool"]), (&json!("success"), &json!(MIDDLEWARE)));
    assert_eq!(answer["caution"]["code"], "would-take-away");
    for words in ["Update middleware m to allow ::2", "Create middleware other allowing ::1", "List routes"] {
        assert_eq!(session.ask(words).get("caution"), None, "{words}");
    }
    assert_eq!(session.source(), text);
}
