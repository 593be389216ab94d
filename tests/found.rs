//! Facts from where they live: `[traefik] static` and `values`, `tcpgen facts`, and what `import` makes of a folder that has them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use serde_json::json;
use tcpgen::found::{of_static, of_values};

use crate::cli::sandbox::{Sandbox, state};

const YAML: &str = "
entryPoints:
  postgresql: {address: ':5432', asDefault: true}
  redis:
    address: '[::1]:6379/tcp'
    transport: {respondingTimeouts: {readTimeout: 5s}}
    proxyProtocol: {trustedIPs: [10.0.0.0/8, 192.168.1.1]}
  dns: {address: ':53/udp'}
providers:
  kubernetesCRD: {allowCrossNamespace: true, namespaces: [default, ops], ingressClass: internal}
core: {defaultRuleSyntax: v2}
";
const TOML: &str = "
[entryPoints.postgresql]
address = ':5432'
asDefault = true
[entryPoints.redis]
address = '[::1]:6379/tcp'
transport.respondingTimeouts.readTimeout = '5s'
proxyProtocol.trustedIPs = ['10.0.0.0/8', '192.168.1.1']
[entryPoints.dns]
address = ':53/udp'
[providers.kubernetesCRD]
allowCrossNamespace = true
namespaces = ['default', 'ops']
ingressClass = 'internal'
[core]
defaultRuleSyntax = 'v2'
";
const DEPLOYMENT: &str = "
apiVersion: v1
kind: Service
metadata: {name: traefik}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: traefik}
spec:
  template:
    spec:
      containers:
        - name: sidecar
          args: [--verbose]
        - name: traefik
          args:
            - --entrypoints.postgresql.address=:5432
            - --entryPoints.postgresql.asDefault
            - --entryPoints.redis.address
            - '[::1]:6379/tcp'
            - --entryPoints.redis.transport.respondingTimeouts.readTimeout=5s
            - --entryPoints.redis.proxyProtocol.trustedIPs=10.0.0.0/8,192.168.1.1
            - --entryPoints.dns.address=:53/udp
            - --providers.kubernetescrd
            - --providers.kubernetescrd.allowCrossNamespace=true
            - --providers.kubernetescrd.namespaces=default,ops
            - --providers.kubernetescrd.ingressClass=internal
            - --core.defaultRuleSyntax=v2
";
const FACTS: &str = r#"[traefik]
allow_cross_namespace = true
allow_external_name_services = false
allow_empty_services = false
native_lb_by_default = false
namespaces = ["default", "ops"]
ingress_class_name = "internal"
default_rule_syntax = "v2"

[entry_points.postgresql]
port = 5432
as_default = true

[entry_points.redis]
port = 6379
read_timeout = "5s"
proxy_protocol = { trusted = ["10.0.0.0/8", "192.168.1.1"] }
"#;

#[test]
fn a_static_configuration_says_the_same_in_each_notation() {
    for (name, text) in [("traefik.yml", YAML), ("traefik.toml", TOML), ("deployment.yaml", DEPLOYMENT)] {
        assert_eq!(of_static(name, text).as_deref(), Ok(FACTS), "{name}");
    }
}

#[test]
fn what_is_no_static_configuration_is_refused() {
    for (name, text) in
        [("a.yml", "foo: bar\n"), ("a.yml", "a: [\n"), ("a.toml", "a ="), ("a.yml", ""), ("a.yml", "[]")]
    {
        assert!(of_static(name, text).is_err(), "{text}");
    }
}

#[test]
fn values_of_the_chart_are_read_with_its_defaults() {
    let values = "
image: {tag: v3.6.15}
ports:
  web: null
  websecure: {asDefault: true, transport: {respondingTimeouts: {readTimeout: 10s}}}
  postgresql: {port: 5432, expose: {default: true}, exposedPort: 15432, proxyProtocol: {insecure: true}}
  dns: {port: 5353, protocol: UDP}
providers: {kubernetesCRD: {allowCrossNamespace: true}}
additionalArguments: ['--entryPoints.redis.address=:6379']
";
    let facts = of_values(values).unwrap();
    for told in [
        "version = \"3.6.15\"\nallow_cross_namespace = true\n",
        // The chart turns it on, unlike Traefik.
        "allow_empty_services = true\n",
        "[entry_points.websecure]\nport = 8443\nexposed_port = 443\nexpose = true\nas_default = true\nread_timeout = \"10s\"\n",
        "[entry_points.postgresql]\nport = 5432\nexposed_port = 15432\nexpose = true\nproxy_protocol = { trusted = [\"0.0.0.0/0\", \"::/0\"] }\n",
        "[entry_points.redis]\nport = 6379\n",
        "[entry_points.traefik]\nport = 8080\n",
    ] {
        assert!(facts.contains(told), "{told}\n---\n{facts}");
    }
    assert!(!facts.contains("[entry_points.web]") && !facts.contains("dns"), "{facts}");
    assert!(of_values("").unwrap().contains("[entry_points.web]\nport = 8000\n"));
}

const STATE: &str = "[traefik]
static = 'config/traefik.yml'
[routes.pg]
entry_points = ['postgresql']
service = 'ops/postgres:5432'
";

#[test]
fn what_they_say_is_used() {
    let sandbox = state(STATE).file("config/traefik.yml", YAML.replace("ingressClass: internal", "safeNaming: false"));
    let route = |ep: &str| sandbox.run(&format!("route --entry-point {ep} --client-ip 10.0.0.1 --format json"));
    let decision = route("postgresql").exits(0).json();
    // The reference leaves the namespace, as the file allows.
    assert_eq!(decision["services"][0]["service"], "ops/postgres", "{decision}");
    route("nope").exits(2);
    let misspelt = STATE.replace("['postgresql']", "['postgres']");
    sandbox.write("tcpgen.toml", misspelt);
    let ran = sandbox.run("check").exits(0);
    assert!(ran.out.contains("unknown-entry-point") && ran.out.contains("did you mean `postgresql`?"), "{ran:?}");
}

/// Also where the same file is given as an input of its own: it is no manifest and no state file.
#[test]
fn a_file_that_is_named_is_no_other_input() {
    for (name, text) in [("traefik.yml", YAML), ("traefik.toml", TOML), ("deployment.yaml", DEPLOYMENT)] {
        let sandbox = state(&STATE.replace("config/traefik.yml", name)).file(name, text);
        for inputs in [format!("tcpgen.toml {name}"), format!("./{name} tcpgen.toml")] {
            sandbox.run(&format!("check {inputs}")).exits(0).prints_part("ingress-class-mismatch");
            let alone = sandbox.run("list --format json").exits(0).out;
            sandbox.run(&format!("list --format json {inputs}")).exits(0).prints(&alone);
        }
    }
}

#[test]
fn a_file_that_is_not_named_is_known_for_what_it_is() {
    let values = "ports: {postgresql: {port: 5432, expose: {default: true}}}\n";
    for (text, told, key) in [
        (YAML, "this is Traefik's static configuration, and no state file names it", "static"),
        (values, "this is a values file of Traefik's Helm chart, and no state file names it", "values"),
    ] {
        let sandbox = state("[routes.pg]\nentry_points = ['x']\nservice = 's:1'\n").file("conf/own.yaml", text);
        let ran = sandbox.run("check tcpgen.toml conf/own.yaml").exits(1).prints_part(told);
        ran.prints_part(&format!("write `{key} = \"own.yaml\"` under `[traefik]`")).prints_part("1 error\n");
    }
    // A manifest that happens to have such a field is none.
    let other = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nentryPoints: {a: {}}\n";
    state("[routes.pg]\nentry_points = ['x']\nservice = 's:1'\n").file("a.yaml", other).run("check a.yaml").exits(0);
}

/// A tool that edits the file judges a change as the commands judge the file.
#[test]
fn the_tools_know_them() {
    let known = YAML.replace("ingressClass: internal", "safeNaming: false");
    let sandbox = state(STATE).file("config/traefik.yml", &known);
    let asked = sandbox
        .shell("$TCPGEN ask --run \"Create a route 'cache' for service 'cache' on port 6379, entry point 'rediss'.\"");
    let made = asked.exits(0).json();
    let warned = made["warnings"].to_string();
    assert!(warned.contains("unknown-entry-point") && warned.contains("did you mean `redis`?"), "{made}");
    let listed = sandbox.run("ask --run list routes").exits(0).json();
    assert_eq!(listed["count"], 2, "{listed}");
    // They are read again for each call.
    sandbox.write("config/traefik.yml", known.replace("redis:", "rediss:"));
    let asked = sandbox.shell("$TCPGEN ask --run \"Update route 'cache' to use port 6380.\"");
    assert_eq!(asked.exits(0).json()["warnings"], json!([]));
    // And nothing is written while they are not known.
    let before = sandbox.read("tcpgen.toml");
    sandbox.write("config/traefik.yml", "foo: bar\n");
    let refused = sandbox.run("ask --run delete route cache");
    assert!(refused.err.contains("`static` has `config/traefik.yml`: it has no entry point"), "{refused:?}");
    assert_eq!(sandbox.read("tcpgen.toml"), before);
}

#[test]
fn what_contradicts_them_is_reported() {
    let written = "[entry_points]\npostgresql = { port = 5433, as_default = true, http_hosts = ['a.example.com'] }\nrediss = 6379\n\
                   redis = { proxy_protocol = { trusted = ['192.168.1.1/32', '10.0.0.0/8'] } }\n";
    let text = STATE.replace("[routes", &format!("allow_cross_namespace = false\n{written}[routes"));
    let sandbox = state(&text).file("config/traefik.yml", YAML);
    let ran = sandbox.run("facts").exits(1);
    assert!(ran.out.starts_with("# config/traefik.yml\n[traefik]\nallow_cross_namespace = true\n"), "{ran:?}");
    for told in [
        "another file sets another `allow_cross_namespace`",
        "Traefik's configuration sets another `port` for the entry point `postgresql`, which takes precedence",
        "Traefik's configuration has no entry point `rediss`",
        "did you mean `redis`?",
    ] {
        assert!(ran.err.contains(told), "{told}: {ran:?}");
    }
    assert_eq!(ran.err.matches("conflicting-facts").count(), 3, "{ran:?}");
    let facts = sandbox.run("facts --format json").exits(1).json();
    assert_eq!(facts["facts"][0]["source"], "config/traefik.yml");
    assert_eq!(facts["facts"][0]["entry_points"]["postgresql"], json!({ "port": 5432, "as_default": true }));
    assert_eq!(facts["diagnostics"].as_array().map(Vec::len), Some(3));
    // What only the state file has stays.
    let route = "route --entry-point postgresql --client-ip 10.0.0.1 --sni a.example.com --format json";
    assert_eq!(sandbox.run(route).json()["outcome"], "http");
}

#[test]
fn facts_that_agree_are_no_conflict() {
    let written = "version = '3.6'\n[entry_points]\nredis = { port = 6379, read_timeout = '5000ms' }\n";
    let sandbox = state(&STATE.replace("[routes", &format!("{written}[routes"))).file("config/traefik.yml", YAML);
    sandbox.run("facts").exits(0);
}

#[test]
fn a_file_that_cannot_be_read_is_an_error() {
    let ran = state(STATE).run("check").exits(2);
    assert!(ran.err.contains("`static` has `config/traefik.yml`"), "{ran:?}");
    let ran = state(STATE).file("config/traefik.yml", "foo: bar\n").run("check").exits(2);
    assert!(ran.err.contains("it is no static configuration of Traefik"), "{ran:?}");
    let ran = state("[routes.pg]\nentry_points = ['x']\nservice = 's:1'\n").run("facts").exits(0);
    assert!(ran.err.contains("no facts were found anywhere"), "{ran:?}");
}

#[test]
fn import_names_them() {
    let route = "apiVersion: traefik.io/v1alpha1\nkind: IngressRouteTCP\nmetadata: {name: pg}\nspec:\n  entryPoints: [postgresql]\n  \
        routes: [{match: HostSNI(`*`), services: [{name: postgres, port: 5432}]}]\n";
    let values = "ports: {postgresql: {port: 5432, expose: {default: true}}}\n";
    for (name, text, key) in [
        ("traefik.yml", YAML, "static"),
        ("deployment.yaml", DEPLOYMENT, "static"),
        ("values.yaml", values, "values"),
        ("traefik.toml", TOML, "static"),
    ] {
        let sandbox = Sandbox::empty().file("m/route.yaml", route).file(&format!("m/{name}"), text);
        sandbox.run("import m -o tcpgen.toml").exits(0);
        let written = sandbox.read("tcpgen.toml");
        assert!(written.contains(&format!("[traefik]\n{key} = \"m/{name}\"\n")), "{written}");
        assert!(!written.contains("# [entry_points]"), "{written}");
        let ran = sandbox.run("check").exits(0);
        assert!(!ran.out.contains("unknown-entry-point"), "{ran:?}");
    }
}
