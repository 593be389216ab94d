//! What `tcpgen diff` makes of a change as a whole: verdicts, exit codes, tables for a pull request, objects of others.

use serde_json::{Value, json};

use super::GOOD;
use super::sandbox::{Ran, Sandbox, state};

const WIDE: &str = "[\"192.168.0.0/16\"]";
const NARROW: &str = "[\"192.168.1.0/28\"]";
const OTHER: &str = "[\"10.0.0.0/8\"]";

/// `GOOD` with another allow list, beside `GOOD` as `old.toml`.
fn listed(ranges: &str) -> Sandbox {
    state(&GOOD.replace("[\"192.168.1.0/24\"]", ranges)).file("old.toml", GOOD)
}

fn expect(sandbox: &Sandbox, verdict: &str) -> Ran {
    sandbox.run(&format!("diff --against old.toml --expect {verdict}"))
}

#[test]
fn an_expectation_is_the_exit_code() {
    let of = |ranges: &str, expected: [i32; 3]| {
        let sandbox = listed(ranges);
        for (verdict, code) in ["equivalent", "narrower", "wider"].into_iter().zip(expected) {
            expect(&sandbox, verdict).exits(code);
        }
    };
    of("[\"192.168.1.0/24\"]", [0, 0, 0]);
    of(NARROW, [1, 0, 1]);
    of(WIDE, [1, 1, 0]);
    of(OTHER, [1, 1, 1]);
    // The objects differ, and no client notices.
    of("[\"192.168.1.0/25\", \"192.168.1.128/25\"]", [0, 0, 0]);
}

#[test]
fn a_broken_expectation_is_reported() {
    expect(&listed(WIDE), "narrower")
        .exits(1)
        .prints_part("  + 192.168.0.0/16 except 192.168.1.0/24 to postgresql: closed by default/office -> default/postgres:5432\n")
        .tells_part("expected narrower: nobody new gets in, and it is wider: nobody is shut out");
    expect(&listed(NARROW), "narrower").exits(0).tells("");
    expect(&listed(NARROW), "mixed").exits(2).tells_part("possible values: equivalent, narrower, wider");
}

#[test]
fn quiet_is_the_exit_code_alone() {
    let wide = listed(WIDE);
    wide.run("diff --against old.toml --quiet").exits(1).prints("").tells("");
    wide.run("diff --against old.toml -q --expect wider").exits(0).prints("").tells("");
    wide.run("diff --against old.toml -q --expect narrower").exits(1).prints("").tells("");
    wide.run("diff old.toml --against old.toml --quiet").exits(0).prints("").tells("");
    wide.run("diff --against absent.toml --quiet").exits(2).prints("").tells_part("cannot read absent.toml");
    wide.run("diff --against old.toml --quiet --format json").exits(2);
}

#[test]
fn json_has_the_verdict_of_each_service() {
    let old = format!(
        "{GOOD}[routes.replica]\nentry_points = [\"postgresql\"]\nsni = \"r.test\"\nservice = \"replica:5432\"\ntls = {{}}\n"
    );
    let new = old.replace("postgres:5432", "next:5432");
    let json = state(&new).file("old.toml", &old).run("diff --against old.toml --format json").exits(1).json();
    assert_eq!(json["verdict"], "mixed");
    let expected = json!([
        { "service": "default/next:5432", "verdict": "wider" },
        { "service": "default/postgres:5432", "verdict": "narrower" },
        { "service": "default/replica:5432", "verdict": "equivalent" },
    ]);
    assert_eq!(json["services"], expected);
    let changes = json["connections"].as_array().unwrap().iter().map(|class| &class["change"]);
    assert!(changes.clone().count() > 0 && changes.clone().all(|change| change == "rerouted"), "{json}");
}

/// What could not be compared is never called equivalent.
#[test]
fn what_is_left_out_leaves_the_verdict_open() {
    let routes = (0..14).map(|route| {
        let rule = format!("HostSNIRegexp(`^[ab]*a[ab]{{{route},40}}$`)");
        format!(
            "[routes.r{route}]\nentry_points = [\"web\"]\nmatch = '{rule}'\nservice = \"s{route}:1\"\ntls = {{ passthrough = true }}\n"
        )
    });
    let old = format!("[entry_points]\nweb = 1\n{}", routes.collect::<String>());
    let new = old.replace("s3:1", "t:1");
    let sandbox = state(&new).file("old.toml", &old);
    let json = sandbox.run("diff --against old.toml --format json").exits(1).json();
    assert_ne!(json["left_out"], json!([]));
    assert_eq!((&json["verdict"], &json["different"]), (&json!("undecided"), &json!(true)));
    let services: Vec<&Value> =
        json["services"].as_array().unwrap().iter().map(|service| &service["verdict"]).collect();
    assert!(services.iter().all(|verdict| **verdict == "undecided"), "{services:?}");
    expect(&sandbox, "equivalent").exits(1).prints_part("not compared, there are too many classes");
    sandbox.run("diff --against old.toml --format markdown").exits(1).prints_part("Not compared");
}

#[test]
fn markdown_says_first_who_gets_in_and_who_is_shut_out() {
    let new = GOOD
        .replace("\"192.168.1.0/24\"", "\"192.168.1.0/25\", \"10.0.0.1\"")
        .replace("[middlewares.office]", "[middlewares.office]\nlabels = { a = \"<b>|x\" }");
    let sandbox = state(&new).file("old.toml", GOOD);
    let text = sandbox.run("diff --against old.toml --format markdown").exits(1).tells("").out;
    let table = "\
### What changes for clients

mixed: some access is new, and some is gone

| Who | Entry point | Clients | Connection | Before | After |
| --- | --- | --- | --- | --- | --- |
| gets in | postgresql | 10.0.0.1 | any | closed by default/office | default/postgres:5432 |
| is shut out | postgresql | 192.168.1.128/25 | any | default/postgres:5432 | closed by default/office |

| Service | Verdict |
| --- | --- |
| default/postgres:5432 | mixed |

#### Objects

- changed: MiddlewareTCP default/office
";
    assert!(text.starts_with(table), "{text}");
    assert!(text.contains("nothing to \\<b\\>\\|x\n"), "{text}");
    let same = state(GOOD).file("old.toml", GOOD).run("diff --against old.toml --format markdown").exits(0);
    same.prints("### No difference\n\n");
}

const FOREIGN: &str = "\
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: redis, namespace: default, labels: { app.kubernetes.io/managed-by: Helm } }
spec:
  entryPoints: [postgresql]
  routes: [{ match: 'HostSNI(`redis.test`)', services: [{ name: redis, port: 6379 }] }]
  tls: { passthrough: true }
---
apiVersion: traefik.io/v1alpha1
kind: MiddlewareTCP
metadata: { name: shared, namespace: default }
spec: { ipAllowList: { sourceRange: [10.0.0.0/8] } }
";

#[test]
fn foreign_manifests_are_context() {
    let sandbox = state(GOOD);
    sandbox.run("build -o manifests/").exits(0);
    sandbox.write("manifests/foreign.yaml", FOREIGN);
    sandbox.run("diff --against manifests/").exits(0).prints("no difference\n");
    // They serve on both sides: a route of the same name in another place takes clients from one of them.
    let taking = format!(
        "{GOOD}[routes.all]\nentry_points = [\"postgresql\"]\nsni = \"redis.test\"\npriority = 1000\nservice = \"other:1\"\ntls = {{ passthrough = true }}\n"
    );
    sandbox.write("tcpgen.toml", &taking);
    let json = sandbox.run("diff --against manifests/ --format json").exits(1).json();
    assert_eq!(json["objects"]["removed"], json!([]));
    let verdicts = json!([
        { "service": "default/other:1", "verdict": "wider" },
        { "service": "default/postgres:5432", "verdict": "equivalent" },
        { "service": "default/redis:6379", "verdict": "narrower" },
    ]);
    assert_eq!(json["services"], verdicts);
    // What tcpgen wrote and the state lacks is removed.
    sandbox.write("tcpgen.toml", GOOD.split("[routes").next().unwrap());
    let gone = sandbox.run("diff --against manifests/ --format json").exits(1).json();
    assert_eq!(
        gone["objects"]["removed"],
        json!([{ "kind": "IngressRouteTCP", "namespace": "default", "name": "postgres" }])
    );
    // Of manifests alone each side is all that there is.
    sandbox.write("new.yaml", FOREIGN.split("---").next().unwrap());
    let alone = sandbox.run("diff new.yaml --against manifests/foreign.yaml --format json").exits(1).json();
    assert_eq!(alone["objects"]["removed"][0]["name"], "shared");
}

/// What the state says exists elsewhere is what the manifests have.
#[test]
fn an_external_middleware_is_the_one_of_the_manifests() {
    let uses =
        format!("{}[middlewares.shared]\nexternal = true\n", GOOD.replace("[\"office\"]", "[\"office\", \"shared\"]"));
    let sandbox = state(&uses);
    sandbox.run("build -o manifests/").exits(0);
    sandbox.write("manifests/foreign.yaml", FOREIGN);
    sandbox.run("diff --against manifests/").exits(0).prints("no difference\n");
}

#[test]
fn https_hosts_of_foreign_manifests_stay() {
    let route = "[routes.web]\nentry_points = [\"websecure\"]\nsni = \"app.test\"\nservice = \"tcp:1\"\ntls = { passthrough = true }\n";
    let sandbox = state(route);
    sandbox.run("build -o manifests/").exits(0);
    let https = "apiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: app, namespace: default }\nspec:\n  entryPoints: [websecure]\n  routes: [{ match: 'Host(`app.test`)', kind: Rule, services: [{ name: web, port: 80 }] }]\n  tls: {}\n";
    sandbox.write("manifests/https.yaml", https);
    sandbox.run("diff --against manifests/").exits(0).prints("no difference\n");
    sandbox.write("tcpgen.toml", route.replace("tcp:1", "next:1"));
    // The HTTPS router takes them before and after.
    let json = sandbox.run("diff --against manifests/ --format json").exits(1).json();
    let changes = json["connections"].as_array().unwrap();
    assert!(changes.iter().all(|class| class["postgres"] == true), "{json}");
}
