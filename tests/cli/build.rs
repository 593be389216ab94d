use super::sandbox::{Sandbox, state};
use super::{GOOD, GOOD_YAML, WARNS, WRONG};

#[test]
fn the_manifests_go_to_standard_output_and_nothing_else() {
    state(GOOD).run("build").exits(0).prints(GOOD_YAML).tells("");
    state(GOOD).run("compile").exits(0).prints(GOOD_YAML).tells("");
    state(GOOD).run("build -o -").exits(0).prints(GOOD_YAML).tells("");
}

#[test]
fn json_is_a_list_with_the_same_objects() {
    let list = state(GOOD).run("build --format json").exits(0).json();
    assert_eq!((list["kind"].as_str(), list["apiVersion"].as_str()), (Some("List"), Some("v1")));
    let kinds: Vec<&str> =
        list["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["MiddlewareTCP", "IngressRouteTCP"]);
}

#[test]
fn files_directories_and_standard_input_are_one_state() {
    let (guard, route) = GOOD.split_at(GOOD.find("[routes").unwrap());
    let sandbox = Sandbox::empty()
        .file("conf/b.toml", route)
        .file("conf/a.toml", guard)
        .file("conf/.hidden.toml", "not = [toml")
        .file("conf/deeper/c.toml", "not = [toml")
        .file("conf/d.txt", "not = [toml");
    sandbox.run("build conf").exits(0).prints(GOOD_YAML).tells("");
    sandbox.run("build conf/b.toml conf/a.toml").exits(0).prints(GOOD_YAML);
    sandbox.run("build conf conf/a.toml ./conf/b.toml").exits(0).prints(GOOD_YAML);
    Sandbox::empty().stdin(GOOD).run("build -").exits(0).prints(GOOD_YAML).tells("");
    Sandbox::empty().file("g.toml", guard).stdin(route).run("build g.toml - -").exits(0).prints(GOOD_YAML);
}

#[test]
fn warnings_are_told_and_the_manifests_written_all_the_same() {
    let ran = state(WARNS).run("build").exits(0).prints_part("kind: IngressRouteTCP");
    assert_eq!(
        ran.err,
        "\
warning[sni-without-tls]: a server name is only seen on TLS connections, and this route has no `tls`: Traefik disables it
 --> tcpgen.toml:3:7
  |
3 | sni = \"pg.example.com\"
  |       ^^^^^^^^^^^^^^^^
  |
  = help: terminate TLS here with `tls = { secret_name = \"...\" }`, pass it through with `tls = \"passthrough\"`, or admit plain clients with `sni = \"*\"`

1 warning
"
    );
}

#[test]
fn with_errors_nothing_is_written() {
    state(WARNS)
        .run("build --strict")
        .exits(1)
        .prints("")
        .tells_part("error[sni-without-tls]")
        .tells_part("\n1 error\n");
    state(WRONG).run("build").exits(1).prints("").tells_part("error[unknown-key]").tells_part(" --> tcpgen.toml:2:1\n");
    state(WRONG).run("build --format json").exits(1).prints("");
}

#[test]
fn standard_input_is_named_as_such() {
    Sandbox::empty().stdin(WRONG).run("build -").exits(1).tells_part(" --> <stdin>:2:1\n");
}

#[test]
fn what_contradicts_itself_is_a_usage_error() {
    for arguments in
        ["build --check", "build --watch", "build --watch --check -o x", "build --format toml", "build --nope"]
    {
        state(GOOD).run(arguments).exits(2).prints("").tells_part("error: ");
    }
    state(GOOD)
        .run("build --check -o -")
        .exits(2)
        .tells("error: `--check` compares files, not standard output\nhelp: name the output with `-o`\n");
}
