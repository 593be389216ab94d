//! The root of a state: found upwards, with the files that it lists.

use super::sandbox::{Sandbox, state};

const ROOT: &str = "files = [\"teams/*.toml\"]\n[entry_points]\npg = 5432\n";
const SERVED: &str = "[routes.pg]\nentry_points = [\"pg\"]\nservice = \"pg:5432\"\n";
const DISABLED: &str = "[routes.db]\nentry_points = [\"pg\"]\nservice = \"db:5432\"\nsni = \"db.test\"\n";

fn folder(sandbox: Sandbox, name: &str) -> Sandbox {
    std::fs::create_dir_all(sandbox.path(name)).unwrap();
    sandbox
}

fn teams() -> Sandbox {
    folder(state(ROOT), "teams").file("teams/a.toml", SERVED).file("teams/b.toml", DISABLED)
}

#[test]
fn the_files_that_a_state_lists_are_a_part_of_it() {
    let sandbox = teams();
    sandbox.run("check").exits(0).prints_part("teams/b.toml:4:7").prints_part("1 warning");
    sandbox.run("check tcpgen.toml").exits(0).prints_part("1 warning");
    sandbox.run("list").exits(0).prints_part("default/pg").prints_part("default/db");
    sandbox.run("build").exits(0).prints_part("name: pg\n").prints_part("name: db\n");
    // Each once, however often it is named.
    sandbox.run("build . teams/a.toml").exits(0).prints_part("name: db\n");
}

#[test]
fn the_nearest_state_upwards_is_the_default() {
    let sandbox = teams();
    let below = folder(teams(), "teams/deep");
    below.shell("cd teams/deep && $TCPGEN check").exits(0).prints_part("../../teams/b.toml:4:7");
    let own = folder(sandbox, "other").file("other/tcpgen.toml", SERVED);
    own.shell("cd other && $TCPGEN check").exits(0).tells("no problems found\n");
    Sandbox::empty().run("check").exits(2).tells_part("cannot read tcpgen.toml").tells_part("`tcpgen init`");
}

#[test]
fn a_pattern_that_matches_nothing_is_an_error() {
    let sandbox = state("files = [\"team/*.toml\"]\n");
    sandbox.run("check").exits(2).tells_part("tcpgen.toml: `files` has `team/*.toml`, and no file matches it");
    state("files = [\"***\"]\n").run("check").exits(2).tells_part("`files` has `***`, and ");
    state("files = 1\n").run("check").exits(1).prints_part("error[wrong-type]");
}

/// Other file systems have no such names.
#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_is_left_out_of_a_list() {
    use std::os::unix::ffi::OsStrExt as _;
    let sandbox = teams();
    std::fs::write(sandbox.path("teams").join(std::ffi::OsStr::from_bytes(b"\xff.toml")), DISABLED).unwrap();
    sandbox.run("check").exits(0).prints_part("teams/b.toml:4:7").prints_part("1 warning");
}

/// Two links upwards are two folders below each other, without an end.
#[cfg(unix)]
#[test]
fn two_stars_do_not_follow_links_and_one_does() {
    let link = |sandbox: &Sandbox, name: &str| std::os::unix::fs::symlink(".", sandbox.path(name)).unwrap();
    let sandbox = state(&ROOT.replace("teams/", "**/team/")).file("x/team/a.toml", SERVED);
    link(&sandbox, "one");
    link(&sandbox, "two");
    sandbox.run("list").exits(0).prints_part("default/pg");
    let sandbox = state(&ROOT.replace("teams", "*/x/team")).file("x/team/a.toml", SERVED);
    link(&sandbox, "one");
    sandbox.run("list").exits(0).prints_part("default/pg");
}

#[test]
fn brackets_in_the_name_of_a_folder_are_no_pattern() {
    let sandbox = folder(Sandbox::empty(), "[a]/teams").file("[a]/tcpgen.toml", ROOT).file("[a]/teams/a.toml", SERVED);
    sandbox.run("list [a]/tcpgen.toml").exits(0).prints_part("default/pg");
}

#[test]
fn manifests_can_be_listed_and_are_not_built() {
    let manifest = "apiVersion: traefik.io/v1alpha1\nkind: MiddlewareTCP\nmetadata: {name: office}\nspec: {ipAllowList: {sourceRange: [10.0.0.0/8]}}\n";
    let guarded = "[routes.pg]\nentry_points = [\"pg\"]\nservice = \"pg:5432\"\nmiddlewares = [\"office\"]\n";
    let sandbox = state(&format!("files = [\"*.yaml\"]\n{guarded}")).file("office.yaml", manifest);
    sandbox.run("check --strict").exits(0).tells("no problems found\n");
    assert!(!sandbox.run("build").exits(0).out.contains("MiddlewareTCP"));
}

/// As a pre-commit hook calls it: with the files that changed.
#[test]
fn changed_files_are_checked_with_their_states_each_once() {
    let sandbox = folder(folder(teams(), "alone"), "elsewhere");
    let sandbox =
        sandbox.file("alone/tcpgen.toml", SERVED).file("alone/Cargo.toml", "[package]\n").file("README.toml", "x");
    let both = sandbox.run("check --by-root teams/a.toml teams/b.toml tcpgen.toml").exits(0);
    assert_eq!(both.out.matches("sni-without-tls").count(), 1, "{both:?}");
    sandbox.run("check --strict --by-root teams/a.toml").exits(1);
    sandbox.run("check --strict --by-root alone/tcpgen.toml alone/Cargo.toml README.toml").exits(0);
    sandbox.run("check --strict --by-root README.toml").exits(0).tells("").prints("");
    // A file that was deleted changes the state as well.
    sandbox.run("check --strict --by-root teams/gone.toml").exits(1);
    sandbox.run("check --by-root").exits(2);
}

/// As an editor calls it: with the text of one file that is not saved yet.
#[test]
fn standard_input_stands_for_a_file_of_the_state() {
    let fixed = DISABLED.replace("sni = \"db.test\"", "match = \"ClientIP(`10.0.0.0/8`)\"");
    let sandbox = teams().stdin(&fixed);
    sandbox.run("check --strict").exits(1);
    sandbox.run("check --strict --by-root --stdin-filename teams/b.toml -").exits(0).tells("no problems found\n");
    sandbox.run("check --strict --stdin-filename teams/b.toml").exits(0);
    // The other files are the same, and are read from disk.
    let broken = teams().stdin("[routes.pg]\nentry_points = [\"pg\"]\nservice = \"x:1\"\n");
    broken
        .run("check --by-root --stdin-filename teams/new.toml -")
        .exits(2)
        .tells_part("save it, or leave out `--by-root`");
    broken
        .run("check --by-root --stdin-filename ./teams/b.toml -")
        .exits(1)
        .prints_part("teams/b.toml:1:9")
        .prints_part("teams/a.toml:1:9");
    // The list of files is that of the text, too.
    let root = teams().stdin("files = [\"teams/a.toml\"]\n[entry_points]\npg = 5432\n");
    root.run("check --strict --stdin-filename tcpgen.toml -").exits(0);
    root.run("check --stdin-filename teams/none.toml")
        .exits(2)
        .tells_part("no input is teams/none.toml\nhelp: name `-`");
    // Its name decides what it is.
    let manifest = Sandbox::empty().stdin("kind: IngressRouteTCP\n");
    manifest.run("check --stdin-filename a.toml -").exits(1).prints_part("error[toml-syntax]").prints_part("a.toml:1:");
}

/// The facts of the file that it stands for.
#[test]
fn standard_input_has_the_configuration_that_its_file_names() {
    let text = format!("[traefik] # ours\nstatic = \"traefik.yml\"\n{SERVED}");
    let sandbox = teams().file("own/traefik.yml", "entryPoints:\n  other:\n    address: \":1\"\n").stdin(&text);
    sandbox.run("check --stdin-filename own/tcpgen.toml -").exits(0).prints_part("unknown-entry-point");
    let stored = folder(sandbox, "own").file("own/tcpgen.toml", &text);
    stored.run("check own/tcpgen.toml").exits(0).prints_part("unknown-entry-point");
}
