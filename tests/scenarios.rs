//! Scenarios that pass, that fail and that cannot run, each with the exact texts; and what rehearsals promise.
#![allow(clippy::unwrap_used, reason = "a helper that fails fails the test")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use tcpgen::diagnostic::Diagnostic;
use tcpgen::resource::{Kind, ObjectRef};
use tcpgen::routing::Connection;
use tcpgen::scenario::{self, Coverage, Rehearsal, Report, ScenarioResult};
use tcpgen::source::{SourceFile, Sources};
use tcpgen::{Compilation, Options, compile};

/// The command that writes the expected texts anew.
const UPDATE: &str = "TCPGEN_UPDATE=1 cargo test --test suite scenarios";

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn compiled(name: &str, text: &str) -> (Sources, Compilation) {
    let sources = Sources::single(name, text);
    let compilation = compile(&sources, &Options::default());
    (sources, compilation)
}

fn compiled_fixture(path: &Path) -> (Sources, Compilation) {
    compiled(&path.file_name().unwrap().to_string_lossy(), &fs::read_to_string(path).unwrap())
}

fn results(sources: &Sources, compilation: &Compilation) -> Vec<ScenarioResult> {
    let errors: Vec<_> = compilation.diagnostics.iter().map(|found| (found.code.name, &found.message)).collect();
    assert!(!compilation.has_errors(), "{errors:?}");
    scenario::run(sources, compilation, &compilation.desired.scenarios)
}

/// `LINE:COLUMN FRAGMENT code: message`, with its help and notes below.
fn told(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for found in diagnostics {
        let (start, _) = sources.position(found.span).unwrap();
        let fragment = sources.slice(found.span).lines().next().unwrap_or("");
        let (line, column) = (start.line, start.column);
        writeln!(out, "{line}:{column} {fragment}\n  {}: {}", found.code.name, found.message).unwrap();
        for related in &found.related {
            writeln!(out, "  note: {}", related.message).unwrap();
        }
        if let Some(help) = &found.help {
            writeln!(out, "  help: {help}").unwrap();
        }
    }
    out
}

/// Holds a text against the file beside the fixture.
fn assert_told(path: &Path, text: &str) {
    let beside = path.with_extension("txt");
    if std::env::var_os("TCPGEN_UPDATE").is_some() {
        fs::write(&beside, text).unwrap();
    }
    let expected = fs::read_to_string(&beside).unwrap_or_default();
    assert!(text == expected, "{} differs; got\n{text}\nif that is right: `{UPDATE}`", beside.display());
}

#[test]
fn what_should_pass_passes() {
    for path in fixtures("pass") {
        let (sources, compilation) = compiled_fixture(&path);
        for result in results(&sources, &compilation) {
            assert!(result.passed, "{}: {}", path.display(), told(&sources, &result.failures()));
            assert!(result.failures().is_empty() && result.steps.iter().all(|step| step.passed));
        }
    }
}

#[test]
fn what_fails_says_where_and_why() {
    for path in fixtures("fail") {
        let (sources, compilation) = compiled_fixture(&path);
        let report = Report::new(compilation.table.version(), results(&sources, &compilation), None);
        assert!(!report.passed, "{}", path.display());
        let failures: String = report.scenarios.iter().map(|result| told(&sources, &result.failures())).collect();
        assert_told(&path, &format!("{}{failures}{}", scenario::outline(&report), scenario::totals(&report)));
    }
}

#[test]
fn a_step_that_the_api_server_would_refuse_fails_whatever_it_expects_and_changes_nothing() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/fail/rejected.toml");
    let (sources, compilation) = compiled_fixture(&path);
    let results = results(&sources, &compilation);
    assert_eq!(results[0].steps.iter().map(|step| step.passed).collect::<Vec<_>>(), [false, false, true]);
}

#[test]
fn what_cannot_run_is_an_error_of_the_state() {
    for path in fixtures("invalid") {
        let (sources, compilation) = compiled_fixture(&path);
        assert!(compilation.has_errors(), "{}", path.display());
        assert_told(&path, &told(&sources, &compilation.diagnostics));
    }
}

const TWO_STEPS: &str = r#"
[entry_points]
pg = 5432
[middlewares.office]
ip_allow_list = ["10.0.0.0/8"]
[routes.pg]
entry_points = ["pg"]
service = "postgres:5432"
middlewares = ["office"]
[routes.idle]
entry_points = ["pg"]
match = "ClientIP(`192.168.0.0/16`)"
service = "idle:5432"
[scenarios.change]
description = "a change"
always = [{ connect = { entry_point = "pg", client_ip = "10.0.0.1" }, expect = "forwarded" }]
steps = [
  { apply = "routes.pg", set = { service = "replica:5432", sni = "a.b" }, expect = "updated" },
  { apply = "routes.pg", set = { sni = "*" }, expect = "updated" },
]
"#;

#[test]
fn a_rehearsal_can_be_asked_between_its_steps() {
    let (sources, compilation) = compiled("a.toml", TWO_STEPS);
    let mut rehearsal = Rehearsal::new(&sources, &compilation, &compilation.desired.scenarios[0]);
    let client = Connection::plain("pg", "10.0.0.1".parse().unwrap());
    let name = ObjectRef { namespace: "default", name: "pg" };
    let uid = |rehearsal: &Rehearsal<'_>| rehearsal.store().find(Kind::IngressRouteTcp, name).unwrap().uid.clone();
    let (before, first) = (uid(&rehearsal), rehearsal.decide(&client));
    assert_eq!(first.services[0].service.to_string(), "default/postgres");
    assert!(rehearsal.touched().rules.is_empty(), "asking is no part of the scenario");
    let step = rehearsal.next().unwrap();
    assert_eq!((step.index, rehearsal.done(), step.passed, step.got.as_str()), (1, 1, false, "updated"));
    assert_eq!(step.notices[0].code, "sni-without-tls");
    assert_eq!(sources.slice(step.notices[0].diagnostic.span), "\"a.b\"", "the place is in `set`");
    assert_eq!(rehearsal.decide(&client).reason.unwrap().name(), "no-matching-router");
    assert!(rehearsal.next().unwrap().passed);
    assert_eq!(rehearsal.decide(&client).services[0].service.to_string(), "default/replica");
    assert_eq!(uid(&rehearsal), before, "changed in place");
    assert!(rehearsal.next().is_none());
}

const BESIDE_A_MANIFEST: &str = "\
[entry_points]
pg = 5432
[routes.db]
entry_points = ['pg']
service = 'db:5432'
middlewares = ['office']
[scenarios.changes]
steps = [
  { delete = 'routes.db' },
  { apply = 'routes.db' },
  { apply = 'routes.db', set = { service = 'other:5432' } },
  { connect = { entry_point = 'pg', client_ip = '10.0.0.1' }, expect = { service = 'other:5432' } },
  { connect = { entry_point = 'pg', client_ip = '203.0.113.9' }, expect = { reason = 'denied-by-middleware' } },
]
";

const OFFICE: &str = "\
apiVersion: traefik.io/v1alpha1
kind: MiddlewareTCP
metadata: { name: office, namespace: default }
spec: { ipAllowList: { sourceRange: [10.0.0.0/8] } }
";

#[test]
fn what_manifests_declare_is_there_for_the_checks_of_each_step() {
    let mut sources = Sources::single("tcpgen.toml", BESIDE_A_MANIFEST);
    sources.add(SourceFile::new("office.yaml", OFFICE));
    let compilation = compile(&sources, &Options::default());
    let results = results(&sources, &compilation);
    let [result] = results.as_slice() else { panic!("{results:?}") };
    assert!(result.passed, "{result:?}");
    assert!(result.steps.iter().all(|step| step.notices.is_empty()), "{:?}", result.steps);
}

#[test]
fn the_json_has_the_fields_that_are_documented() {
    let (sources, compilation) = compiled("a.toml", TWO_STEPS);
    let results = results(&sources, &compilation);
    let coverage = Coverage::new(&compilation.resources, &results);
    let report = serde_json::to_value(Report::new(compilation.table.version(), results, Some(coverage))).unwrap();
    assert_eq!((&report["passed"], &report["scenarios"][0]["passed"]), (&json!(false), &json!(false)));
    let step = &report["scenarios"][0]["steps"][0];
    let keys: Vec<&String> = step.as_object().unwrap().keys().collect();
    let expected = [
        "index",
        "what",
        "expected",
        "got",
        "passed",
        "mismatches",
        "notices",
        "decision",
        "pending",
        "objects",
        "always",
        "invariants",
        "file",
        "start",
        "end",
    ];
    assert_eq!(keys, expected);
    assert_eq!(step["what"], "apply routes.pg with changes");
    assert_eq!(step["objects"]["routes"], 2);
    assert_eq!(step["start"], json!({ "line": 18, "column": 3, "offset": 408 }));
    assert_eq!(step["notices"][0]["code"], "sni-without-tls");
    let always = &step["always"][0];
    assert_eq!(always["what"], "connect 10.0.0.1 to pg");
    assert_eq!((&always["expected"], &always["got"]), (&json!("forwarded"), &json!("http (no-matching-router)")));
    assert_eq!(always["decision"]["outcome"], "http");
    assert_eq!(always["mismatches"][0]["start"]["line"], 16);
    assert_eq!(
        report["coverage"],
        json!({
            "routes": [
                { "route": "default/pg", "covered": true, "rules": [{ "rule": "HostSNI(`*`)", "covered": true }] },
                { "route": "default/idle", "covered": false,
                  "rules": [{ "rule": "ClientIP(`192.168.0.0/16`)", "covered": false }] },
            ],
            "middlewares": [{ "middleware": "default/office", "covered": true }],
            "covered": 2, "total": 3, "percent": 66,
        })
    );
}

#[test]
fn the_coverage_table_marks_what_was_reached() {
    let (sources, compilation) = compiled("a.toml", TWO_STEPS);
    let coverage = Coverage::new(&compilation.resources, &results(&sources, &compilation));
    let expected = "coverage\n  [x] route default/pg\n  [ ] route default/idle\n  [x] middleware default/office\n\
                    2 of 3 rules and middlewares: 66 %\n";
    assert_eq!(scenario::coverage_table(&coverage), expected);
    let nothing = Coverage::new(&tcpgen::resource::Resources::default(), &[]);
    assert_eq!((nothing.percent, nothing.total), (100, 0));
}

/// The state names of scenarios' expectations are those that decisions have.
#[test]
fn expectations_know_every_outcome_reason_and_mode_of_a_decision() {
    let decided = ["forwarded", "closed", "http", "ambiguous"];
    assert_eq!(tcpgen::desired::CONNECTED[..4], decided);
    for name in tcpgen::desired::REASONS {
        let reason: tcpgen::routing::Reason = serde_json::from_value(json!(name)).unwrap();
        assert_eq!(reason.name(), name);
    }
    for name in decided {
        let outcome: tcpgen::routing::Outcome = serde_json::from_value(json!(name)).unwrap();
        assert_eq!(outcome.name(), name);
    }
}

#[test]
fn the_example_of_the_docs_passes_and_covers_itself() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/scenarios.md")).unwrap();
    let (_, block) = page.split_once("```toml").and_then(|(_, fenced)| fenced.split_once('\n')).unwrap();
    let (sources, compilation) = compiled("scenarios.md", block.split("```").next().unwrap());
    assert!(compilation.diagnostics.is_empty(), "{:?}", compilation.diagnostics);
    let results = results(&sources, &compilation);
    assert!(results.iter().all(|result| result.passed), "{results:?}");
    assert_eq!(Coverage::new(&compilation.resources, &results).percent, 100);
}
