use serde_json::json;

use super::sandbox::Sandbox;

#[test]
fn the_call_is_shown_and_not_made() {
    let sandbox = Sandbox::empty();
    let ran =
        sandbox.shell("$TCPGEN ask \"Create TCP route 'redis-route' for 'redis' on port 6379, entry point 'redis'.\"");
    let shown = ran.exits(0).tells_part("plan: would create the IngressRouteTCP `default/redis-route`\n").json();
    assert_eq!(shown["tool"], "traefik_manage_tcp_routing");
    assert_eq!(shown["arguments"]["service_port"], 6379);
    assert_eq!(sandbox.names("."), [""; 0]);
}

#[test]
fn with_run_the_call_is_made_on_the_state_file() {
    let sandbox = Sandbox::empty();
    let ran = sandbox.run("ask --run create middleware office allowing ::1 and 10.0.0.0/8").exits(0);
    let made = ran.tells_part("plan: would create the MiddlewareTCP `default/office`\n").json();
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

/// One a line, and not in one line with a mark for each end.
#[test]
fn the_forms_that_are_understood_are_listed() {
    let ran = Sandbox::empty().shell("$TCPGEN ask \"Frobnicate the route\"").exits(2).prints("");
    let ran = ran.tells_part("help: understood is: Create a TCP IP allowlist middleware 'NAME' in 'NAMESPACE' allowing RANGE and RANGE.\n")
        .tells_part("\n      Delete the TCP route 'NAME' in 'NAMESPACE'.\n");
    assert!(!ran.err.contains('\u{fffd}'), "{ran:?}");
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
    let ran = sandbox.shell(&format!("$TCPGEN ask --run \"{words}\"")).exits(0);
    let made = ran.tells_part("+ {\"name\":\"hello-world\",\"port\":80}").json();
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
    let ran = sandbox.shell(&format!("$TCPGEN ask --run \"{words}\"")).exits(0);
    let made = ran.tells_part("+ {\"name\":\"hello-world\",\"port\":80}").json();
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

/// Issue 14, point 5: what goes, what comes, who gets in anew, before it is done.
#[test]
fn a_change_shows_its_plan_before_it_is_made() {
    let sandbox = Sandbox::empty().file("tcpgen.toml", GUARDED);
    let plan = "plan: would update the MiddlewareTCP `default/db-allowlist` in place\n  \
                spec.ipAllowList.sourceRange[10.1.0.0/16]: + 10.1.0.0/16\n  \
                10.1.0.0/16 to postgresql gets in now (was closed by default/db-allowlist)\n  who reaches what: wider\n";
    let shown = sandbox.run("ask Add 10.1.0.0/16 to db-allowlist").exits(0).tells(plan).json();
    assert_eq!(shown["arguments"]["add_source_ranges"], json!(["10.1.0.0/16"]));
    assert_eq!(sandbox.read("tcpgen.toml"), GUARDED);
    let made = sandbox.run("ask --run Add 10.1.0.0/16 to db-allowlist").exits(0).tells_part(plan).json();
    assert_eq!((&made["result"], &made["verdict"]), (&json!("updated"), &json!("wider")));
    let more = GUARDED.replace("\"10.0.0.1\"]", "\"10.0.0.1\", \"10.1.0.0/16\"]");
    assert_eq!(sandbox.read("tcpgen.toml"), more);
    let ran = sandbox.run("ask --run Remove 10.0.0.1 from db-allowlist").exits(0);
    ran.tells_part("sourceRange[10.0.0.1]: - 10.0.0.1\n").tells_part("10.0.0.1 to postgresql is shut out (was ");
    assert_eq!(sandbox.read("tcpgen.toml"), more.replace("\"10.0.0.1\", ", ""));
}

#[test]
fn a_guard_is_attached_and_detached_in_words() {
    let limit = format!("{GUARDED}\n[middlewares.db-limit]\nin_flight_conn = 5\n");
    let sandbox = Sandbox::empty().file("tcpgen.toml", &limit);
    sandbox.run("ask --run Attach db-limit to postgres-route").exits(0);
    let both = limit.replace("middlewares = [\"db-allowlist\"]", "middlewares = [\"db-allowlist\", \"db-limit\"]");
    assert_eq!(sandbox.read("tcpgen.toml"), both);
    let ran = sandbox.run("ask --run Detach db-allowlist from postgres-route").exits(0);
    let ran = ran.tells_part("gets in now (was closed by default/db-allowlist)\n").tells_part("warning: updated the");
    assert_eq!(ran.json()["removed"], json!(["middlewares"]));
    sandbox
        .run("ask --run Detach db-allowlist from postgres-route")
        .exits(1)
        .tells_part("is none of the `middlewares`");
}

#[test]
fn a_request_that_would_be_refused_is_shown_with_the_reason() {
    let sandbox = Sandbox::empty().file("tcpgen.toml", GUARDED);
    let ran = sandbox.run("ask delete route pg").exits(0);
    let shown = ran.tells_part("warning: this would be refused: there is no IngressRouteTCP `default/pg`").json();
    assert_eq!(shown["arguments"]["action"], "delete");
    sandbox
        .run("ask delete middleware db-allowlist")
        .exits(0)
        .tells_part("used by the routes `default/postgres-route`");
    sandbox
        .run("ask --force delete middleware db-allowlist")
        .exits(0)
        .tells_part("plan: would delete the MiddlewareTCP");
    sandbox.run("ask --state . delete route pg").exits(0).tells_part("warning: there is no plan: . is a directory");
    assert_eq!(sandbox.read("tcpgen.toml"), GUARDED);
}

/// Issue 14, point 6: the workflow's scenario C, step 1, word for word.
#[test]
fn a_route_without_a_service_reports_which_it_took() {
    let sandbox = Sandbox::empty();
    let words = "Create TCP route 'redis-route' in 'default' on port 6379, entry point 'redis', SNI 'redis.example.com', \
                 tls_passthrough true.";
    let ran = sandbox.shell(&format!("$TCPGEN ask --run \"{words}\"")).exits(0);
    let made = ran.tells_part("it leads to the Service `redis`, after the route's name\n").json();
    assert_eq!(made["spec"]["routes"][0]["services"], json!([{ "name": "redis", "port": 6379 }]));
    assert!(made["message"].as_str().unwrap().contains("the Service `redis`"), "{made}");
}

#[test]
fn a_plan_brings_no_control_character_to_the_terminal() {
    let sandbox = Sandbox::empty().file("tcpgen.toml", GUARDED);
    let words = "set the SNI of redis-route to 'a\u{1b}[31mb'";
    let ran = sandbox.shell(&format!("$TCPGEN ask \"{words}\""));
    assert!(!ran.exits(0).err.contains('\u{1b}'));
}
