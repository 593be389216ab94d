//! No face takes a state whose invariants are broken.

use std::fs;
use std::process::Command;

use crate::support::tangle;

const BROKEN: &str = r#"
[entry_points]
postgresql = 5432

[routes.postgres]
entry_points = ["postgresql"]
service = "postgres:5432"

[invariants.office-only]
to = "postgres:5432"
only = { client_ip = "192.168.1.0/24" }
reason = "no passwords"

[scenarios.s]
steps = [{ apply = "routes.postgres", expect = "unchanged" }]
"#;

/// The exit code, what is printed on standard output, and what is printed in all.
fn run(arguments: &[&str], text: &str) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("tcpgen.toml"), text).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_tcpgen")).args(arguments).current_dir(&folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (stdout, stderr) = (text(output.stdout), text(output.stderr));
    (output.status.code(), stdout.clone(), stdout + &stderr)
}

#[test]
fn nothing_is_emitted_and_nothing_is_rehearsed() {
    for arguments in [&["build"][..], &["build", "--target", "file"], &["check"], &["test"]] {
        let (code, stdout, all) = run(arguments, BROKEN);
        assert_eq!(code, Some(1), "{arguments:?}");
        let message = "invariant `office-only` is broken (no passwords): a plain client from 192.0.2.1 reaches \
                       `default/postgres:5432` on entry point `postgresql`";
        assert!(all.contains(message), "{arguments:?}: {all}");
        assert!(!stdout.contains("apiVersion"), "{arguments:?}");
    }
}

#[test]
fn the_remedy_is_proven() {
    let (_, _, all) = run(&["check"], BROKEN);
    assert!(all.contains("help: add a middleware to `default/postgres` that admits \"192.168.1.0/24\" alone"), "{all}");
    let mended = BROKEN.replace(
        "[routes.postgres]",
        "[middlewares.m]\nip_allow_list = [\"192.168.1.0/24\"]\n[routes.postgres]\nmiddlewares = [\"m\"]",
    );
    assert_eq!(run(&["check", "--strict"], &mended), (Some(0), String::new(), "no problems found\n".to_owned()));
    let wide = mended.replace("\n[invariants", "\n[routes.other]\nentry_points = [\"postgresql\"]\nmatch = \"ClientIP(`10.0.0.1`)\"\nservice = \"postgres:5432\"\n[invariants");
    let (_, _, all) = run(&["check"], &wide);
    assert!(all.contains("help: add a middleware to `default/other`"), "{all}");
}

/// Too many names and too many protocols to tell apart: an invariant about some of them was called one about no connection.
#[test]
fn what_is_not_known_is_never_passed_over() {
    let names = tangle::routes();
    let rule = (0..10).map(|n| format!("ALPN(`p{n}`)")).collect::<Vec<_>>().join(" || ");
    let protocols =
        format!("[routes.r]\nentry_points = ['a']\nmatch = '{rule}'\nservice = 's5:1'\ntls = 'passthrough'\n");
    let elsewhere = "[routes.r]\nentry_points = ['a']\nservice = 's5:1'\nmiddlewares = ['office@file']\n";
    for (routes, demand, why) in [
        (names.as_str(), "never = { sni = '*.example.org' }", "too many classes"),
        (names.as_str(), "always = { sni = '*.example.org' }", "too many classes"),
        (names.as_str(), "only = { sni = '*.example.org' }", "too many classes"),
        (protocols.as_str(), "never = { alpn = 'p9' }", "too many classes"),
        (protocols.as_str(), "always = { alpn = 'p9' }", "too many classes"),
        (elsewhere, "never = { client_ip = '10.0.0.0/8' }", "`office@file` exists elsewhere"),
    ] {
        let text = format!("[entry_points]\na = 1\n{routes}[invariants.i]\nto = 's5:1'\n{demand}\n");
        let (_, _, all) = run(&["check", "--format", "concise"], &text);
        let told = all.lines().any(|line| line.contains("undecided-invariant") && line.contains(why))
            || demand.starts_with("only") && all.contains("broken-invariant");
        assert!(told && !all.contains("vacuous-invariant"), "{demand}: {all}");
    }
}

#[test]
fn of_a_state_that_is_not_whole_nothing_is_proven() {
    let (code, _, all) = run(&["check"], &format!("{BROKEN}\n[routes.x]\nserviec = 'a:1'\n"));
    assert_eq!(code, Some(1));
    assert!(all.contains("unknown-key") && !all.contains("broken-invariant"), "{all}");
}
