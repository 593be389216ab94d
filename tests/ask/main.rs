//! Requests in plain words: what they mean, and what is said of those that mean nothing.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails the test")]
#![allow(clippy::needless_pass_by_value, reason = "a request with its meaning reads as one line")]

mod sentences;
mod shown;
mod turning;

use proptest::prelude::{Strategy, any, prop};
use proptest::{prop_assert, proptest};
use serde_json::{Value, json};
use tcpgen::Session;
use tcpgen::ask::ask;

#[track_caller]
fn means(text: &str, tool: &str, arguments: Value) {
    let found = ask(text).unwrap_or_else(|found| panic!("{text}\n{found:?}"));
    assert_eq!(found.to_json(), json!({ "tool": tool, "arguments": arguments }), "{text}");
}

const MIDDLEWARE: &str = "traefik_configure_tcp_middleware";
const ROUTE: &str = "traefik_manage_tcp_routing";
const GENERATE: &str = "traefik_generate_routing_manifest";

#[test]
fn middlewares_are_created_and_changed() {
    let arguments = json!({
        "middleware_name": "db-allowlist", "action": "create", "middleware_type": "ip_allowlist",
        "namespace": "default", "source_ranges": ["192.168.1.0/24", "10.0.0.1"],
    });
    for text in [
        "Create a TCP IP allowlist middleware 'db-allowlist' in 'default' allowing 192.168.1.0/24 and 10.0.0.1.",
        "create middleware db-allowlist allowing '192.168.1.0/24', \"10.0.0.1\" in namespace default",
        "Please create the MiddlewareTCP ipAllowList db-allowlist in default, source_ranges=[192.168.1.0/24, '10.0.0.1']",
    ] {
        means(text, MIDDLEWARE, arguments.clone());
    }
    means(
        "Update middleware 'db-allowlist' in 'default' to allow only ['10.0.0.0/8', '172.16.0.1'].",
        MIDDLEWARE,
        json!({
            "middleware_name": "db-allowlist", "action": "update", "middleware_type": "ip_allowlist",
            "namespace": "default", "source_ranges": ["10.0.0.0/8", "172.16.0.1"],
        }),
    );
    means(
        "Create middleware 'limit' with at most 100 connections.",
        MIDDLEWARE,
        json!({ "middleware_name": "limit", "action": "create", "middleware_type": "in_flight_conn", "amount": 100 }),
    );
}

#[test]
fn routes_are_created() {
    let arguments = json!({
        "route_name": "postgres-route", "action": "create", "namespace": "default", "service_name": "postgres",
        "service_port": 5432, "entry_points": ["postgresql"], "middlewares": ["db-allowlist"],
    });
    let text = "Create a TCP route 'postgres-route' in 'default' for Kubernetes service 'postgres' on port 5432, entry \
                point 'postgresql', with middleware 'db-allowlist'.";
    means(text, ROUTE, arguments);
    let arguments = json!({
        "route_name": "mcp-tcp-tls-pass", "action": "create", "namespace": "default", "service_name": "hello-world",
        "service_port": 80, "entry_points": ["postgresql"], "sni_match": "tls-passthrough-mcp.example.com",
        "tls_passthrough": true,
    });
    let text = "Create IngressRouteTCP 'mcp-tcp-tls-pass' in 'default' for service 'hello-world' on port 80, entry point \
                'postgresql', SNI 'tls-passthrough-mcp.example.com', with TLS passthrough enabled.";
    means(text, ROUTE, arguments);
    let arguments = json!({
        "route_name": "redis-route", "action": "create", "namespace": "default", "service_name": "redis",
        "service_port": 6379, "entry_points": ["redis"], "sni_match": "redis.example.com", "tls_passthrough": true,
    });
    let text = "Create TCP route 'redis-route' in 'default' for 'redis' on port 6379, entry point 'redis', SNI \
                'redis.example.com', tls_passthrough true.";
    means(text, ROUTE, arguments);
}

#[test]
fn routes_are_changed() {
    let arguments = json!({
        "route_name": "postgres-route", "action": "update", "namespace": "default", "service_name": "hello-world",
        "service_port": 80, "entry_points": ["postgresql"], "sni_match": "tcp-example.com",
        "middlewares": ["postgres-tcp-allowlist"],
    });
    let mut sorted = arguments.clone();
    sorted.as_object_mut().unwrap().sort_keys();
    for text in [
        "Update the existing TCP route 'postgres-route' in 'default' to use backend service 'hello-world' on port 80, \
         entry point 'postgresql', SNI host 'tcp-example.com', keeping middleware 'postgres-tcp-allowlist'.",
        "Patch TCP route 'postgres-route' in 'default' with backend 'hello-world' port 80, SNI 'tcp-example.com', entry \
         point 'postgresql', middlewares ['postgres-tcp-allowlist'].",
        "update route postgres-route keeping middleware postgres-tcp-allowlist, entry point postgresql and sni \
         tcp-example.com, service hello-world:80 in default",
    ] {
        let mut found = ask(text).unwrap().to_json();
        found["arguments"].as_object_mut().unwrap().sort_keys();
        assert_eq!(found, json!({ "tool": ROUTE, "arguments": sorted }), "{text}");
    }
}

#[test]
fn an_update_says_only_what_the_request_names() {
    means(
        "Update the TCP route 'postgres-route' to use backend service 'hello-world' on port 80",
        ROUTE,
        json!({ "route_name": "postgres-route", "action": "update", "service_name": "hello-world", "service_port": 80 }),
    );
    for (text, argument, value) in [
        ("Patch route 'pg' with middlewares ['a', 'b']", "middlewares", json!(["a", "b"])),
        ("Update route pg without TLS passthrough", "tls_passthrough", json!(false)),
        ("Update route pg, SNI db.example.com", "sni_match", json!("db.example.com")),
        ("Update route pg, entry points 'a' and 'b'", "entry_points", json!(["a", "b"])),
    ] {
        means(text, ROUTE, json!({ "route_name": "pg", "action": "update", argument: value }));
    }
}

#[test]
fn what_has_to_be_asked_for_is_a_flag_of_the_tool() {
    let arguments = |text: &str, flag: &str| ask(text).unwrap().flagged(flag).to_json()["arguments"].take();
    assert_eq!(arguments("delete middleware m", "force")["force"], true);
    assert_eq!(arguments("delete route r", "take_over")["take_over"], true);
    assert_eq!(arguments("delete route r", "force").get("force"), None, "nothing uses a route");
    assert_eq!(arguments("generate a route 'r' for 's'", "take_over").get("take_over"), None);
}

#[test]
fn objects_are_deleted_and_listed() {
    means(
        "Delete the TCP route 'postgres-route' in 'default'.",
        ROUTE,
        json!({ "route_name": "postgres-route", "action": "delete", "namespace": "default" }),
    );
    means("delete route a", ROUTE, json!({ "route_name": "a", "action": "delete" }));
    means("delete middleware m", MIDDLEWARE, json!({ "middleware_name": "m", "action": "delete" }));
    for text in [
        "List all TCP IngressRoutes and middleware attachments by reading the resource traefik://traffic/tcp/list.",
        "list routes",
        "List",
    ] {
        assert_eq!(ask(text).unwrap().to_json(), json!({ "resource": "traefik://traffic/tcp/list" }), "{text}");
    }
}

#[test]
fn manifests_are_generated() {
    means(
        "Generate an IngressRouteTCP YAML for route name 'postgres-route' targeting Kubernetes service 'postgres' on port \
         5432 in namespace 'default'. Use entry point 'postgresql' and catch-all HostSNI (*) for plain TCP clients.",
        GENERATE,
        json!({
            "manifest_type": "ingress_route_tcp", "name": "postgres-route", "service_name": "postgres",
            "service_port": 5432, "namespace": "default", "entry_points": ["postgresql"], "sni_match": "*",
        }),
    );
    means(
        "Generate a MiddlewareTCP ipAllowList YAML 'db-allowlist' allowing 192.168.1.0/24 and 10.0.0.1.",
        GENERATE,
        json!({
            "manifest_type": "middleware_tcp", "name": "db-allowlist", "middleware_type": "ip_allowlist",
            "source_ranges": ["192.168.1.0/24", "10.0.0.1"],
        }),
    );
}

#[test]
fn a_name_that_is_a_word_of_the_grammar_needs_quotes() {
    means(
        "Create route 'port' for service 'service' on port 'sni', entry point 'with', without TLS passthrough",
        ROUTE,
        json!({
            "route_name": "port", "action": "create", "service_name": "service", "service_port": "sni",
            "entry_points": ["with"], "tls_passthrough": false,
        }),
    );
    let found = ask("Create route pg for service port 5432").unwrap_err();
    assert!(found.message.contains("before `port`") && found.help.contains("quotes"), "{found:?}");
}

#[test]
fn the_word_that_is_not_understood_is_pointed_at_and_the_nearest_form_shown() {
    for (text, word, help) in [
        ("Build a route", "Build", "Create a TCP route"),
        ("Crate a route 'a' for 'b'", "Crate", "did you mean `create`?"),
        ("Create a router 'a' for 'b'", "router", "did you mean `route`?"),
        ("Create route 'a' for 'b' prot 80", "prot", "did you mean `port`?"),
        ("Create route 'a' for 'b' on port 80 tomorrow", "tomorrow", "Create a TCP route 'NAME'"),
        ("Delete route 'a' on port 80", "on port 80", "Delete the TCP route 'NAME'"),
        ("Create middleware 'a' for service 'b'", "for service 'b'", "Create a TCP IP allowlist middleware"),
        ("Create route 'a' for 'b', entry pint 'c'", "pint", "did you mean `point`?"),
        ("Create route 'a' for 'b' port 1 port 2", "port 2", "write it once"),
        ("List routes of 'prod'", "of", "List all TCP IngressRoutes"),
        ("Create route 'a", "'", "add a '"),
        ("Update middleware m to allow [::1", "[", "add a ]"),
        ("Create middleware 'a' with at most many connections", "many", "understood is"),
    ] {
        let found = ask(text).unwrap_err();
        assert_eq!(&text[found.place.clone()], word, "{text}: {found:?}");
        assert!(found.help.contains(help), "{text}: {found:?}");
    }
}

#[test]
fn what_is_missing_is_said() {
    for (text, missing) in [
        ("", "the request"),
        ("Create", "what it is about"),
        ("Create a route", "the name"),
        ("Create a route 'a'", "the service"),
        ("Create middleware 'a'", "what it allows"),
        ("Update route 'a' in 'b'", "what is to change"),
        ("Update middleware 'a'", "what it allows"),
        ("Create route 'a' for", "the end of the request"),
        ("Create route 'a' for 'b' on port", "the port"),
        ("Create route 'a' for 'b' with middleware", "`middlewares`"),
    ] {
        let found = ask(text).unwrap_err();
        assert!(found.message.contains(missing) && found.message.contains("missing"), "{text}: {found:?}");
    }
}

#[test]
fn a_session_shows_the_call_and_does_not_make_it() {
    let mut session = Session::default();
    let answer = session.ask("Create middleware 'a' allowing ::1");
    assert_eq!((&answer["status"], &answer["tool"]), (&json!("success"), &json!(MIDDLEWARE)));
    assert_eq!(session.source(), "");
    assert_eq!(session.call(MIDDLEWARE, &answer["arguments"])["result"], "created");
    let plan = session.ask("Delete middleware 'a'")["plan"].take();
    assert_eq!((&plan["change"], &plan["verdict"]), (&json!("delete"), &json!("equivalent")));
    let refused = session.ask("Delete middleware 'b'");
    assert_eq!((&refused["status"], &refused["plan"]["code"]), (&json!("success"), &json!("not-found")));
    assert_eq!(session.ask("List").get("plan"), None);
    let answer = session.ask("Create middelware 'a'");
    assert_eq!((&answer["code"], &answer["start"], &answer["end"]), (&json!("not-understood"), &json!(7), &json!(17)));
}

proptest! {
    #[test]
    fn no_text_is_too_much(text in any::<String>()) {
        if let Err(found) = ask(&text) {
            prop_assert!(text.get(found.place).is_some(), "the place lies within the text");
        }
    }

    #[test]
    fn no_order_of_words_is_too_much(words in prop::collection::vec(word(), 0..20)) {
        let text = words.join(" ");
        if let Err(found) = ask(&text) {
            prop_assert!(text.get(found.place.clone()).is_some());
            prop_assert!(!found.message.is_empty() && !found.help.is_empty());
            let again = format!("did you mean `{}`?", &text[found.place.clone()]);
            prop_assert!(!found.help.to_lowercase().contains(&again.to_lowercase()), "{found:?}");
        }
    }
}

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Create",
        "Update",
        "Delete",
        "List",
        "Generate",
        "Add",
        "Remove",
        "Attach",
        "Allow",
        "Set",
        "Change",
        "of",
        "from",
        "10.0.0.1",
        "pg-route",
        "m-limit",
        "route",
        "middleware",
        "'a'",
        "b",
        "in",
        "for",
        "service",
        "port",
        "80",
        ",",
        ".",
        "and",
        "entry",
        "point",
        "SNI",
        "TLS",
        "passthrough",
        "without",
        "catch-all",
        "allowing",
        "only",
        "['x', y]",
        "[",
        "'",
        "at",
        "most",
        "plain",
        "ü",
        "HostSNI(*)",
        "=",
    ])
}
