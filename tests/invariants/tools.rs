//! The traffic tools refuse what would break an invariant of the state, and tell what a change does to clients.

use serde_json::{Value, json};
use tcpgen::Session;

const STATE: &str = r#"
[entry_points]
postgresql = 5432

[middlewares.office]
ip_allow_list = ["192.168.1.0/24"]

[routes.postgres]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["office"]

[invariants.private-only]
to = "postgres:5432"
only = { client_ip = ["192.168.0.0/16"] }

[invariants.office-gets-in]
to = "*"
always = { client_ip = "192.168.1.0/25", postgres = false }
"#;

fn call(session: &mut Session, tool: &str, arguments: &Value) -> Value {
    session.call(tool, arguments)
}

#[test]
fn what_would_break_an_invariant_is_refused_and_nothing_changes() {
    let mut session = Session::new(STATE);
    let refused = [
        (
            "traefik_configure_tcp_middleware",
            json!({ "middleware_name": "office", "source_ranges": ["10.0.0.0/8", "192.168.1.0/24"] }),
        ),
        ("traefik_configure_tcp_middleware", json!({ "middleware_name": "office", "source_ranges": ["192.168.1.7"] })),
        ("traefik_manage_tcp_routing", json!({ "route_name": "postgres", "service_name": "postgres" })),
        (
            "traefik_manage_tcp_routing",
            json!({ "route_name": "second", "service_name": "postgres", "entry_points": ["postgresql"] }),
        ),
        ("traefik_manage_tcp_routing", json!({ "route_name": "postgres", "action": "delete" })),
    ];
    for (tool, arguments) in refused {
        let answer = call(&mut session, tool, &arguments);
        assert_eq!(
            (&answer["status"], &answer["code"]),
            (&json!("error"), &json!("broken-invariant")),
            "{arguments} {answer}"
        );
        assert_eq!(session.source(), STATE, "{arguments}");
    }
}

#[test]
fn a_change_that_keeps_them_has_a_verdict() {
    let mut session = Session::new(STATE);
    let mut change = |ranges: &[&str]| {
        let arguments = json!({ "middleware_name": "office", "source_ranges": ranges });
        call(&mut session, "traefik_configure_tcp_middleware", &arguments)
    };
    let wider = change(&["192.168.0.0/16"]);
    assert_eq!((&wider["verdict"], &wider["shut_out"]), (&json!("wider"), &json!([])), "{wider}");
    assert_eq!(wider["newly_admitted"][0]["now"]["services"][0]["service"], "default/postgres:5432");
    let narrower = change(&["192.168.1.0/24"]);
    assert_eq!((&narrower["verdict"], &narrower["newly_admitted"]), (&json!("narrower"), &json!([])), "{narrower}");
    assert_eq!(narrower["shut_out"][0]["was"]["services"][0]["service"], "default/postgres:5432");
    assert_eq!(narrower["shut_out"][0]["now"]["refused_by"], "default/office");
    let same = change(&["192.168.1.0/24"]);
    assert_eq!(
        (&same["verdict"], &same["shut_out"], &same["newly_admitted"]),
        (&json!("equivalent"), &json!([]), &json!([]))
    );
}
