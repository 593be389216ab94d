use super::sandbox::{Sandbox, state};

/// One of everything: TLS and none, shares, middlewares that are known, elsewhere, unused and missing, a route that is not served.
const STATE: &str = r#"
[entry_points]
pg = 5432
tls = { port = 8443, http_hosts = ["app.example.com"] }
[middlewares.office]
ip_allow_list = ["10.0.0.0/8", "192.168.1.1"]
[middlewares."ops/limit"]
in_flight_conn = 10
[middlewares.elsewhere]
external = true
[routes.pg]
entry_points = ["pg"]
services = [{ name = "blue", port = 5432, weight = 3 }, { name = "green", port = 5432 }]
middlewares = ["office", "elsewhere"]
[routes.one]
entry_points = ["tls"]
sni = "one.example.com"
tls = "passthrough"
service = "mosquitto:8883"
[routes.two]
entry_points = ["tls"]
sni = "two.example.com"
tls = "passthrough"
service = "mosquitto:8883"
[routes.guarded]
entry_points = ["tls"]
sni = "guarded.example.com"
tls = "passthrough"
service = "mosquitto:8883"
middlewares = ["nobody"]
[routes.dead]
entry_points = ["pg", "nowhere"]
sni = "a.example.com"
service = "a:1"
"#;

const UPDATE: &str = "INSTA_UPDATE=always cargo test --all-features --test suite -- cli::graph";

#[test]
fn each_format_is_as_it_was() {
    for format in ["svg", "mermaid", "dot"] {
        let drawn = state(STATE).run(&format!("graph --format {format}")).exits(0);
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, description => UPDATE }, {
            insta::assert_snapshot!(format!("graph-{format}"), drawn.out);
        });
    }
}

#[test]
fn a_state_and_its_manifests_are_drawn_alike_but_for_what_manifests_do_not_have() {
    let text = "[routes.a]\nentry_points = [\"e\"]\nservice = \"a:1\"\nmiddlewares = [\"m\"]\n\
                [middlewares.m]\nip_allow_list = [\"10.0.0.0/8\"]\n";
    let sandbox = state(text);
    sandbox.run("build -o out.yaml").exits(0);
    for format in ["svg", "mermaid", "dot"] {
        let drawn = sandbox.run(&format!("graph --format {format}")).exits(0).out;
        sandbox.run(&format!("graph out.yaml --format {format}")).exits(0).prints(&drawn);
    }
}

/// Of each box the level of its own findings: those of a rule are not those of its neighbour in the same manifest.
#[test]
fn boxes_have_the_level_of_what_is_wrong_with_them() {
    let manifest = "apiVersion: traefik.io/v1alpha1\nkind: IngressRouteTCP\nmetadata: {name: r}\nspec:\n  entryPoints: [e]\n  routes:\n\
                    \x20 - match: HostSNI(`*`)\n    services: [{name: a, port: 1}]\n\
                    \x20 - match: HostSNI(`a.example.com`)\n    services: [{name: b, port: 1}]\n";
    let out = Sandbox::empty().file("a.yaml", manifest).run("graph a.yaml --format mermaid").exits(0).out;
    let of = |name: &str| out.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{name}: {out}"));
    assert!(of("HostSNI#40;#96;#42;").ends_with("\"]"), "{out}");
    assert!(of("a.example.com").ends_with(":::warning-other"), "{out}");

    let advice = state(STATE).run("graph --format mermaid").out;
    assert!(advice.lines().any(|line| line.contains("ops/limit") && line.ends_with(":::advice-other")), "{advice}");
    assert!(advice.lines().any(|line| line.contains("nobody<br/>") && line.ends_with(":::error-other")), "{advice}");
}

#[test]
fn names_are_whole_however_long() {
    let name = format!("r{}", "-long".repeat(12));
    let text = format!("[routes.{name}]\nentry_points = [\"e\"]\nservice = \"{name}:5432\"\n");
    for format in ["svg", "mermaid", "dot"] {
        let out = state(&text).run(&format!("graph --format {format}")).exits(0).out;
        assert_eq!(out.matches(&name).count(), 2, "{format}: {out}");
    }
}

/// In one box for all, nobody could see which client goes on to which service.
#[test]
fn a_middleware_of_routers_that_part_behind_it_is_drawn_for_each() {
    let route = |name: &str, to: &str| {
        format!("[routes.{name}]\nentry_points = [\"{name}\"]\nservice = \"{to}:1\"\nmiddlewares = [\"m\"]\n")
    };
    let guard = "[middlewares.m]\nip_allow_list = [\"10.0.0.0/8\"]\n";
    let boxes = |text: &str| {
        let out = state(text).run("graph --format mermaid").exits(0).out;
        out.lines().filter(|line| line.contains("{{")).count()
    };
    assert_eq!(boxes(&(guard.to_owned() + &route("a", "x") + &route("b", "y"))), 2);
    assert_eq!(boxes(&(guard.to_owned() + &route("a", "x") + &route("b", "x"))), 1);
}

#[test]
fn a_drawing_over_an_input_is_refused() {
    let sandbox = state(STATE);
    sandbox.run("graph -o tcpgen.toml").exits(2).tells_part("tcpgen.toml is an input");
    sandbox.run("graph -o ./tcpgen.toml").exits(2);
    assert_eq!(sandbox.read("tcpgen.toml"), STATE);
}

#[test]
fn a_drawing_goes_where_it_is_asked_to() {
    let sandbox = state(STATE);
    let drawn = sandbox.run("graph").exits(0).out;
    sandbox.run("graph --output a.svg").exits(0).prints("");
    assert_eq!(sandbox.read("a.svg"), drawn);
    sandbox.run("graph -o out/").exits(2).tells_part("a drawing is one file");
    sandbox.run("graph nothing.toml").exits(2);
    sandbox.run("graph --format png").exits(2);
}

#[test]
fn what_could_be_read_is_drawn_and_errors_are_reported() {
    let sandbox = state("[routes.a]\nentry_points = [\"e\"]\nservice = \"a:1\"\nnonsense = 1\n");
    sandbox.run("graph").exits(1).prints_part(">a</text>").tells_part("unknown-key");
    state("").run("graph").exits(0).prints_part("routers: 0");
    state("= 1").run("graph").exits(1).tells_part("error");
}

#[test]
fn a_flowchart_that_github_does_not_draw_is_reported() {
    let routes = |count: u32| -> String {
        let route = |at| format!("[routes.r{at}]\nentry_points = [\"e{at}\"]\nservice = \"a:1\"\n");
        (0..count).map(route).collect()
    };
    assert!(!state(&routes(100)).run("graph --format mermaid").exits(0).err.contains("GitHub"));
    state(&routes(300)).run("graph --format mermaid").exits(0).tells_part("GitHub does not draw");
}
