use serde_json::json;

use super::sandbox::Sandbox;

#[test]
fn the_call_is_shown_and_not_made() {
    let sandbox = Sandbox::empty();
    let ran =
        sandbox.shell("$TCPGEN ask \"Create TCP route 'redis-route' for 'redis' on port 6379, entry point 'redis'.\"");
    let shown = ran.exits(0).tells("").json();
    assert_eq!(shown["tool"], "traefik_manage_tcp_routing");
    assert_eq!(shown["arguments"]["service_port"], 6379);
    assert_eq!(sandbox.names("."), [""; 0]);
}

#[test]
fn with_run_the_call_is_made_on_the_state_file() {
    let sandbox = Sandbox::empty();
    let made = sandbox.run("ask --run create middleware office allowing ::1 and 10.0.0.0/8").exits(0).tells("").json();
    assert_eq!((&made["result"], &made["warnings"]), (&json!("created"), &json!([])));
    let made = sandbox.run("ask --run --state tcpgen.toml create route pg for postgres with middleware office");
    assert_eq!(made.exits(0).json()["result"], "created");
    let expected = "#:schema ./tcpgen.schema.json\n\n[middlewares.office]\nip_allow_list = [\"::1\", \"10.0.0.0/8\"]\n\n\
                    [routes.pg]\nentry_points = [\"postgresql\"]\nservice = \"postgres:5432\"\nmiddlewares = [\"office\"]\n";
    assert_eq!(sandbox.read("tcpgen.toml"), expected);
    assert_eq!(sandbox.run("ask --run list routes").exits(0).json()["count"], 1);
}

#[test]
fn what_is_not_understood_is_pointed_at() {
    let ran = Sandbox::empty().shell("$TCPGEN ask \"Create route 'a' for 'b' on prot 80\"").exits(2).prints("");
    ran.tells_part(
        "error: `prot` is not understood here\n         Create route 'a' for 'b' on prot 80\n                                     ^^^^\n",
    )
    .tells_part("did you mean `port`?");
}

#[test]
fn what_is_refused_is_told_and_changes_nothing() {
    let sandbox = Sandbox::empty().file("tcpgen.toml", "# mine\n");
    let ran =
        sandbox.run("ask --run delete route pg").exits(1).tells_part("error: there is no IngressRouteTCP `default/pg`");
    assert_eq!(ran.json()["code"], "not-found");
    assert_eq!(sandbox.read("tcpgen.toml"), "# mine\n");
    sandbox.run("ask --run --state . delete route pg").exits(2).tells_part("is a directory");
}

#[cfg(unix)]
#[test]
fn on_a_full_disk_nothing_is_lost() {
    let text = format!("# {}\n", "x".repeat(4000));
    let sandbox = Sandbox::empty().file("tcpgen.toml", &text);
    // A file may not grow beyond one block: as on a full disk, a write is cut short.
    let ran = sandbox.shell("trap '' XFSZ; ulimit -f 1; $TCPGEN ask --run create route a for b");
    let refused =
        ran.exits(1).tells_part("error: cannot write tcpgen.toml: ").tells_part("help: the file is as it was").json();
    assert_eq!(refused["code"], "unwritable-state");
    assert_eq!(sandbox.read("tcpgen.toml"), text);
    assert_eq!(sandbox.names("."), ["tcpgen.toml"]);
}

const GUARDED: &str = "\
[middlewares.db-allowlist]
ip_allow_list = [\"192.168.1.0/24\", \"10.0.0.1\"]

[routes.postgres-route]
entry_points = [\"postgresql\"]
service = \"postgres:5432\"
middlewares = [\"db-allowlist\"]

[routes.redis-route]
entry_points = [\"redis\"]
sni = \"redis.example.com\"
service = \"redis:6379\"
tls = \"passthrough\"
";

/// Issue 10, point 2: the sentence that let 203.0.113.9 in.
#[test]
fn an_update_in_words_keeps_the_guard() {
    let sandbox = Sandbox::empty().file("tcpgen.toml", GUARDED);
    let words = "Update the TCP route 'postgres-route' to use backend service 'hello-world' on port 80";
    let made = sandbox.shell(&format!("$TCPGEN ask --run \"{words}\"")).exits(0).tells("").json();
    assert_eq!((&made["result"], &made["removed"]), (&json!("updated"), &json!([])));
    assert_eq!(made["newly_admitted"], json!([]));
    assert_eq!(sandbox.read("tcpgen.toml"), GUARDED.replace("postgres:5432", "hello-world:80"));
    let decided = sandbox.run("route --entry-point postgresql --client-ip 203.0.113.9 --format json").json();
    assert_eq!(decided["outcome"], "closed");
}

#[test]
fn an_update_in_words_keeps_the_server_name_tls_and_the_entry_point() {
    let sandbox = Sandbox::empty().file("tcpgen.toml", GUARDED);
    let words = "Update the TCP route 'redis-route' to use backend service 'hello-world' on port 80";
    let made = sandbox.shell(&format!("$TCPGEN ask --run \"{words}\"")).exits(0).tells("").json();
    assert_eq!((&made["result"], &made["removed"]), (&json!("updated"), &json!([])));
    assert_eq!(sandbox.read("tcpgen.toml"), GUARDED.replace("redis:6379", "hello-world:80"));
}

#[test]
fn a_create_in_words_does_not_replace_the_allow_list() {
    let sandbox = Sandbox::empty().file("tcpgen.toml", GUARDED);
    let words = "Create middleware 'db-allowlist' with at most 20 connections";
    let ran = sandbox.shell(&format!("$TCPGEN ask --run \"{words}\"")).exits(1);
    let ran = ran.tells_part("the MiddlewareTCP `default/db-allowlist` exists");
    let refused = ran.tells_part("`source_ranges` (192.168.1.0/24, 10.0.0.1)").json();
    assert_eq!(refused["code"], "would-take-away");
    assert_eq!(sandbox.read("tcpgen.toml"), GUARDED);
    let made = sandbox.shell(&format!("$TCPGEN ask --run --force \"{words}\"")).exits(0);
    let made = made.tells_part(
        "warning: updated the MiddlewareTCP `default/db-allowlist` in place, which took away `source_ranges`",
    );
    let made = made.tells_part("gets in now").json();
    assert_eq!(made["removed"], json!(["source_ranges"]));
    assert_eq!(made["newly_admitted"][0]["was"]["refused_by"], "default/db-allowlist");
}

#[test]
fn a_create_in_words_does_not_drop_what_a_route_has() {
    let sandbox = Sandbox::empty().file("tcpgen.toml", GUARDED);
    for (words, lost) in [
        ("Create route postgres-route for service hello-world on port 80", "`middlewares` (default/db-allowlist)"),
        ("Create route redis-route for service hello-world on port 80", "`entry_points` (redis)"),
        ("Update route postgres-route with middleware other", "`middlewares` (default/db-allowlist)"),
    ] {
        let ran = sandbox.run(&format!("ask --run {words}")).exits(1).tells_part(lost);
        assert_eq!(ran.json()["code"], "would-take-away");
        assert_eq!(sandbox.read("tcpgen.toml"), GUARDED);
    }
}

#[test]
fn an_update_in_words_of_what_is_not_there_is_not_found() {
    let sandbox = Sandbox::empty().file("tcpgen.toml", GUARDED);
    for words in ["Update route postgres-rout to use service other", "Patch middleware missing to allow only ::1"] {
        let ran = sandbox.run(&format!("ask --run {words}")).exits(1);
        assert_eq!(ran.json()["code"], "not-found");
        assert_eq!(sandbox.read("tcpgen.toml"), GUARDED);
    }
}

/// Issue 10, point 9.
#[test]
fn a_middleware_in_use_is_deleted_in_words_only_when_forced() {
    let sandbox = Sandbox::empty().file("tcpgen.toml", GUARDED);
    let ran = sandbox.run("ask --run delete middleware db-allowlist").exits(1);
    assert_eq!(ran.tells_part("default/postgres-route").json()["code"], "still-used");
    assert_eq!(sandbox.read("tcpgen.toml"), GUARDED);
    let gone = sandbox.run("ask --run --force delete middleware db-allowlist").exits(0).json();
    assert_eq!((&gone["result"], &gone["removed"]), (&json!("deleted"), &json!(["source_ranges"])));
}

#[test]
fn an_object_of_another_state_is_changed_in_words_only_when_asked_for() {
    let labelled = GUARDED.replace(
        "middlewares = [\"db-allowlist\"]\n",
        "middlewares = [\"db-allowlist\"]\nlabels = { \"tcpgen.dev/state\" = \"payments\" }\n",
    );
    let sandbox = Sandbox::empty().file("tcpgen.toml", &labelled);
    for words in ["update route postgres-route to use service other", "delete route postgres-route"] {
        let ran = sandbox.run(&format!("ask --run {words}")).exits(1).tells_part("`payments`");
        assert_eq!(ran.json()["code"], "of-another-state");
        assert_eq!(sandbox.read("tcpgen.toml"), labelled);
    }
    let made = sandbox.run("ask --run --take-over update route postgres-route to use service other").exits(0).json();
    assert_eq!((&made["result"], &made["state"]), (&json!("updated"), &json!("payments")));
    let own = format!("labels = {{ \"tcpgen.dev/state\" = \"payments\" }}\n{GUARDED}");
    let sandbox = Sandbox::empty().file("tcpgen.toml", &own);
    sandbox.run("ask --run delete route postgres-route").exits(0);
}
