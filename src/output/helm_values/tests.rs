use serde_json::{Value, json};

use super::{HelmValuesError, helm_values};
use crate::source::Sources;
use crate::{Options, compile};

/// What chart 41's `values.schema.json` allows under a port; it has no additional properties.
const ALLOWED: [&str; 19] = [
    "allowACMEByPass",
    "appProtocol",
    "asDefault",
    "containerPort",
    "expose",
    "exposedPort",
    "forwardedHeaders",
    "hostIP",
    "hostPort",
    "http",
    "http3",
    "nodePort",
    "observability",
    "port",
    "protocol",
    "proxyProtocol",
    "targetPort",
    "transport",
    "uplink",
];

fn written(text: &str) -> Result<(String, Value), HelmValuesError> {
    let sources = Sources::single("a.toml", text);
    let compilation = compile(&sources, &Options::default());
    let values = helm_values(&compilation.desired)?;
    let yaml = values.to_yaml().unwrap();
    let json = serde_json::to_value(&values).unwrap();
    assert_eq!(serde_yaml::from_str::<Value>(&yaml).unwrap(), json, "YAML and JSON say the same");
    Ok((yaml, json))
}

fn ports(text: &str) -> Value {
    let (_, mut values) = written(text).unwrap();
    for port in values["ports"].as_object().unwrap().values() {
        for (key, value) in port.as_object().unwrap() {
            assert!(ALLOWED.contains(&key.as_str()), "the chart has no `{key}`");
            let fits = match key.as_str() {
                "port" | "exposedPort" => value.is_i64(),
                "expose" => {
                    value.as_object().is_some_and(|by| by.iter().all(|(k, v)| k == "default" && v.is_boolean()))
                }
                "protocol" => value == "TCP",
                _ => value.is_boolean(),
            };
            assert!(fits, "{key}: {value}");
        }
    }
    values["ports"].take()
}

#[test]
fn tcp_entry_points_become_ports() {
    let text = "[entry_points]\npostgresql = 5432\nredis = { port = 6379, exposed_port = 16379, expose = false }\n";
    let expected = json!({
        "postgresql": { "port": 5432, "exposedPort": 5432, "expose": { "default": true }, "protocol": "TCP" },
        "redis": { "port": 6379, "exposedPort": 16379, "expose": { "default": false }, "protocol": "TCP" },
    });
    assert_eq!(ports(text).to_string(), expected.to_string());
    let (yaml, _) = written(text).unwrap();
    assert!(yaml.starts_with("# Values for the Traefik Helm chart") && yaml.contains("asDefault"), "{yaml}");
}

#[test]
fn a_privileged_port_gets_a_high_container_port_that_nobody_else_has() {
    let text = "[entry_points]\nsmtp = 25\nother = 8025\nthird = 8026\nldap = 389\nhigh = 80\n[entry_points.web]\nport = 8000\nexpose = false\n";
    let ports = ports(text);
    assert_eq!((&ports["smtp"]["port"], &ports["smtp"]["exposedPort"]), (&json!(8027), &json!(25)));
    assert_eq!(ports["ldap"]["port"], 8389);
    assert_eq!(
        (&ports["high"]["port"], &ports["high"]["exposedPort"]),
        (&json!(8081), &json!(80)),
        "8080 is `traefik`"
    );
    let (yaml, _) = written(text).unwrap();
    assert!(yaml.contains("# smtp: a port below 1024 (25) needs a privilege"), "{yaml}");
}

#[test]
fn a_port_that_the_chart_has_itself_is_moved_in_the_container_alone() {
    let ports = ports("[entry_points]\nadmin = 8080\n");
    assert_eq!((&ports["admin"]["port"], &ports["admin"]["exposedPort"]), (&json!(16080), &json!(8080)));
    assert_eq!(self::ports("[entry_points]\nadmin = 8080\ntraefik = 9000\n")["admin"]["port"], 8080);
}

#[test]
fn the_charts_own_ports_keep_what_the_state_does_not_say() {
    let text =
        "[entry_points]\nwebsecure = { port = 8443, http_hosts = [\"a.example.com\"] }\npg = 5432\nmetrics = 9100\n";
    let ports = ports(text);
    assert_eq!(ports["websecure"], json!({ "port": 8443, "asDefault": true }));
    assert_eq!(ports["web"], json!({ "asDefault": true }), "or HTTP routers would leave it");
    assert_eq!(ports["metrics"], json!({ "port": 9100 }));
    assert!(ports["pg"].get("asDefault").is_none());
    let low = self::ports("[entry_points]\nweb = 80\nwebsecure = { port = 443, exposed_port = 8443 }\n");
    assert_eq!(low["web"], json!({ "exposedPort": 80, "asDefault": true }));
    assert_eq!(low["websecure"], json!({ "exposedPort": 8443, "asDefault": true }));
}

#[test]
fn an_http_entry_point_of_another_name_stays_a_default_one() {
    let ports = ports("[entry_points]\ninner = { port = 9443, http_hosts = [\"a.example.com\"] }\n");
    assert_eq!(ports["inner"]["asDefault"], true);
    assert_eq!(ports["inner"]["exposedPort"], 9443);
}

#[test]
fn names_that_yaml_takes_for_something_else_are_quoted() {
    for name in ["on", "y", "no", "null", "1e3", "0x1f"] {
        let (yaml, _) = written(&format!("[entry_points]\n{name} = 5432\n")).unwrap();
        assert!(yaml.contains(&format!("\"{name}\":")) || yaml.contains(&format!("'{name}':")), "{yaml}");
    }
}

#[test]
fn what_the_chart_cannot_have_is_refused() {
    let refused = |text: &str| written(text).unwrap_err();
    assert_eq!(refused(""), HelmValuesError::NoEntryPoints);
    for name in ["Postgres", "a-name-that-is-too-long", "a_b", "5432", "a--b", "-a", "a-", "\"a b\""] {
        let found = refused(&format!("[entry_points]\n{name} = 5432\n"));
        assert_eq!(found, HelmValuesError::Name(name.trim_matches('"').to_owned()));
    }
    let same = |first: &str, second: &str| (first.to_owned(), second.to_owned());
    let (first, second) = same("a", "b");
    assert_eq!(refused("[entry_points]\na = 1\nb = 1\n"), HelmValuesError::SamePort { first, second, port: 1 });
    let (first, second) = same("websecure", "tls");
    assert_eq!(
        refused("[entry_points]\ntls = { port = 9443, exposed_port = 443 }\n"),
        HelmValuesError::SameExposedPort { first, second, port: 443 }
    );
    assert_eq!(refused("[traefik]\nchart = 20\n[entry_points]\na = 5432\n"), HelmValuesError::OldChart(20));
}
