//! The old side from git.

use std::process::Command;

use serde_json::json;

use super::GOOD;
use super::sandbox::{Sandbox, state};

/// A repository in a sandbox, in which everything is committed.
fn committed(sandbox: Sandbox) -> Sandbox {
    git(&sandbox, &["init", "--quiet", "--initial-branch", "main", "."]);
    commit(&sandbox);
    sandbox
}

fn commit(sandbox: &Sandbox) {
    git(sandbox, &["add", "--all"]);
    git(sandbox, &["-c", "user.name=a", "-c", "user.email=a@b.test", "commit", "--quiet", "--message", "m"]);
}

fn git(sandbox: &Sandbox, arguments: &[&str]) {
    let mut command = Command::new("git");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    let status = command.args(arguments).current_dir(sandbox.path("")).env("GIT_CONFIG_GLOBAL", "/dev/null").status();
    assert!(status.unwrap().success(), "git {arguments:?}");
}

#[test]
fn the_same_file_at_a_revision_is_the_old_side() {
    let sandbox = committed(state(GOOD));
    sandbox.run("diff --against-git HEAD").exits(0).tells("").prints("no difference\n");
    sandbox.write("tcpgen.toml", GOOD.replace("192.168.1.0/24", "192.168.0.0/16"));
    let changed = sandbox.run("diff --against-git main").exits(1).tells("");
    changed.prints_part("  ~ MiddlewareTCP default/office\n").prints_part("connections: wider: nobody is shut out\n");
    commit(&sandbox);
    sandbox.run("diff --against-git HEAD").exits(0);
    sandbox.run("diff --against-git HEAD~1 --expect wider --quiet").exits(0).prints("").tells("");
    sandbox.run("diff --against-git HEAD~1 --expect narrower --quiet").exits(1);
    let json = sandbox.run("diff tcpgen.toml --against-git HEAD~1 --format json").exits(1).json();
    assert_eq!((&json["verdict"], &json["objects"]["added"]), (&json!("wider"), &json!([])));
}

/// A file is found from wherever the command runs, and a directory means the files that it had.
#[test]
fn directories_have_the_files_that_they_had() {
    let [guard, route] =
        [GOOD.split("[routes").next().unwrap(), "[routes.a]\nentry_points = [\"postgresql\"]\nservice = \"a:1\"\n"];
    let sandbox = committed(
        Sandbox::empty().file("prod/sub/a.toml", guard).file("prod/sub/b.toml", route).file("prod/sub/note.txt", "x"),
    );
    sandbox.run("diff prod/sub --against-git HEAD").exits(0).prints("no difference\n");
    sandbox.shell("cd prod && $TCPGEN diff sub/ --against-git HEAD").exits(0);
    sandbox.shell("cd prod/sub && $TCPGEN diff a.toml ../sub/b.toml a.toml --against-git HEAD").exits(0);
    sandbox.shell("cd / && GIT_DIR=.git $TCPGEN diff \"$OLDPWD/prod/sub\" --against-git HEAD").exits(0);
    std::fs::remove_file(sandbox.path("prod/sub/b.toml")).unwrap();
    let gone = sandbox.run("diff prod/sub --against-git HEAD --format json").exits(1).json();
    assert_eq!(gone["objects"]["removed"][0]["name"], "a");
    sandbox.write("prod/sub/b.toml", format!("{route}[routes.c]\nentry_points = [\"postgresql\"]\nservice = 1\n"));
    sandbox.run("diff prod/sub --against-git HEAD").exits(2).tells_part("prod/sub/b.toml");
}

#[test]
fn what_did_not_exist_is_compared_with_nothing() {
    let sandbox = committed(Sandbox::empty().file("other.txt", "x"));
    sandbox.write("tcpgen.toml", GOOD);
    sandbox.write("new/all.toml", GOOD);
    for (input, note) in [
        ("tcpgen.toml", "note: tcpgen.toml does not exist at HEAD: it is compared with nothing"),
        ("new", "note: new has no input at HEAD: it is compared with nothing"),
    ] {
        let ran = sandbox.run(&format!("diff {input} --against-git HEAD")).exits(1).tells_part(note);
        ran.prints_part("objects: 2 added, 0 changed, 0 removed\n").prints_part("-> default/postgres:5432\n");
    }
    sandbox.run("diff --against-git HEAD --quiet").exits(1).prints("").tells("");
    commit(&sandbox);
    sandbox.write(
        "more.toml",
        "[routes.b]\nentry_points = [\"postgresql\"]\nservice = \"b:1\"\nsni = \"b.test\"\ntls = {}\n",
    );
    let both =
        sandbox.run("diff tcpgen.toml more.toml --against-git HEAD").exits(1).tells_part("more.toml does not exist");
    both.prints_part("objects: 1 added, 0 changed, 0 removed\n");
}

#[test]
fn what_git_cannot_answer_is_a_clear_error() {
    let sandbox = committed(state(GOOD));
    for revision in ["nowhere", "--output=x", "HEAD:tcpgen.toml", "main..main"] {
        let ran = sandbox.run(&format!("diff --against-git={revision}")).exits(2).prints("");
        ran.tells_part(&format!("git has no revision `{revision}`"));
    }
    assert!(!sandbox.path("x").exists());
    sandbox.run("diff - --against-git HEAD").exits(2).tells_part("standard input has no earlier revision");
    sandbox.run("diff absent.toml --against-git HEAD").exits(2).tells_part("cannot read absent.toml");
    sandbox.run("diff --against-git HEAD --against old.toml").exits(2).tells_part("cannot be used with");
    state(GOOD).run("diff --against-git HEAD").exits(2).tells_part("is in no git repository that can be read");
    let without = state(GOOD).variable("PATH", "/nonexistent").run("diff --against-git HEAD").exits(2);
    without.tells_part("`git` is not installed");
    sandbox.write("tcpgen.toml", [0xff, 0xfe, b'a']);
    commit(&sandbox);
    sandbox.write("tcpgen.toml", GOOD);
    sandbox.run("diff --against-git HEAD").exits(2).tells_part("cannot read HEAD:tcpgen.toml: it is UTF-16");
    sandbox.write("tcpgen.toml", "[routes");
    commit(&sandbox);
    sandbox.write("tcpgen.toml", GOOD);
    sandbox.run("diff --against-git HEAD").exits(2).tells_part("HEAD:tcpgen.toml:1:");
}

/// Traefik's configuration is a part of the state that names it, and the old one of the old state.
#[test]
fn traefiks_configuration_is_that_of_the_revision() {
    let text = "[traefik]\nstatic = \"../traefik.yml\"\n[routes.pg]\nservice = \"postgres:5432\"\n";
    let both = |of_new: bool| {
        let entry_point = |name: &str, port: u16, as_default: bool| {
            format!("  {name}: {{address: ':{port}', asDefault: {as_default}}}\n")
        };
        format!("entryPoints:\n{}{}", entry_point("old", 1, !of_new), entry_point("new", 2, of_new))
    };
    let sandbox = committed(Sandbox::empty().file("prod/tcpgen.toml", text).file("traefik.yml", both(false)));
    sandbox.run("diff prod --against-git HEAD").exits(0).tells("").prints("no difference\n");
    // The route has no entry points of its own: those by default are others now.
    sandbox.write("traefik.yml", both(true));
    let json = sandbox.run("diff prod --against-git HEAD --format json").exits(1).json();
    assert_eq!((&json["verdict"], &json["objects"]["changed"]), (&json!("mixed"), &json!([])), "{json}");
    commit(&sandbox);
    sandbox.run("diff prod --against-git HEAD").exits(0);
    sandbox.write("prod/tcpgen.toml", text.replace("../traefik.yml", "/nowhere/traefik.yml"));
    commit(&sandbox);
    sandbox.write("prod/tcpgen.toml", text);
    let ran = sandbox.run("diff prod --against-git HEAD");
    ran.tells_part("/nowhere/traefik.yml does not exist at HEAD: what it says is not known there");
}

/// A root's list is a part of the state, and the old list of the old state.
#[test]
fn the_files_that_a_root_lists_are_those_of_the_revision() {
    let team = |name: &str, port: u16| {
        format!(
            "[routes.{name}]\nentry_points = [\"postgresql\"]\nsni = \"{name}.b\"\ntls = \"passthrough\"\nservice = \"{name}:{port}\"\n"
        )
    };
    let root = format!("files = [\"teams/**/*.toml\", \"../shared.toml\"]\n{GOOD}");
    let sandbox = Sandbox::empty().file("prod/tcpgen.toml", &root).file("shared.toml", team("shared", 1));
    let sandbox =
        committed(sandbox.file("prod/teams/a.toml", team("a", 1)).file("prod/teams/deep/b.toml", team("b", 1)));
    for line in ["diff prod", "diff prod/tcpgen.toml"] {
        sandbox.run(&format!("{line} --against-git HEAD")).exits(0).tells("").prints("no difference\n");
    }
    // From below, the root is found upwards for both sides.
    sandbox.shell("cd prod/teams/deep && $TCPGEN diff --against-git HEAD").exits(0).tells("").prints("no difference\n");
    sandbox.write("prod/teams/a.toml", team("a", 2));
    sandbox.write("prod/teams/c.toml", team("c", 1));
    let json = sandbox.run("diff prod --against-git HEAD --format json").exits(1).json();
    assert_eq!(
        (&json["objects"]["added"][0]["name"], &json["objects"]["added"][1]),
        (&json!("c"), &json!(null)),
        "{json}"
    );
    assert_eq!(
        (&json["objects"]["changed"][0]["name"], &json["objects"]["removed"]),
        (&json!("a"), &json!([])),
        "{json}"
    );
    // A list that matched nothing then is reported, and the rest is compared.
    sandbox.write("prod/tcpgen.toml", root.replace("teams/**", "gone/**"));
    commit(&sandbox);
    sandbox.write("prod/tcpgen.toml", &root);
    sandbox.run("diff prod --against-git HEAD").tells_part("and no file matches it");
}
