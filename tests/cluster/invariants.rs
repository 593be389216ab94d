//! `tcpgen apply` keeps the invariants of the state at every step, on what the cluster has.

use serde_json::json;

use crate::cluster::place::Place;

use super::rehearsed::old_and_new;

const OFFICES: &str =
    "[invariants.offices]\nto = 's:1'\nonly = { client_ip = ['10.0.0.0/8', '192.168.0.0/16'], entry_point = 'db' }\n";

#[test]
fn no_flag_gets_past_an_invariant_that_every_order_breaks() {
    let place = Place::new();
    let [old, new] = old_and_new();
    // Both states let one office in at most; on the way, a client of 192.168.0.0/16 passes both guards.
    let promise = "[invariants.nobody]\nto = 's:1'\nnever = { client_ip = ['10.0.0.0/8', '192.168.0.0/16'] }\n";
    place.state(&format!("{old}{promise}")).run("apply").exits(0);
    let live = place.raw("middlewaretcps", "list");
    place.state(&format!("{new}{promise}"));
    for arguments in ["apply", "apply --yes", "apply --dry-run", "apply --yes --force"] {
        let ran = place.run(arguments).exits(1).prints("");
        let ran = ran.tells("the change would break an invariant in this cluster");
        ran.tells("after `update MiddlewareTCP NS/list`: invariant `nobody`: 192.168.0.1 to db: NS/s:1");
        assert_eq!(place.raw("middlewaretcps", "list"), live, "{arguments}");
    }
    let told = place.run("apply --yes --format json").exits(1).json();
    assert_eq!((&told["stopped"]["code"], &told["objects"]), (&json!("broken-invariant"), &json!([])));
    assert_eq!(told["rollout"]["breaches"][0]["invariant"], "nobody");
}

#[test]
fn an_order_that_keeps_it_is_taken() {
    let place = Place::new();
    let guarded = |range: &str, service: &str| {
        format!(
            "[middlewares.office]\nip_allow_list = ['{range}']\n[routes.pg]\nentry_points = ['db']\n\
             service = '{service}'\nmiddlewares = ['office']\n{OFFICES}"
        )
    };
    place.state(&guarded("10.0.0.0/8", "s:1")).run("apply").exits(0);
    place.state(&guarded("0.0.0.0/0", "public:1"));
    let ran = place.run("apply").exits(0);
    ran.prints("updated  IngressRouteTCP NS/pg\nupdated  MiddlewareTCP NS/office\n2 updated\n");
}

#[test]
fn a_route_that_the_state_does_not_own_counts() {
    let place = Place::new();
    place.state("[routes.other]\nentry_points = ['db']\nmatch = 'ClientIP(`203.0.113.0/24`)'\nservice = 's:1'\n");
    place.run("apply").exits(0);
    let own = "[middlewares.office]\nip_allow_list = ['10.0.0.0/8']\n[routes.pg]\nentry_points = ['db']\n\
               service = 's:1'\nmiddlewares = ['office']\n";
    place.state(&format!("{own}{OFFICES}"));
    let ran = place.run("apply --yes").exits(1).prints("");
    ran.tells("invariant `offices`: 203.0.113.1 to db: NS/s:1");
    assert_eq!(place.raw("ingressroutetcps", "pg"), None);
}
