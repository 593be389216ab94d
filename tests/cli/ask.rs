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
