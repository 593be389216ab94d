//! Facts of entry points.

use serde_json::json;
use tcpgen::output::helm_values;
use tcpgen::routing::Connection;

use super::{CLIENT, PASS, messages, on, route, service};

#[test]
fn a_route_without_entry_points_attaches_to_default_ones_alone() {
    let everywhere = route("r", "HostSNI(`*`)", "").replace("entry_points = [\"a\"]\n", "");
    let chosen = on("3.7", &format!("[entry_points]\na = 1\nb = {{ port = 2, as_default = true }}\n{everywhere}"));
    assert_eq!(chosen.table.routers()[0].using, ["b"]);
    assert_eq!(service(&chosen.table, "x.test"), "http");
    let found = messages(&chosen, "missing-entry-points");
    assert!(found[0].contains("every default one: `b`"), "{found:?}");
    let none = on("3.7", &format!("[entry_points]\na = 1\nb = 2\n{everywhere}"));
    assert_eq!(none.table.routers()[0].using, ["a", "b"]);
}

#[test]
fn the_time_that_a_server_hangs_is_named() {
    for (read_timeout, words) in [
        ("", "hangs until `readTimeout`"),
        ("read_timeout = \"5s\"", "hangs until `readTimeout` (5s)"),
        ("read_timeout = 7", "hangs until `readTimeout` (7s)"),
        ("read_timeout = 0", "hangs for ever, as `readTimeout` is 0"),
    ] {
        let routes = route("p", "HostSNI(`*`)", "") + &route("t", "HostSNI(`x.test`)", PASS);
        let text = format!("[entry_points.a]\nport = 1\n{read_timeout}\n{routes}");
        let notes = on("3.7", &text).table.decide(&Connection::plain("a", CLIENT)).notes;
        assert!(notes.iter().any(|note| note.ends_with(words)), "{notes:?}");
    }
}

#[test]
fn a_trusted_proxy_says_who_the_client_is() {
    let says = |protocol: &str| {
        let text = format!("[entry_points.a]\nport = 1\n{protocol}\n{}", route("p", "HostSNI(`*`)", ""));
        let notes = on("3.7", &text).table.decide(&Connection::plain("a", CLIENT)).notes;
        notes.iter().any(|note| note.contains("PROXY protocol"))
    };
    assert!(says("proxy_protocol = { trusted = [\"10.0.0.0/8\"] }"));
    assert!(!says("proxy_protocol = { trusted = [] }"));
    assert!(!says(""));
}

#[test]
fn settings_reach_the_charts_values() {
    let text = "[traefik]\ndefault_rule_syntax = \"v2\"\nsafe_naming = true\n[entry_points.a]\nport = 5432\nas_default = true\n\
                read_timeout = 5\nproxy_protocol = { trusted = [\"10.0.0.0/8\"] }\n";
    let compilation = on("3.7", text);
    let values = helm_values(&compilation.desired).unwrap();
    let yaml = values.to_yaml().unwrap();
    assert!(yaml.contains("add `--providers.kubernetescrd.safenaming=true` to additionalArguments"), "{yaml}");
    assert!(!yaml.contains("A TCP port has no asDefault"), "{yaml}");
    let expected = json!({
        "core": { "defaultRuleSyntax": "v2" },
        "ports": { "a": {
            "port": 5432, "exposedPort": 5432, "expose": { "default": true }, "protocol": "TCP", "asDefault": true,
            "proxyProtocol": { "trustedIPs": ["10.0.0.0/8"] },
            "transport": { "respondingTimeouts": { "readTimeout": "5s" } },
        } },
    });
    assert_eq!(serde_json::to_value(&values).unwrap(), expected);
}

#[test]
fn what_traefik_does_not_start_with_is_reported() {
    let text = "[entry_points.a]\nport = 1\nread_timeout = \"5 parsecs\"\n\
                proxy_protocol = { trusted = [\"10.0.0.0/33\", \"10.0.0.0/8\"] }\n\
                [traefik]\ndefault_rule_syntax = \"v9\"\n";
    let compilation = on("3.7", text);
    for code in ["invalid-duration", "invalid-source-range", "invalid-value"] {
        assert_eq!(messages(&compilation, code).len(), 1, "{code}: {:?}", compilation.diagnostics);
    }
}
