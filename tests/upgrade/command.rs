//! The command: defaults, exit codes, formats, hostile texts.

use serde_json::Value;

use crate::cli::sandbox::state;

const UP: &str = "[traefik]\nversion = \"3.6.15\"\n[routes.r]\nentry_points = [\"a\"]\nsni = \"UP.test\"\nservice = \"s1:1\"\ntls = {}\n";
const PLAIN: &str = "[routes.r]\nentry_points = [\"a\"]\nservice = \"s1:1\"\n";

#[test]
fn it_compares_the_version_of_the_state_with_the_newest() {
    let json = state(UP).run("upgrade --format json").exits(1).json();
    assert_eq!([&json["from"], &json["to"]], ["3.6.15", tcpgen::TraefikVersion::LATEST.to_string().as_str()]);
    assert_eq!(json["changes"][0]["id"], "caseless-hosts");
    let json = state(UP).run("upgrade --from 3.7.0 --format json").exits(0).json();
    assert_eq!([&json["from"], &json["different"]], [&Value::from("3.7.0"), &Value::from(false)]);
    let json = state(UP).run("upgrade --traefik 3.5 --to 3.4 --format json").exits(0).json();
    assert_eq!([&json["from"], &json["to"]], ["3.5.3", "3.4.3"]);
}

#[test]
fn a_state_that_cannot_be_read_whole_is_refused() {
    let ran = state("routes = 1").run("upgrade --to 3.7").exits(2).prints("");
    ran.tells_part("error[wrong-type]");
    state(&format!("{UP}servise = 1\n")).run("upgrade --to 3.7 --format json").exits(2).prints("");
}

#[test]
fn exit_codes_are_those_of_diff() {
    state(PLAIN).run("upgrade --from 3.6 --to 3.7").exits(0).prints_part("Traefik 3.6.15 to 3.7.15: no difference\n");
    state(UP).run("upgrade --to 3.7").exits(1).prints_part("caseless-hosts: Capitals in `HostSNI`, v3 syntax\n");
    state(UP).run("upgrade --to 4").exits(2).tells_part("invalid value '4'");
    state(UP).run("upgrade --from 3.6 --traefik 3.6").exits(2).tells_part("cannot be used with");
    state(UP).run("upgrade nothing.toml").exits(2).tells_part("cannot read nothing.toml");
}

#[test]
fn a_version_that_was_not_tested_is_told_of() {
    state(PLAIN)
        .run("upgrade --from 3.7.11 --to 3.7.15")
        .exits(0)
        .tells_part("note: Traefik 3.7.11 itself was not tested");
}

/// The example of the page is this one.
#[test]
fn the_page_shows_what_the_command_prints() {
    let page = std::fs::read_to_string("docs/upgrade.md").unwrap();
    let mut blocks = page.split("```").skip(1).step_by(2);
    let text = blocks.find_map(|block| block.strip_prefix("toml ")?.split_once('\n')).unwrap().1;
    let shown = page.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    state(text).run("upgrade --to 3.7").exits(1).prints(shown);
}

#[test]
fn nothing_of_a_state_is_markup_or_a_terminal_command() {
    let hostile = "apiVersion: traefik.io/v1alpha1\nkind: IngressRouteTCP\nmetadata: { name: r }\n\
        spec:\n  entryPoints: [\"a|<b>\\u001b[31m\"]\n  tls: { passthrough: true }\n  routes:\n\
        \x20 - match: \"HostSNI(`*.x.test`) || HostSNIRegexp(`^<img src=x>[y](http://z)$`)\"\n\
        \x20   services: [{ name: s1, port: 1 }]\n";
    let sandbox = state("").file("h.yaml", hostile);
    for format in ["human", "markdown"] {
        let printed = sandbox.run(&format!("upgrade h.yaml --from 3.6.15 --to 3.7.15 --format {format}")).exits(1).out;
        assert!(!printed.contains('\u{1b}'), "{printed}");
    }
    let markdown = sandbox.run("upgrade h.yaml --from 3.6.15 --to 3.7.15 --format markdown").exits(1).out;
    assert!(markdown.contains("\\<img"), "{markdown}");
    // Without the escapes there is nothing left of it.
    let bare = markdown.split('\\').map(|part| part.get(1..).unwrap_or_default()).collect::<String>();
    for markup in ["<", "](http:"] {
        assert!(!bare.contains(markup), "{markup}: {bare}");
    }
    for line in bare.lines() {
        // Those of the tables of services and of classes.
        let expected = if line.starts_with('|') { &[3, 7][..] } else { &[0] };
        assert!(expected.contains(&line.matches('|').count()), "{line}");
    }
    assert!(markdown.contains("docs/traefik-versions.md#wildcard-hosts)"), "{markdown}");
}
