//! What others have in the way, write meanwhile, or protect is not harmed, and nothing is waited for forever.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::sandbox::{Sandbox, state};
use super::{GOOD, GUARD, ROUTE, WRONG};

fn pipe(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// A state whose fixes take some time.
fn many_faults() -> String {
    let routes = (0..400).map(|n| format!("[routes.r{n}]\nentrypoints = [\"e{n}\"]\nservice = \"pg:1\"\n"));
    routes.collect::<Vec<_>>().concat()
}

#[test]
fn an_edit_that_is_saved_while_fix_runs_is_kept() {
    let mut refused = 0;
    for round in 0..6 {
        let sandbox = state(&many_faults());
        let running = sandbox.start("check --fix");
        std::thread::sleep(Duration::from_millis(20 * round));
        let edited = format!("# Mine.\n{GOOD}");
        sandbox.write("tcpgen.toml", &edited);
        running.ends();
        assert_eq!(sandbox.read("tcpgen.toml"), edited);
        refused += usize::from(sandbox.read("log").contains(
            "error: cannot write tcpgen.toml: it was changed in the meantime\nhelp: no file is changed; fix again\n",
        ));
        assert_eq!(sandbox.names("."), ["log", "printed", "tcpgen.toml"]);
    }
    assert!(refused > 0, "no edit came in time");
}

#[test]
fn a_read_only_file_is_not_fixed_and_neither_is_any_other() {
    let sandbox =
        Sandbox::empty().file("conf/a.toml", WRONG).file("conf/b.toml", WRONG.replace("routes.pg", "routes.b"));
    let path = sandbox.path("conf/b.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    sandbox
        .run("check --fix conf")
        .exits(2)
        .tells_part("error: cannot write conf/b.toml: it is read-only\nhelp: make it writable (`chmod u+w`)\n");
    assert_eq!(sandbox.read("conf/a.toml"), WRONG);
    assert_eq!(sandbox.names("conf"), ["a.toml", "b.toml"]);
}

#[test]
fn a_fixed_file_keeps_its_mode_its_owner_its_link_and_its_mark_of_byte_order() {
    let sandbox = Sandbox::empty().file("real.toml", format!("\u{feff}{WRONG}"));
    std::os::unix::fs::symlink("real.toml", sandbox.path("tcpgen.toml")).unwrap();
    fs::set_permissions(sandbox.path("real.toml"), fs::Permissions::from_mode(0o640)).unwrap();
    // Root alone may give a file away.
    let _ = std::os::unix::fs::chown(sandbox.path("real.toml"), Some(1234), Some(1234));
    let before = fs::metadata(sandbox.path("real.toml")).unwrap();
    sandbox.run("check --fix").tells_part("fixed tcpgen.toml:2:");
    let after = fs::metadata(sandbox.path("real.toml")).unwrap();
    assert_eq!((after.mode(), after.uid(), after.gid()), (before.mode(), before.uid(), before.gid()));
    assert!(sandbox.path("tcpgen.toml").symlink_metadata().unwrap().is_symlink());
    assert_eq!(sandbox.read("real.toml"), format!("\u{feff}{}", WRONG.replace("entrypoints", "entry_points")));
}

#[test]
fn fix_and_ask_at_once_lose_nothing_of_each_other() {
    for _ in 0..4 {
        let sandbox = state(&many_faults());
        let fixing = sandbox.start("check --fix");
        sandbox.run("ask --run create route mine for postgres:5432").exits(0);
        fixing.ends();
        let text = sandbox.read("tcpgen.toml");
        assert!(text.contains("[routes.mine]"), "{}", sandbox.read("log"));
        let is_fixed = !text.contains("entrypoints");
        assert!(is_fixed || sandbox.read("log").contains("changed in the meantime"), "{}", sandbox.read("log"));
    }
}

#[test]
fn a_pipe_in_the_way_is_an_error_and_not_waited_for() {
    let sandbox = state(GOOD);
    pipe(&sandbox.path(&format!("out/{ROUTE}")));
    pipe(&sandbox.path("out.yaml"));
    for (output, name) in [("out/", format!("out/{ROUTE}")), ("out.yaml", "out.yaml".to_owned())] {
        for force in ["", " --force"] {
            sandbox.run(&format!("build -o {output}{force}")).exits(2).tells(&format!(
                "error: {name} is in the way: it is a named pipe\nhelp: move it away, or write elsewhere\n"
            ));
        }
        assert_ne!(sandbox.run(&format!("build --check -o {output}")).code, Some(0));
    }
    assert_eq!(sandbox.names("out"), [ROUTE]);
}

#[test]
fn a_pipe_among_the_inputs_is_an_error_and_not_waited_for() {
    let sandbox = Sandbox::empty().file("conf/a.toml", GOOD).file("tcpgen.toml", GOOD);
    pipe(&sandbox.path("conf/b.toml"));
    sandbox
        .run("check conf")
        .exits(2)
        .tells("error: cannot read conf/b.toml: it is a named pipe\nhelp: move it out of the directory\n");
    pipe(&sandbox.path("pipe.toml"));
    sandbox.run("ask --run --state pipe.toml create route a for b:1").exits(2).tells_part("it is a named pipe");
    // One that an argument names has a writer.
    sandbox.shell("cat tcpgen.toml > pipe.toml & exec $TCPGEN check pipe.toml").exits(0);
}

#[test]
fn init_on_a_full_disk_leaves_no_file() {
    let sandbox = Sandbox::empty();
    sandbox.shell("trap '' XFSZ; ulimit -f 0; exec $TCPGEN init").exits(2).tells_part("cannot write tcpgen.toml");
    assert!(sandbox.names(".").is_empty(), "{:?}", sandbox.names("."));
}

/// The text was cut at the end of a table: what is left is a state as well, without the rest.
#[test]
fn a_file_that_is_written_in_two_parts_is_watched_as_one() {
    let more = format!("{GOOD}[middlewares.more]\nin_flight_conn = 1\n");
    let sandbox = state(&more);
    let _running = sandbox.start("build --watch -o out/");
    let begun = Instant::now();
    let until = |what: &str, is_so: &dyn Fn() -> bool| {
        while !is_so() {
            assert!(begun.elapsed() < Duration::from_mins(1), "never came: {what}");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    until("the first build", &|| sandbox.read("log").contains("waiting"));
    for cut in ["", GOOD] {
        sandbox.write("tcpgen.toml", cut);
        std::thread::sleep(Duration::from_millis(600));
        sandbox.write("tcpgen.toml", format!("# {}\n{more}", cut.len()));
        let builds = sandbox.read("log").matches("waiting").count();
        until("another build", &|| sandbox.read("log").matches("waiting").count() > builds);
    }
    let log = sandbox.read("log");
    assert!(!log.contains("removed out/") && !log.contains("error"), "{log}");
}

#[test]
fn what_a_killed_build_left_is_removed_by_one_with_nothing_to_write() {
    let sandbox = state(GOOD);
    let left = ".tcpgen-staged-AbCd12.tmp";
    for output in ["out/", "out.yaml"] {
        sandbox.run(&format!("build -o {output}")).exits(0);
        sandbox.write(&format!("out/{left}"), "half");
        sandbox.write(left, "half");
        sandbox.run(&format!("build -o {output}")).exits(0);
        let names = sandbox.names(if output == "out/" { "out" } else { "." });
        assert!(!names.iter().any(|name| name == left), "{names:?}");
    }
}

#[test]
fn an_interrupted_build_is_finished_by_the_next_one_even_of_another_state() {
    let sandbox = state(GOOD).file("other.toml", "[middlewares.more]\nin_flight_conn = 1\n");
    sandbox.run("build -o out/").exits(0);
    let (guard, route) = (sandbox.read(&format!("out/{GUARD}")), sandbox.read(&format!("out/{ROUTE}")));
    // As a kill leaves it: the guard is in its place, the route is not.
    let staged = ".tcpgen-staged-AbCd12.tmp";
    sandbox.write(&format!("out/{staged}"), route.replace("5432", "5433"));
    let journal = serde_json::json!({ "renamed": [], "written": [[".tcpgen-staged-000000.tmp", GUARD], [staged, ROUTE]], "removed": [] });
    sandbox.write("out/.tcpgen-journal.tmp", journal.to_string());
    // What shares the directory leaves that alone.
    sandbox.run("ask --run --state out/s.toml create route a for b:1").exits(0);
    sandbox.run("build other.toml -o out/").exits(0).tells("out/: finished an interrupted build (changes left: 1)\n");
    assert_eq!(sandbox.read(&format!("out/{GUARD}")), guard);
    assert_eq!(sandbox.read(&format!("out/{ROUTE}")), route.replace("5432", "5433"));
    assert!(!sandbox.names("out").iter().any(|name| name.starts_with('.')), "{:?}", sandbox.names("out"));
}
