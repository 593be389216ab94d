use serde_json::json;

use super::sandbox::{Sandbox, state};
use super::{GOOD, WARNS, WRONG};

#[test]
fn a_state_without_fault_is_fine() {
    state(GOOD).run("check --strict").exits(0).prints("").tells("no problems found\n");
    state(GOOD).run("check --format json").exits(0).prints("[]\n").tells("");
    state(GOOD).run("check --format github").exits(0).prints("").tells("");
}

#[test]
fn people_see_the_line_and_how_many_there_are() {
    state(WRONG).run("check").exits(1).tells("").prints(
        "\
error[unknown-key]: unknown key `entrypoints`
 --> tcpgen.toml:2:1
  |
2 | entrypoints = [\"pg\"] # the port
  | ^^^^^^^^^^^
  |
  = help: did you mean `entry_points`?

1 error; 1 fixable with `--fix`
",
    );
    let misnamed = |name| format!("[routes.{name}]\nentry_points = [\"{name}\"]\nservice = \"b:1\"\n");
    let both = format!("{WARNS}{}{}", misnamed("A_"), misnamed("B_"));
    state(&both).run("check").exits(1).prints_part("\n2 errors, 1 warning; 2 fixable with `--fix --unsafe-fixes`\n");
}

#[test]
fn warnings_alone_are_fine_unless_strict() {
    state(WARNS).run("check").exits(0).prints_part("warning[sni-without-tls]").prints_part("\n1 warning\n");
    state(WARNS).run("check --strict").exits(1).prints_part("error[sni-without-tls]").prints_part("\n1 error\n");
}

#[test]
fn a_warning_that_is_meant_is_silent() {
    let meant = format!("{WARNS}allow = [{{ code = \"sni-without-tls\", reason = \"tls comes next week\" }}]\n");
    state(&meant).run("check --strict").exits(0);
}

#[test]
fn programs_get_every_field() {
    let found = state(WRONG).run("check --format json").exits(1).tells("").json();
    let place = |line, column, offset| json!({ "line": line, "column": column, "offset": offset });
    let expected = json!([{
        "code": "unknown-key",
        "severity": "error",
        "message": "unknown key `entrypoints`",
        "help": "did you mean `entry_points`?",
        "file": "tcpgen.toml",
        "start": place(2, 1, 12),
        "end": place(2, 12, 23),
        "related": [],
        "fixes": [{ "title": "rename to `entry_points`", "safe": true, "edits": [
            { "start": place(2, 1, 12), "end": place(2, 12, 23), "text": "entry_points" },
        ] }],
    }]);
    assert_eq!(found, expected);
}

#[test]
fn github_gets_one_command_a_problem() {
    let sandbox = Sandbox::empty().file("a,b.toml", WRONG);
    sandbox.run("check --format github a,b.toml").exits(1).tells("").prints(
        "::error file=a%2Cb.toml,line=2,endLine=2,col=1,endColumn=12,title=tcpgen error[unknown-key]::\
         unknown key `entrypoints`%0Ahelp: did you mean `entry_points`?\n",
    );
}

#[test]
fn code_scanning_gets_rules_places_and_fixes() {
    let both = format!("{WARNS}[middlewares.m]\nin_flight_con = 1\n");
    let log = state(&both).run("check --format sarif").exits(1).json();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["help"]["markdown"].as_str().unwrap().contains("### Example"));
        assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "tcpgen.toml");
    }
    let fix = &run["results"].as_array().unwrap().iter().find(|result| result["ruleId"] == "unknown-key").unwrap()["fixes"]
        [0];
    assert_eq!(fix["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "in_flight_conn");
}

#[test]
fn places_in_several_files_are_told_apart() {
    let sandbox = Sandbox::empty().file("a.toml", GOOD).file("b.toml", "[middlewares.office]\nin_flight_conn = 1\n");
    let ran = sandbox.run("check a.toml b.toml").exits(1);
    let ran = ran.prints_part("error[duplicate-object]");
    assert!(ran.out.contains(" --> b.toml:1:") && ran.out.contains(" ::: a.toml:5:"), "{}", ran.out);
}

const MANIFEST: &str = "\
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: {name: orders}
spec:
  entryPoints: [databases]
  routes:
    - {match: HostSNI(`orders.example.com`), services: [{name: orders-db, port: 5432}]}
  tls: {passthrough: true}
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: {name: all}
spec:
  entryPoints: [databases]
  routes:
    - {match: HostSNI(`*.example.com`), priority: 100, services: [{name: pooler, port: 5432}]}
  tls: {passthrough: true}
";

#[test]
fn manifests_are_checked_as_they_are() {
    let ran = Sandbox::empty().file("all.yaml", MANIFEST).run("check all.yaml").exits(0).tells("");
    ran.prints_part("warning[unreachable-rule]: no connection reaches this rule: `default/all`")
        .prints_part("--> all.yaml:7:");
    Sandbox::empty()
        .file("m/all.yaml", MANIFEST)
        .run("check --strict m")
        .exits(1)
        .prints_part("error[unreachable-rule]");
    Sandbox::empty().stdin(MANIFEST).run("check - --format json").exits(0).prints_part("\"unreachable-rule\"");
    let plain = MANIFEST.replacen("  tls: {passthrough: true}\n", "", 1);
    Sandbox::empty().file("all.yaml", &plain).run("check all.yaml").exits(0).prints_part("warning[sni-without-tls]");
    let noted = MANIFEST.replacen("metadata: {name: orders}", "metadata: {name: orders, colour: red}", 1);
    Sandbox::empty()
        .file("all.yaml", &noted)
        .run("check all.yaml")
        .exits(1)
        .prints_part("error[manifest-unknown-field]: `metadata.colour`")
        .prints_part("[unreachable-rule]");
    let mended = MANIFEST.replace("priority: 100, ", "");
    Sandbox::empty().file("all.yaml", &mended).run("check --strict all.yaml").exits(0).tells("no problems found\n");
    Sandbox::empty()
        .file("all.yaml", MANIFEST)
        .run("check --fix all.yaml")
        .exits(0)
        .tells("nothing that can be fixed safely\n");
}

#[test]
fn a_state_file_and_manifests_are_one_table() {
    let route = "[routes.more]\nentry_points = [\"databases\"]\nsni = \"more.example.com\"\nservice = \"more:1\"\ntls = \"passthrough\"\n";
    let sandbox = state(route).file("all.yaml", MANIFEST);
    sandbox.run("check").exits(0).tells("no problems found\n");
    sandbox.run("check tcpgen.toml all.yaml").exits(0).prints_part("tcpgen.toml:3:").prints_part("all.yaml:7:");
}
