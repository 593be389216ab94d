//! `tcpgen test` as people and CI run it: exit codes, what goes to which stream, and the exact texts.
#![allow(clippy::unwrap_used, reason = "a helper that fails fails the test")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The command that writes the expected texts anew.
const UPDATE: &str = "TCPGEN_UPDATE=1 cargo test --test suite test_command";

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

fn tcpgen(arguments: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_tcpgen"))
        .arg("test")
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios"))
        .env_remove("CLICOLOR_FORCE")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Holds a text against a file of `tests/scenarios/shown`.
fn assert_shown(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/shown").join(name);
    if std::env::var_os("TCPGEN_UPDATE").is_some() {
        fs::write(&file, text).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert!(text == expected, "{name} differs; got\n{text}\nif that is right: `{UPDATE}`");
}

#[test]
fn scenarios_that_pass_exit_0() {
    for name in ["start", "namespaces", "chance"] {
        let ran = tcpgen(&[&format!("pass/{name}.toml")]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{name}");
        assert_shown(&format!("{name}.txt"), &ran.out);
    }
}

#[test]
fn a_scenario_that_fails_exits_1_and_is_drawn_at_its_line() {
    for name in ["gap", "connections", "disabled", "rejected"] {
        let ran = tcpgen(&[&format!("fail/{name}.toml")]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{name}");
        assert_shown(&format!("{name}.txt"), &ran.out);
    }
}

#[test]
fn a_state_with_errors_runs_no_scenario_and_exits_1() {
    let ran = tcpgen(&["invalid/meaning.toml"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.contains("error[unknown-scenario-entry]: there is no `gp` under `routes`"), "{}", ran.err);
    assert_eq!(tcpgen(&["invalid/meaning.toml", "--format", "junit"]).out, "");
}

#[test]
fn one_scenario_can_be_chosen_and_an_unknown_one_exits_2() {
    let ran = tcpgen(&["pass/start.toml", "--scenario", "empty", "--scenario", "declared"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    assert!(ran.out.ends_with("2 scenarios, 7 steps: 2 passed, 0 failed\n"), "{}", ran.out);
    let ran = tcpgen(&["fail/gap.toml", "pass/chance.toml", "--scenario", "chance"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(0), "pass/chance.toml\n  ok      chance  5 steps\n1 scenario, 5 steps: 1 passed, 0 failed\n")
    );
    let ran = tcpgen(&["pass/start.toml", "--scenario", "emty"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert_eq!(ran.err, "error: there is no scenario `emty`\n  |\nhelp: did you mean `empty`?\n".replace("  |\n", ""));
}

#[test]
fn a_state_without_scenarios_passes_and_says_so() {
    let ran = tcpgen(&["shown/none.toml"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "0 scenarios, 0 steps: 0 passed, 0 failed\n"));
    assert_eq!(ran.err, "there are no scenarios\n");
    assert_eq!(tcpgen(&["shown/none.toml", "--fail-under", "1"]).code, Some(1));
}

#[test]
fn what_cannot_be_read_exits_2() {
    assert_eq!(tcpgen(&["pass/missing.toml"]).code, Some(2));
    assert_eq!(tcpgen(&["pass/start.toml", "--fail-under", "101"]).code, Some(2));
}

#[test]
fn coverage_is_shown_and_can_be_asked_for() {
    let only = ["pass/chance.toml", "--scenario", "chance", "--coverage"];
    let ran = tcpgen(&only);
    assert_eq!(ran.code, Some(0));
    assert_shown("coverage.txt", &ran.out);
    let ran = tcpgen(&["pass/namespaces.toml", "--fail-under", "100"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let ran = tcpgen(&[&only[..], &["--fail-under", "51"]].concat());
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.starts_with("error: the scenarios cover 50 % of the rules and middlewares, less than 51 %"),
        "{}",
        ran.err
    );
}

#[test]
fn json_and_junit_go_to_standard_output_alone() {
    let ran = tcpgen(&["fail/gap.toml", "--format", "json", "--coverage"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["scenarios"][0]["steps"][0]["always"][0]["got"], "http (no-matching-router)");
    assert_eq!(report["coverage"]["percent"], 100);
    let ran = tcpgen(&["fail/gap.toml", "--format", "junit"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    assert_shown("gap.xml", &ran.out);
}
