use std::io::Read;
use std::process::{Command, Stdio};

use super::sandbox::{Sandbox, state};
use super::{WARNS, WRONG};

#[test]
fn colour_follows_the_flag_then_the_environment_then_the_terminal() {
    let coloured = |ran: super::sandbox::Ran| ran.err.contains('\u{1b}');
    assert!(!coloured(state(WARNS).run("build")));
    assert!(coloured(state(WARNS).run("build --color always")));
    assert!(coloured(state(WARNS).run("--color always build")));
    assert!(coloured(state(WARNS).variable("CLICOLOR_FORCE", "1").run("build")));
    assert!(!coloured(state(WARNS).variable("CLICOLOR_FORCE", "1").run("build --color never")));
    assert!(coloured(state(WARNS).variable("NO_COLOR", "1").run("build --color always")));
    assert!(!coloured(state(WARNS).variable("NO_COLOR", "1").run("build")));
    let ran = state(WRONG).run("check --color always");
    assert!(ran.out.contains('\u{1b}'), "check draws on standard output");
    let ran = state(WARNS).run("build --color always");
    assert!(!ran.out.contains('\u{1b}'), "manifests are never coloured");
    assert!(Sandbox::empty().run("explain toml-syntax --color always").out.contains('\u{1b}'));
}

/// The reader has gone before anything is written, and there is more than a pipe holds.
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let many: Vec<String> = (0..5000).map(|n| format!("[middlewares.m{n}]\nin_flight_conn = 1\n")).collect();
    let many = many.concat();
    let sandbox = state(&many);
    for arguments in
        ["build", "build --format json", "check --format json", "list", "explain", "schema", "completions zsh"]
    {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tcpgen"))
            .args(arguments.split(' '))
            .current_dir(sandbox.path("."))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert!(!told.contains("panic") && !told.contains("pipe"), "{arguments}: {told}");
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments}: {told}");
    }
}

#[test]
fn standard_error_that_is_closed_is_no_panic() {
    state(WARNS).shell("$TCPGEN build 2>&-").exits(0).prints_part("kind: IngressRouteTCP");
    state(WRONG).shell("$TCPGEN build 2>&-").exits(1).prints("");
}
