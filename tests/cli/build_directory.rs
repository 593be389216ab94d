use super::sandbox::state;
use super::{GOOD, GUARD, HEADER, ROUTE};

#[test]
fn each_object_has_a_file_that_says_whose_it_is() {
    let sandbox = state(GOOD);
    sandbox.run("build -o out/").exits(0).prints("").tells("");
    assert_eq!(sandbox.names("out"), [GUARD, ROUTE]);
    let text = sandbox.read(&format!("out/{GUARD}"));
    assert!(text.starts_with(&format!("{HEADER}apiVersion: traefik.io/v1alpha1\nkind: MiddlewareTCP\n")), "{text}");
}

#[test]
fn files_of_objects_that_are_gone_go_and_those_of_others_stay() {
    let sandbox = state(GOOD)
        .file("out/mine.yaml", "apiVersion: v1\nkind: Secret\n")
        .file("out/middlewaretcp-default-mine.yaml", "apiVersion: traefik.io/v1alpha1\n")
        .file("out/middlewaretcp-default-mine.json", "{}")
        .file("out/README.md", HEADER)
        .file("out/deeper/x.yaml", HEADER);
    sandbox.run("build -o out/").exits(0);
    sandbox.write("tcpgen.toml", GOOD.replace("routes.postgres", "routes.renamed"));
    sandbox.run("build -o out/").exits(0);
    assert_eq!(
        sandbox.names("out"),
        [
            GUARD,
            "50-ingressroutetcp-default-renamed.yaml",
            "README.md",
            "deeper",
            "middlewaretcp-default-mine.json",
            "middlewaretcp-default-mine.yaml",
            "mine.yaml",
        ]
    );
    assert_eq!(sandbox.names("out/deeper"), ["x.yaml"]);
}

#[test]
fn a_file_of_anothers_is_not_replaced() {
    let sandbox = state(GOOD).file(&format!("out/{GUARD}"), "kind: Mine\n");
    sandbox.run("build -o out/").exits(2).tells(&format!(
        "error: out/{GUARD} is in the way: tcpgen did not write it\nhelp: move it away, write elsewhere, or replace it with `--force`\n"
    ));
    assert_eq!(sandbox.names("out"), [GUARD], "nothing was written beside it");
    assert_eq!(sandbox.read(&format!("out/{GUARD}")), "kind: Mine\n");
}

#[test]
fn json_files_are_told_apart_by_what_is_in_them() {
    let foreign = r#"{ "kind": "MiddlewareTCP", "metadata": { "name": "other", "namespace": "default" } }"#;
    let sandbox = state(GOOD).file("out/middlewaretcp-default-other.json", foreign);
    sandbox.run("build --format json -o out/").exits(0);
    sandbox.write("tcpgen.toml", GOOD.replace("routes.postgres", "routes.renamed"));
    sandbox.run("build --format json -o out/").exits(0);
    let names = [
        "40-middlewaretcp-default-office.json",
        "50-ingressroutetcp-default-renamed.json",
        "middlewaretcp-default-other.json",
    ];
    assert_eq!(sandbox.names("out"), names);
    sandbox.run("build -o out/").exits(0);
    let names = [
        "40-middlewaretcp-default-office.yaml",
        "50-ingressroutetcp-default-renamed.yaml",
        "middlewaretcp-default-other.json",
    ];
    assert_eq!(sandbox.names("out"), names, "the other format's files are left over");
}

#[test]
fn objects_whose_names_would_be_one_have_two_files() {
    let sandbox = state("[middlewares.\"a-b/c\"]\nin_flight_conn = 1\n[middlewares.\"a/b-c\"]\nin_flight_conn = 2\n");
    sandbox.run("build -o out/").exits(0);
    let names = sandbox.names("out");
    assert_eq!(names.len(), 2);
    assert!(names.iter().all(|name| name.starts_with("40-middlewaretcp-a-b-c-")), "{names:?}");
    sandbox.run("build -o out/ --check").exits(0);
}

/// A process may have a thousand files open, as a rule.
#[cfg(unix)]
#[test]
fn more_objects_than_files_may_be_open_are_written() {
    let many: Vec<String> = (0..300).map(|n| format!("[middlewares.m{n}]\nin_flight_conn = 1\n")).collect();
    let sandbox = state(&many.concat());
    sandbox.shell("ulimit -n 100; exec $TCPGEN build -o out/").exits(0);
    assert_eq!(sandbox.names("out").len(), 300);
}

/// Nothing is put into its place before everything is on disk.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_changes_no_file() {
    let sandbox = state(GOOD);
    sandbox.run("build -o out/").exits(0);
    let before = [sandbox.read(&format!("out/{GUARD}")), sandbox.read(&format!("out/{ROUTE}"))];
    let ranges: Vec<String> = (0..250).map(|n| format!("\"10.0.{n}.0/24\"")).collect();
    let more = GOOD.replace("\"192.168.1.0/24\"", &ranges.join(", ")).replace("routes.postgres", "routes.renamed");
    sandbox.write("tcpgen.toml", more);
    let line = "trap '' XFSZ; ulimit -f 1; exec $TCPGEN build -o out/ 2>/dev/null";
    sandbox.shell(line).exits(2);
    assert_eq!(sandbox.names("out"), [GUARD, ROUTE]);
    assert_eq!([sandbox.read(&format!("out/{GUARD}")), sandbox.read(&format!("out/{ROUTE}"))], before);
}
