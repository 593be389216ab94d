//! A question has one JSON: the command prints what a tool answers.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails the test")]

use std::fs;
use std::process::Command;

use serde_json::{Value, json};
use tcpgen::Session;

/// A state with warnings, a scenario that fails, and a route for each kind of client.
const STATE: &str = r#"
[entry_points]
pg = 5432
[middlewares.office]
ip_allow_list = ["10.0.0.0/8"]
[middlewares.idle]
in_flight_conn = 5
[routes.pg]
entry_points = ["pg"]
service = "postgres:5432"
middlewares = ["office"]
[scenarios.closed]
steps = [{ connect = { entry_point = "pg", client_ip = "192.168.1.7" }, expect = { outcome = "forwarded" } }]
"#;

const OTHER: &str = "[entry_points]\npg = 5432\n[routes.pg]\nentry_points = ['pg']\nservice = 'postgres:5432'\n";

struct Faces {
    directory: tempfile::TempDir,
    session: Session,
}

impl Faces {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("tcpgen.toml"), STATE).unwrap();
        fs::write(directory.path().join("state"), OTHER).unwrap();
        Self { directory, session: Session::new(STATE) }
    }

    fn run(&self, arguments: &[&str]) -> (String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tcpgen"));
        let output = command.args(arguments).current_dir(&self.directory).env("NO_COLOR", "1").output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr))
    }

    /// What the command prints.
    fn command(&self, arguments: &[&str]) -> Value {
        let (out, err) = self.run(&[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{out}{err}"))
    }

    /// What the tool answers.
    fn tool(&mut self, name: &str, arguments: &Value) -> Value {
        let answer = self.session.call(name, arguments);
        assert_eq!(answer["status"], "success", "{answer}");
        answer
    }
}

/// Compares texts: the order of the keys counts as well.
#[track_caller]
fn assert_same(command: &Value, tool: &Value) {
    assert_eq!(command.to_string(), tool.to_string());
}

#[test]
fn check_route_and_list_are_the_same_from_both() {
    let mut faces = Faces::new();
    let checked = faces.tool("tcpgen_check", &json!({}));
    assert_same(&faces.command(&["check"]), &checked["diagnostics"]);
    let counted = json!([checked["errors"], checked["advice"]]);
    assert_eq!(counted, json!([0, checked["diagnostics"].as_array().unwrap().len()]));
    assert_ne!(counted[1], 0);
    let routed = faces.tool("tcpgen_route", &json!({ "entry_point": "pg", "client_ip": " 10.1.2.3", "sni": "a.test" }));
    let command = faces.command(&["route", "--entry-point", "pg", "--client-ip", "10.1.2.3", "--sni", "a.test"]);
    assert_same(&command, &routed["decision"]);
    assert_same(&faces.command(&["list"]), &faces.session.list());
}

#[test]
fn who_reaches_what_is_the_same_from_both() {
    let mut faces = Faces::new();
    for (arguments, flags) in [
        (json!({}), [].as_slice()),
        (
            json!({ "to": ["postgres:5432"], "from": ["10.0.0.0/7"] }),
            &["--to", "postgres:5432", "--from", "10.0.0.0/7"],
        ),
        (json!({ "entry_point": "pg" }), &["--entry-point", "pg"]),
    ] {
        let command = faces.command(&[&["reach"], flags].concat());
        let mut tool = faces.tool("tcpgen_reach", &arguments);
        tool.as_object_mut().unwrap().shift_remove("status");
        assert_same(&command, &tool);
        let mut classes = command["classes"].as_array().unwrap().iter();
        let reached = classes.find(|class| class["outcome"] == "forwarded").unwrap();
        assert_eq!(reached["services"], json!([{ "service": "default/postgres:5432", "share": 1 }]));
    }
}

#[test]
fn test_diff_and_explain_are_the_same_from_both() {
    let mut faces = Faces::new();
    let tested = faces.tool("tcpgen_test", &json!({ "scenario": "closed" }));
    assert_eq!(tested["report"]["passed"], false);
    assert_same(&faces.command(&["test"]), &tested["report"]);
    let compared = faces.tool("tcpgen_diff", &json!({ "state": OTHER }));
    assert_eq!(compared["difference"]["different"], true);
    assert_same(&faces.command(&["diff", "state", "--against", "tcpgen.toml"]), &compared["difference"]);
    let explained = faces.tool("tcpgen_explain", &json!({ "code": "unused-middleware" }));
    let (out, _) = faces.run(&["explain", "unused-middleware"]);
    assert!(out.contains(explained["summary"].as_str().unwrap()), "{out}");
}

#[test]
fn upgrades_are_the_same_from_both() {
    let mut faces = Faces::new();
    let upgraded = faces.tool("tcpgen_upgrade", &json!({ "from": "3.6.10", "to": "3.6.11" }));
    assert_eq!(upgraded["upgrade"]["to"], "3.6.11");
    assert_same(&faces.command(&["upgrade", "--from", "3.6.10", "--to", "3.6.11"]), &upgraded["upgrade"]);
    let newest = faces.tool("tcpgen_upgrade", &json!({}));
    assert_same(&faces.command(&["upgrade"]), &newest["upgrade"]);
}

#[test]
fn what_is_refused_is_refused_in_the_same_words() {
    let mut faces = Faces::new();
    for (tool, arguments, command) in [
        ("tcpgen_test", json!({ "scenario": "close" }), ["test", "--scenario", "close"].as_slice()),
        ("tcpgen_test", json!({ "scenario": "zzz" }), &["test", "--scenario", "zzz"]),
        ("tcpgen_reach", json!({ "entry_point": "gp" }), &["reach", "--entry-point", "gp"]),
        ("tcpgen_reach", json!({ "from": ["here"] }), &["reach", "--from", "here"]),
        ("tcpgen_explain", json!({ "code": "unused-midleware" }), &["explain", "unused-midleware"]),
        ("tcpgen_explain", json!({ "code": "zzz" }), &["explain", "zzz"]),
    ] {
        let refused = faces.session.call(tool, &arguments);
        let words = |key: &str| refused[key].as_str().unwrap().to_owned();
        let (_, err) = faces.run(command);
        assert_eq!(err.replace("  |\n", ""), format!("error: {}\nhelp: {}\n", words("message"), words("help")));
    }
    let (_, err) = faces.run(&["test", "--scenario", "one", "--scenario", "closed", "--scenario", "two"]);
    for name in ["one", "two"] {
        assert!(err.contains(&format!("error: there is no scenario `{name}`")), "{err}");
    }
    assert!(!err.contains("`closed`"), "{err}");
}

#[test]
fn an_address_that_is_none_is_refused_before_the_errors_of_the_state() {
    let mut session = Session::new("[routes.pg]\nservice = 'a:1'\n[middlewares.Bad]\nin_flight_conn = 1\n");
    let mut code = |client_ip: &str| {
        let answer = session.call("tcpgen_route", &json!({ "entry_point": "pg", "client_ip": client_ip }));
        answer["code"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(code("here"), "invalid-arguments");
    assert_eq!(code("10.0.0.1"), "invalid-name");
}
