use serde_json::{Value, json};

use super::sandbox::{Sandbox, state};
use super::{GOOD, GOOD_YAML, WRONG};

/// A state beside the one in `tcpgen.toml`.
fn changed(old: &str, new: &str) -> Sandbox {
    state(new).file("old.toml", old)
}

/// An update in place says what clients notice; the example of the page is this one.
#[test]
fn the_page_shows_what_the_command_prints() {
    let new = GOOD
        .replace("\"192.168.1.0/24\"", "\"192.168.0.0/16\", \"10.0.0.1\"")
        .replace("postgres:5432", "postgres-next:5432");
    let page = std::fs::read_to_string("docs/diff.md").unwrap();
    let shown = page.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    changed(GOOD, &new).run("diff --against old.toml").exits(1).prints(shown);
}

#[test]
fn what_is_the_same_exits_zero() {
    changed(GOOD, GOOD).run("diff --against old.toml").exits(0).tells("").prints("no difference\n");
    let sandbox = state(GOOD).file("manifests/all.yaml", GOOD_YAML);
    sandbox.run("diff --against manifests").exits(0).tells("").prints("no difference\n");
    let json = sandbox.run("diff --against manifests --format json").exits(0).json();
    assert_eq!(json["different"], false);
}

#[test]
fn where_it_was_written_makes_no_difference() {
    let elsewhere =
        format!("# a comment\n\n{}", GOOD.replace("[\"192.168.1.0/24\"]", "{ source_range = ['192.168.1.0/24'] }"));
    changed(GOOD, &elsewhere).run("diff --against old.toml").exits(0).prints("no difference\n");
}

#[test]
fn programs_get_every_field() {
    let new = format!("{GOOD}tls = {{ secret_name = \"cert\" }}\nsni = \"pg.example.com\"\n");
    let json = changed(GOOD, &new).run("diff --against old.toml --format json").exits(1).json();
    assert_eq!(json["different"], true);
    assert_eq!(json["objects"]["added"], json!([]));
    let object = &json["objects"]["changed"][0];
    assert_eq!((&object["kind"], &object["name"]), (&json!("IngressRouteTCP"), &json!("postgres")));
    let tls: Vec<&Value> = object["changes"].as_array().unwrap().iter().filter(|c| c["path"] == "spec.tls").collect();
    assert_eq!(tls, [&json!({ "path": "spec.tls", "old": null, "new": { "secretName": "cert" } })]);
    let connections = json["connections"].as_array().unwrap();
    let is_plain = |found: &&Value| found["tls"] == false && found["postgres"] == false;
    let plain = connections.iter().filter(is_plain).find(|found| found["was"]["outcome"] == "forwarded").unwrap();
    assert_eq!(plain["was"]["services"], json!([{ "service": "default/postgres:5432", "share": 1 }]));
    assert_eq!((&plain["now"]["outcome"], &plain["change"]), (&json!("http"), &json!("shut")));
    assert_eq!(plain["clients"], json!(["192.168.1.0/24"]));
    assert_eq!(plain["witness"]["client_ip"], "192.168.1.1");
    let is_named = |found: &&Value| found["names"]["list"] == json!(["pg.example.com"]) && found["change"] == "altered";
    let named = connections.iter().find(is_named).unwrap();
    assert_eq!((&named["was"]["tls_mode"], &named["now"]["tls_mode"]), (&json!("none"), &json!("terminate")));
    assert_eq!((&json["verdict"], &json["left_out"]), (&json!("mixed"), &json!([])));
    assert_eq!(json["services"], json!([{ "service": "default/postgres:5432", "verdict": "mixed" }]));
}

#[test]
fn a_tls_route_that_joins_makes_plain_clients_wait() {
    let old = "[routes.my]\nentry_points = [\"db\"]\nservice = \"mysql:3306\"\n";
    let new = format!(
        "{old}[routes.pg]\nentry_points = [\"db\"]\nsni = \"pg.test\"\ntls = \"passthrough\"\nservice = \"pg:5432\"\n"
    );
    let drawn = changed(old, &new).run("diff --against old.toml").exits(1);
    drawn
        .prints_part("  + IngressRouteTCP default/pg\n")
        .prints_part("connections: mixed: some access is new, and some is gone\n")
        .prints_part("  ~ everyone to db, plain: default/mysql:3306, at once -> default/mysql:3306, once the client has sent something\n")
        .prints_part("  ~ everyone to db, TLS with pg.test, also after PostgreSQL's SSLRequest: default/mysql:3306, at once -> default/pg:5432, TLS and all, once the client has sent something\n")
        .prints_part("; or plain after PostgreSQL's SSLRequest: default/mysql:3306 -> no router takes it\n")
        .prints_part("  default/mysql:3306: narrower\n  default/pg:5432: wider\n")
        .prints_part("  + tcpgen.toml:2:17: warning[server-first-behind-peek]");
}

#[test]
fn diagnostics_come_go_and_stay() {
    let old = "[routes.a]\nentry_points = [\"a\"]\nsni = \"a.test\"\nservice = \"a:1\"\n[routes.b]\nentry_points = [\"b\"]\nsni = \"b.test\"\nservice = \"b:1\"\n";
    let new = old.replace("sni = \"a.test\"", "sni = \"a.test\"\ntls = \"passthrough\"").replace("b:1", "b:0");
    let json = changed(old, &new).run("diff --against old.toml --format json").exits(1).json();
    let codes = |which: &str| -> Vec<String> {
        json["diagnostics"][which]
            .as_array()
            .unwrap()
            .iter()
            .map(|found| found["code"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(codes("new"), ["invalid-port"]);
    assert_eq!(codes("fixed"), ["sni-without-tls"]);
    assert_eq!(json["diagnostics"]["unchanged"], 1);
}

/// What only a text can have (an `allow`, a declared entry point) is neither new nor fixed beside objects.
#[test]
fn manifests_are_judged_as_if_they_were_written_here() {
    let text = "[entry_points]\npg = 5432\n[middlewares.all]\nip_allow_list = [\"0.0.0.0/0\"]\n\
        allow = [{ code = \"allows-everyone\", reason = \"public\" }]\n[middlewares.shared]\nexternal = true\n\
        [routes.pg]\nentry_points = [\"pg\"]\nservice = \"pg:5432\"\nmiddlewares = [\"all\", \"shared\"]\n";
    let sandbox = state(text);
    sandbox.run("build --strict -o manifests/").exits(0);
    sandbox.run("diff --against manifests/").exits(0).prints("no difference\n");
    sandbox.write("tcpgen.toml", text.replace("[\"pg\"]", "[\"pq\"]"));
    sandbox
        .run("diff --against manifests/")
        .exits(1)
        .prints_part("spec.entryPoints[pq]: + pq\n")
        .prints_part("  - every IPv4 client to pg: default/pg:5432 -> no router takes it\n")
        .prints_part("  ~ every IPv6 client to pg: closed by default/all -> no router takes it\n")
        .prints_part("diagnostics: 1 new, 0 fixed, ")
        .prints_part("  + tcpgen.toml:9:17: warning[unknown-entry-point]");
}

#[test]
fn the_order_of_middlewares_counts_and_that_of_keys_does_not() {
    let old = "[routes.a]\nentry_points = [\"a\"]\nservice = \"a:1\"\nmiddlewares = [\"x\", \"y\"]\n[middlewares.x]\nin_flight_conn = 1\n[middlewares.y]\nin_flight_conn = 2\n";
    let new = old.replace("\"x\", \"y\"", "\"y\", \"x\"");
    changed(old, &new).run("diff --against old.toml").exits(1).prints_part(
        "spec.routes[HostSNI(`*`)].middlewares: [{\"name\":\"x\"},{\"name\":\"y\"}] -> [{\"name\":\"y\"},{\"name\":\"x\"}]\n",
    );
}

#[test]
fn both_sides_may_come_from_anywhere() {
    state(GOOD).stdin(GOOD_YAML).run("diff --against -").exits(0).prints("no difference\n");
    let sandbox = Sandbox::empty().file("a.yaml", GOOD_YAML).file("b.yaml", GOOD_YAML.replace("5432", "5433"));
    sandbox.run("diff b.yaml --against a.yaml").exits(1).prints_part("services[postgres:5433]: + ");
    sandbox.run("diff b.yaml --against nothing.yaml").exits(2).tells_part("cannot read nothing.yaml");
    sandbox.run("diff b.yaml").exits(2).tells_part("--against");
}

#[test]
fn a_state_that_cannot_be_read_whole_is_compared_with_nothing() {
    changed(GOOD, WRONG).run("diff --against old.toml").exits(2).prints("").tells_part("error[unknown-key]");
    changed(WRONG, GOOD).run("diff --against old.toml").exits(2).prints("").tells_part("error[unknown-key]");
}

/// The allow list is wider before the route has moved.
#[test]
fn json_has_the_steps_and_an_order_that_harms_nobody() {
    let new = GOOD.replace("192.168.1.0/24", "0.0.0.0/0").replace("postgres:5432", "public:5432");
    let difference = changed(GOOD, &new).run("diff --against old.toml --format json").exits(1).json();
    let rollout = &difference["rollout"];
    assert_eq!(rollout["rehearsed"], true);
    assert_eq!(
        rollout["steps"][0],
        json!({ "action": "update", "kind": "MiddlewareTCP", "namespace": "default", "name": "office" })
    );
    let found = &rollout["transients"][0];
    assert_eq!((&found["effect"], &found["after_steps"]), (&json!("opens"), &json!(1)));
    assert_eq!(found["now"]["services"][0]["service"], "default/postgres:5432");
    assert_eq!(found["in_the_end"]["services"][0]["service"], "default/public:5432");
    assert_eq!((&rollout["safe_order"], &rollout["search_complete"]), (&json!([1, 0]), &json!(true)));
    let same = changed(GOOD, GOOD).run("diff --against old.toml --format json").exits(0).json();
    let nothing = json!({ "rehearsed": true, "steps": [], "transients": [], "breaches": [], "safe_order": null, "search_complete": true });
    assert_eq!(same["rollout"], nothing);
}
