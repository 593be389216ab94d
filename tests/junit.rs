//! The JUnit output of scenarios, as a reader that others wrote understands it.
#![allow(clippy::unwrap_used, reason = "a helper that fails fails the test")]

use crate::support;

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;
use support::project;
use tcpgen::scenario::{self, Report};
use tcpgen::source::{SourceFile, Sources};
use tcpgen::{Options, TraefikVersion, compile};

const ROUTE: &str = r#"
[entry_points]
pg = 5432
[routes.pg]
entry_points = ["pg"]
service = "postgres:5432"
[scenarios.good]
steps = [{ connect = { entry_point = "pg", client_ip = "10.0.0.1" }, expect = "forwarded" }]
[scenarios."bad <&\"']]> \u0001"]
steps = [
  { connect = { entry_point = "pg", client_ip = "10.0.0.1", sni = "a<b>.test" }, expect = { service = "a&b:1" } },
  { delete = "routes.pg", expect = "not-found" },
]
"#;

const OTHER: &str = "[scenarios.second]\nsteps = [{ list = { routes = 1 } }]\n";

fn report() -> Report {
    let mut sources = Sources::default();
    sources.add(SourceFile::new("a & b.toml", ROUTE));
    sources.add(SourceFile::new("other.toml", OTHER));
    let compilation = compile(&sources, &Options::default());
    assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
    Report::new(
        compilation.table.version(),
        scenario::run(&sources, &compilation, &compilation.desired.scenarios),
        None,
    )
}

fn read(xml: &str) -> Value {
    let mut child = Command::new(project::tool("venv/bin/python", None))
        .arg(project::root().join("tests/readers/junit.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(xml.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "the reader refuses\n{xml}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_reader_finds_every_scenario_with_its_failures() {
    let suites = read(&scenario::junit(&report()).collect::<String>());
    assert_eq!((suites[0]["name"].as_str(), suites[1]["name"].as_str()), (Some("a & b.toml"), Some("other.toml")));
    let cases = suites[0]["cases"].as_array().unwrap();
    assert_eq!((cases.len(), suites[1]["cases"].as_array().unwrap().len()), (2, 1));
    assert_eq!((&cases[0]["name"], &cases[0]["passed"]), (&Value::from("good"), &Value::from(true)));
    assert_eq!(cases[0]["output"], "1. connect 10.0.0.1 to pg: forwarded ok\n");
    let bad = &cases[1];
    assert_eq!((bad["name"].as_str(), bad["classname"].as_str()), (Some("bad <&\"']]> \u{fffd}"), Some("a & b.toml")));
    let failures = bad["failures"].as_array().unwrap();
    assert_eq!((bad["passed"].as_bool(), failures.len()), (Some(false), 1));
    assert_eq!(failures[0]["type"], "failed-expectation");
    assert_eq!(
        failures[0]["message"],
        "step 1 of `bad <&\"']]> \u{fffd}`: expected service default/a&b:1, got service default/postgres:5432"
    );
    let text = failures[0]["text"].as_str().unwrap();
    assert!(text.contains("step 2 of") && text.contains("expected not-found, got deleted"), "{text}");
    assert!(bad["output"].as_str().unwrap().starts_with("1. connect 10.0.0.1 to pg, TLS for a<b>.test: "));
}

#[test]
fn no_scenario_is_an_empty_document() {
    assert_eq!(
        read(&scenario::junit(&Report::new(TraefikVersion::LATEST, Vec::new(), None)).collect::<String>()),
        Value::Array(Vec::new())
    );
}
