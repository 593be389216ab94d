use std::time::{Duration, Instant};

use super::sandbox::{Sandbox, state};
use super::{GOOD, GOOD_YAML, WRONG};

/// More than a loaded machine needs to build a few lines.
const PATIENCE: Duration = Duration::from_secs(30);

#[track_caller]
fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "never came: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn has(sandbox: &Sandbox, name: &str, part: &str) -> bool {
    std::fs::read_to_string(sandbox.path(name)).is_ok_and(|text| text.contains(part))
}

#[test]
fn each_change_is_built_and_no_error_ends_it() {
    let sandbox = state(GOOD);
    let _running = sandbox.start("build --watch -o out.yaml");
    eventually("the first build", || has(&sandbox, "out.yaml", GOOD_YAML));
    eventually("a line that says so", || has(&sandbox, "log", "out.yaml: written\nwaiting for changes; Ctrl-C ends\n"));
    sandbox.write("tcpgen.toml", WRONG);
    eventually("the error", || has(&sandbox, "log", "error[unknown-key]"));
    assert!(sandbox.read("out.yaml").ends_with(GOOD_YAML));
    std::fs::remove_file(sandbox.path("tcpgen.toml")).unwrap();
    eventually("the missing file", || has(&sandbox, "log", "cannot read tcpgen.toml"));
    sandbox.write("tcpgen.toml", GOOD.replace("192.168.1.0/24", "10.0.0.0/8"));
    eventually("the new output", || has(&sandbox, "out.yaml", "10.0.0.0/8"));
}

#[test]
fn files_and_directories_may_come_and_go() {
    let sandbox = Sandbox::empty();
    let _running = sandbox.start("build --watch conf -o out/");
    eventually("the missing directory", || has(&sandbox, "log", "cannot read conf: "));
    sandbox.write("conf/a.toml", GOOD);
    eventually("the output", || sandbox.path("out/40-middlewaretcp-default-office.yaml").exists());
    sandbox.write("conf/b.toml", "[middlewares.more]\nin_flight_conn = 1\n");
    eventually("the new file's object", || sandbox.path("out/40-middlewaretcp-default-more.yaml").exists());
    std::fs::remove_file(sandbox.path("conf/b.toml")).unwrap();
    eventually("it is gone", || !sandbox.path("out/40-middlewaretcp-default-more.yaml").exists());
}

#[test]
fn standard_input_cannot_be_watched() {
    Sandbox::empty()
        .stdin(GOOD)
        .run("build --watch - -o out.yaml")
        .exits(2)
        .tells("error: `--watch` cannot watch standard input\nhelp: name a file or a directory\n");
}

#[test]
fn scenarios_run_again_with_each_change() {
    let scenario = |expect: &str| {
        let connect = "connect = { entry_point = \"postgresql\", client_ip = \"192.168.1.7\" }";
        format!("{GOOD}\n[scenarios.office]\nsteps = [{{ {connect}, expect = \"{expect}\" }}]\n")
    };
    let sandbox = state(&scenario("closed"));
    let _running = sandbox.start("test --watch");
    eventually("a failure", || has(&sandbox, "printed", "0 passed, 1 failed"));
    sandbox.write("tcpgen.toml", scenario("forwarded"));
    eventually("a pass", || has(&sandbox, "printed", "1 passed, 0 failed"));
}

#[test]
fn a_change_of_traefiks_configuration_is_one_of_the_input() {
    let text = GOOD.replace("[entry_points]\npostgresql = 5432\n", "[traefik]\nstatic = \"conf/traefik.yml\"\n");
    let sandbox = state(&text).file("conf/traefik.yml", "entryPoints: {postgresql: {address: ':5432'}}\n");
    let _running = sandbox.start("check --watch");
    eventually("a good state", || has(&sandbox, "log", "no problems found\nwaiting for changes"));
    sandbox.write("conf/traefik.yml", "entryPoints: {postgres: {address: ':5432'}}\n");
    eventually("the entry point that is gone", || has(&sandbox, "printed", "unknown-entry-point"));
}
