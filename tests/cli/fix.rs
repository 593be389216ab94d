use super::sandbox::{Sandbox, state};
use super::{GOOD, WARNS, WRONG};

#[test]
fn safe_fixes_are_applied_and_comments_kept() {
    let sandbox = state(WRONG);
    sandbox
        .run("check --fix")
        .exits(0)
        .prints("")
        .tells("fixed tcpgen.toml:2: rename to `entry_points` [unknown-key]\nnothing to complain about\n");
    assert_eq!(sandbox.read("tcpgen.toml"), WRONG.replace("entrypoints", "entry_points"));
}

#[test]
fn what_a_fix_uncovers_is_fixed_in_the_next_round() {
    let text = "# head\r\n[route.pg] # a\r\nentrypoints = [\"pg\"] # b\r\nservice = \"pg:5432\"\r\n";
    let sandbox = state(text);
    let ran = sandbox.run("check --fix").exits(0);
    ran.tells_part("fixed tcpgen.toml:2: rename to `routes`")
        .tells_part("fixed tcpgen.toml:3: rename to `entry_points`");
    assert_eq!(sandbox.read("tcpgen.toml"), text.replace("[route.", "[routes.").replace("entrypoints", "entry_points"));
}

#[test]
fn what_is_left_is_shown_and_decides_the_exit_code() {
    let sandbox = state(&format!("{WRONG}[middlewares.m]\nzzz = 1\n"));
    sandbox.run("check --fix").exits(1).prints_part("unknown key `zzz`").tells_part("fixed tcpgen.toml:2:");
    let sandbox = state(WARNS);
    sandbox.run("check --fix").exits(0).prints_part("1 warning").tells("nothing that can be fixed safely\n");
    assert_eq!(sandbox.read("tcpgen.toml"), WARNS);
}

#[test]
fn only_files_that_changed_are_written() {
    let sandbox =
        Sandbox::empty().file("conf/a.toml", WRONG).file("conf/b.toml", "[middlewares.m]\nin_flight_conn = 1\n");
    let modified = || std::fs::metadata(sandbox.path("conf/b.toml")).unwrap().modified().unwrap();
    let before = modified();
    std::thread::sleep(std::time::Duration::from_millis(20));
    sandbox.run("check --fix conf --format json").tells_part("fixed conf/a.toml:2: ");
    assert_eq!(modified(), before);
    assert!(sandbox.read("conf/a.toml").contains("entry_points"));
}

#[test]
fn a_syntax_error_beside_it_does_not_hinder_a_fix() {
    let sandbox = state(&format!("x = = 1 # c\n{WRONG}"));
    sandbox.run("check --fix").exits(1).prints_part("error[toml-syntax]").tells_part("rename to `entry_points`");
    assert_eq!(sandbox.read("tcpgen.toml"), format!("x = = 1 # c\n{}", WRONG.replace("entrypoints", "entry_points")));
}

#[test]
fn two_spellings_of_one_key_are_not_made_one() {
    let text = "[routes.pg]\nentrypoints = [\"a\"]\nentry_points = [\"b\"]\nservice = \"pg:5432\"\n";
    let sandbox = state(text);
    sandbox.run("check --fix").exits(1);
    assert_eq!(sandbox.read("tcpgen.toml"), text, "a key that stands twice is a syntax error");
}

#[test]
fn a_state_without_fault_stays_as_it_is_and_standard_input_cannot_be_fixed() {
    let sandbox = state(GOOD);
    sandbox.run("check --fix").exits(0).tells("nothing that can be fixed safely\nnothing to complain about\n");
    assert_eq!(sandbox.read("tcpgen.toml"), GOOD);
    Sandbox::empty()
        .stdin(WRONG)
        .run("check --fix -")
        .exits(2)
        .tells("error: `--fix` cannot write standard input back\nhelp: name a file\n");
}
