//! What people expect of a command: formats for other tools, counts, exit codes, codes by their beginning.

use serde_json::json;

use super::GOOD;
use super::sandbox::{Sandbox, state};

/// An error with a fix, a warning and advice.
const STATE: &str = "[middlewares.m]\nip_allow_list = [\"10.0.0.0/8\", \"10.0.0.0/8\"]\n\
                     [routes.pg]\nentry_points = [\"pg\"]\nservice = \"pg:5432\"\nsni = \"ü.pg.test\"\nmiddlewares = [\"m\"]\npriority = \"7\"\n";

#[test]
fn one_line_a_finding() {
    let out = state(STATE).run("check --format concise").exits(1).out;
    assert!(out.contains("tcpgen.toml:2:32: advice[repeated-range]: "), "{out}");
    assert!(out.lines().all(|line| line.starts_with("tcpgen.toml:")), "{out}");
}

#[test]
fn a_report_for_gitlab_names_a_finding_the_same_after_it_moved() {
    let prints = |text: &str| -> Vec<String> {
        let report = state(text).run("check --format gitlab").json();
        report.as_array().unwrap().iter().map(|found| found["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let (before, after) = (prints(STATE), prints(&format!("# moved\n\n{STATE}")));
    assert_eq!(before, after);
    let mut distinct = before.clone();
    distinct.dedup();
    assert_eq!((distinct.len(), before.len() >= 3), (before.len(), true));
    let report = state(STATE).run("check --format gitlab").exits(1).json();
    assert_eq!(report[0]["location"], json!({ "path": "tcpgen.toml", "lines": { "begin": 2 } }));
    assert_eq!(report[0]["severity"], "info");
}

#[test]
fn reviewdog_gets_columns_in_bytes_and_suggestions() {
    let report = state(STATE).run("check --format rdjson").exits(1).json();
    let found = report["diagnostics"].as_array().unwrap();
    let priority = found.iter().find(|found| found["code"]["value"] == "wrong-type").unwrap();
    assert_eq!(priority["severity"], "ERROR");
    assert_eq!(priority["suggestions"][0]["text"], "7");
    let range = &priority["suggestions"][0]["range"];
    assert_eq!(range["start"], json!({ "line": 8, "column": 12 }));
    let host = found.iter().find(|found| found["code"]["value"] == "invalid-host").unwrap();
    assert_eq!(
        host["location"]["range"],
        json!({ "start": { "line": 6, "column": 7 }, "end": { "line": 6, "column": 19 } })
    );
}

#[test]
fn test_takes_the_manifests_that_check_takes() {
    let route = "[entry_points]\npg = 5432\n[routes.pg]\nentry_points = [\"pg\"]\nservice = \"pg:5432\"\nmiddlewares = [\"office\"]\n\
                 [scenarios.guarded]\nsteps = [{ connect = { entry_point = \"pg\", client_ip = \"203.0.113.9\" }, \
                 expect = { reason = \"denied-by-middleware\" } }]\n";
    let office = "apiVersion: traefik.io/v1alpha1\nkind: MiddlewareTCP\nmetadata: { name: office, namespace: default }\n\
                  spec: { ipAllowList: { sourceRange: [10.0.0.0/8] } }\n";
    let folder = state(route).file("office.yaml", office);
    folder.run("check --strict tcpgen.toml office.yaml").exits(0);
    let out = folder.run("test tcpgen.toml office.yaml").exits(0).out;
    assert!(out.contains("1 passed, 0 failed"), "{out}");
    folder.run("test tcpgen.toml").exits(1);
}

#[test]
fn a_finding_is_a_failed_case_of_junit() {
    let out = state(STATE).run("check --format junit").exits(1).out;
    assert!(out.contains("<failure message=\"expected an integer, found a string\" type=\"wrong-type\">"), "{out}");
    assert!(out.contains("name=\"repeated-range at 2:32\" classname=\"tcpgen.toml\"/>"), "advice fails nothing: {out}");
    let out = state(GOOD).run("check --format junit").exits(0).out;
    assert!(out.contains("tests=\"1\" failures=\"0\"") && out.contains("name=\"no problems found\""), "{out}");
}

#[test]
fn findings_can_be_counted_kept_in_a_file_and_ignored() {
    let sandbox = state(STATE);
    let out = sandbox.run("check --statistics").exits(1).out;
    assert!(out.starts_with("COUNT  SEVERITY  CODE\n1      "), "{out}");
    sandbox.run("check --exit-zero").exits(0).prints_part("fixable with `--fix`\n");
    sandbox.run("check --quiet --format concise").exits(1).tells("");
    state(GOOD).run("check --quiet").exits(0).prints("").tells("");
    sandbox.run("check --format sarif -o report.sarif").exits(1).prints("");
    assert!(sandbox.read("report.sarif").starts_with("{\"$schema\""));
}

#[test]
fn the_beginning_of_a_code_stands_for_it() {
    let sandbox = Sandbox::empty();
    let whole = sandbox.run("explain sni-without-tls").exits(0).out;
    assert_eq!(sandbox.run("explain sni").exits(0).out, whole);
    let listed = sandbox.run("explain unused-").exits(0).out;
    assert!(
        listed.contains("unused-middleware") && listed.contains("unused-allow") && listed.lines().count() > 4,
        "{listed}"
    );
    sandbox.run("explain nothing-like-it").exits(2);
}

#[test]
fn a_script_can_expect_an_outcome() {
    let sandbox = state(GOOD);
    let route = "route --entry-point postgresql --client-ip";
    sandbox.run(&format!("{route} 192.168.1.7 --expect forwarded")).exits(0);
    sandbox.run(&format!("{route} 192.168.1.7 --expect refused")).exits(1);
    sandbox.run(&format!("{route} 10.0.0.1 --expect refused")).exits(0);
    sandbox.run(&format!("{route} 10.0.0.1 --expect closed")).exits(0);
    sandbox.run(&format!("{route} 10.0.0.1 --expect allowed")).exits(2);
}

#[test]
fn the_version_names_the_features_and_the_traefik() {
    let out = Sandbox::empty().run("--version").exits(0).out;
    assert!(out.contains("features: cluster, lsp, mcp\nTraefik: 3.7.15\n"), "{out}");
    assert_eq!(Sandbox::empty().run("-V").exits(0).out.lines().count(), 1);
}
