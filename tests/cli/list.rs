use serde_json::json;

use super::sandbox::state;
use super::{GOOD, WARNS, WRONG};

#[test]
fn people_get_a_row_a_rule() {
    let text = r#"
namespace = "prod"
[middlewares.office]
ip_allow_list = ["10.0.0.0/8", "192.168.1.1"]
[routes.pg]
entry_points = ["pg", "pg2"]
tls = "passthrough"
[[routes.pg.rules]]
sni = "a.example.com"
service = "a:5432"
middlewares = ["office"]
[[routes.pg.rules]]
sni = "b.example.com"
services = [{ name = "b", port = "pg", weight = 3 }, { name = "c", port = 5432 }]
"#;
    state(text).run("list").exits(0).tells("").prints(
        "\
ROUTE    ENTRY POINTS  RULE                      TLS          TARGETS               MIDDLEWARES
prod/pg  pg, pg2       HostSNI(`a.example.com`)  passthrough  a:5432                office: 10.0.0.0/8, 192.168.1.1
prod/pg  pg, pg2       HostSNI(`b.example.com`)  passthrough  b:pg (3), c:5432 (1)
",
    );
}

#[test]
fn programs_get_the_contract_of_the_tools() {
    let list = state(GOOD).run("list --format json").exits(0).tells("").json();
    let expected = json!({
        "status": "success",
        "scope": "all-namespaces",
        "traefik": "3.7.15",
        "count": 1,
        "tcp_routes": [{
            "name": "postgres",
            "namespace": "default",
            "entryPoints": ["postgresql"],
            "tlsEnabled": false,
            "tlsPassthrough": false,
            "routes": [{
                "match": "HostSNI(`*`)",
                "targets": [{ "name": "postgres", "port": 5432, "weight": 1 }],
                "middlewares": [{ "name": "office", "namespace": "default", "sourceRange": ["192.168.1.0/24"] }],
            }],
            "labels": { "app.kubernetes.io/managed-by": "tcpgen" },
        }],
    });
    assert_eq!(list, expected);
}

#[test]
fn middlewares_are_listed_on_request_also_those_that_nothing_uses() {
    let text = r#"
[middlewares.office]
ip_allow_list = ["10.0.0.0/8", "192.168.1.1"]
[middlewares.spare]
in_flight_conn = 3
[routes.pg]
entry_points = ["pg"]
service = "a:5432"
middlewares = ["office"]
"#;
    state(text).run("list --middlewares").exits(0).prints_part(
        "
MIDDLEWARE      ADMITS                   USED BY
default/office  10.0.0.0/8, 192.168.1.1  default/pg
default/spare   3 per client             (no route)
",
    );
    let list = state(text).run("list --middlewares --format json").exits(0).json();
    assert_eq!(list["middlewares"][1]["usedBy"], json!([]));
    state("").run("list --middlewares").exits(0).prints("no routes\n\nno middlewares\n");
}

#[test]
fn warnings_are_counted_and_errors_shown() {
    state(WARNS).run("list").exits(0).prints_part("default/pg").tells("1 warning; `tcpgen check` shows what\n");
    state(WRONG).run("list --format json").exits(1).prints_part("tcp_routes").tells_part("error[unknown-key]");
}

#[test]
fn a_state_without_routes_says_so() {
    state("").run("list").exits(0).prints("no routes\n");
    assert_eq!(state("").run("list --format json").exits(0).json()["count"], 0);
}
