//! `tcpgen apply` rehearses the order of its changes on what the cluster has.

use serde_json::{Value, json};

use crate::cluster::place::Place;
use crate::support::kube_api::{Asked, Fault, Trap, User};

/// A route behind a guard.
fn guarded(range: &str, service: &str) -> String {
    format!(
        "[middlewares.office]\nip_allow_list = ['{range}']\n[routes.pg]\nentry_points = ['db']\nservice = '{service}'\n\
         middlewares = ['office']\n"
    )
}

/// A list exchanged for a disjoint one, and a route that exchanges its second guard: every order opens the database.
fn exchanged(list: &str, second: &str) -> String {
    format!(
        "[middlewares.list]\nip_allow_list = ['{list}']\n[middlewares.one]\nip_allow_list = ['192.168.0.0/16']\n\
         [middlewares.two]\nip_allow_list = ['10.0.0.0/8']\n[routes.pg]\nentry_points = ['db']\nservice = 's:1'\n\
         middlewares = ['list', '{second}']\n"
    )
}

pub fn old_and_new() -> [String; 2] {
    [exchanged("10.0.0.0/8", "one"), exchanged("192.168.0.0/16", "two")]
}

/// What was written and deleted, in this order.
fn changed(place: &Place) -> Vec<String> {
    let changes = |asked: &&Asked| matches!(asked.verb.as_str(), "patch" | "delete");
    place.kube().asked().iter().filter(changes).map(|asked| format!("{} {}", asked.verb, asked.name)).collect()
}

fn range(place: &Place) -> Value {
    place.raw("middlewaretcps", "office").unwrap()["spec"]["ipAllowList"]["sourceRange"].clone()
}

#[test]
fn apply_takes_the_order_in_which_no_client_gets_in() {
    let place = Place::new();
    place.state(&guarded("10.0.0.0/8", "s:1")).run("apply").exits(0);
    place.state(&guarded("0.0.0.0/0", "public:1"));
    let told = "updated  IngressRouteTCP NS/pg\nupdated  MiddlewareTCP NS/office\n2 updated";
    let ran = place.run("apply --dry-run").exits(0).prints(&format!("{told} (dry run: nothing was kept)\n"));
    ran.tells("opens after `update MiddlewareTCP NS/office`:");
    assert_eq!(range(&place), json!(["10.0.0.0/8"]));
    let ran = place.run("apply").exits(0).prints(&format!("{told}\n"));
    ran.tells("The order is not the usual one, in which clients would notice:");
    let told = place.run("apply --format json").exits(0).json();
    assert_eq!((&told["rollout"]["transients"], &told["summary"]["unchanged"]), (&json!([]), &json!(2)));
}

#[test]
fn the_order_and_its_reasons_are_in_the_json() {
    let place = Place::new();
    place.state(&guarded("10.0.0.0/8", "s:1")).run("apply").exits(0);
    let told = place.state(&guarded("0.0.0.0/0", "public:1")).run("apply --format json").exits(0).json();
    let rollout = &told["rollout"];
    assert_eq!((&rollout["rehearsed"], &rollout["safe_order"]), (&json!(true), &json!([1, 0])));
    assert_eq!((&rollout["search_complete"], &rollout["transients"][0]["effect"]), (&json!(true), &json!("opens")));
    assert_eq!(told["objects"][0]["kind"], "IngressRouteTCP");
}

#[test]
fn what_clients_notice_in_every_order_is_reported_and_needs_consent() {
    let place = Place::new();
    let [old, new] = old_and_new();
    place.state(&old).run("apply").exits(0);
    let live = place.raw("middlewaretcps", "list");
    let ran = place.state(&new).run("apply").exits(2).prints("");
    let ran = ran.tells("opens after `update MiddlewareTCP NS/list`: 192.168.0.1 to db: NS/s:1");
    let ran = ran.tells("It happens in every order of the objects.");
    ran.tells("clients notice this change on the way, and nobody to ask");
    let told = place.run("apply --format json").exits(2).json();
    assert_eq!((&told["stopped"]["code"], &told["objects"]), (&json!("not-agreed"), &json!([])));
    assert_eq!(told["rollout"]["transients"][0]["client_ip"], "192.168.0.1");
    place.run("apply --dry-run").exits(0).tells("opens after `update MiddlewareTCP NS/list`");
    assert_eq!(place.raw("middlewaretcps", "list"), live);
    let ran = place.run("apply --yes").exits(0);
    let ran = ran.prints("updated  MiddlewareTCP NS/list\nupdated  IngressRouteTCP NS/pg\n2 updated, 2 unchanged\n");
    ran.tells("opens after `update MiddlewareTCP NS/list`");
}

#[test]
fn a_refusal_in_the_changed_order_does_not_open_what_it_was_changed_for() {
    let place = Place::own();
    place.state(&guarded("10.0.0.0/8", "s:1")).run("apply").exits(0);
    place.kube().trap(Trap::on("patch", Fault::Refuse("not today")).name("pg"));
    place.state(&format!("{}[routes.free]\nentry_points = ['x']\nservice = 'x:1'\n", guarded("0.0.0.0/0", "public:1")));
    let ran = place.run("apply").exits(1);
    let told = "created  IngressRouteTCP NS/free\nskipped  MiddlewareTCP NS/office\nfailed   IngressRouteTCP NS/pg\n";
    let mut lines: Vec<&str> = ran.out.lines().filter(|line| line.contains('/')).collect();
    lines.sort_unstable();
    let mut expected: Vec<&str> = told.lines().collect();
    expected.sort_unstable();
    assert_eq!(lines, expected);
    ran.tells("not applied: clients would notice it, since a step before it was refused");
    assert_eq!(range(&place), json!(["10.0.0.0/8"]));
    place.kube().heal();
    place.run("apply").exits(0);
    assert_eq!(range(&place), json!(["0.0.0.0/0"]));
}

#[test]
fn a_busy_server_is_asked_again_in_the_changed_order() {
    let place = Place::own();
    place.state(&guarded("10.0.0.0/8", "s:1")).run("apply").exits(0);
    let uid = place.raw("ingressroutetcps", "pg").unwrap()["metadata"]["uid"].clone();
    place.kube().trap(Trap::on("patch", Fault::Answer(503, None)).name("pg").times(1));
    let before = changed(&place).len();
    place.state(&guarded("0.0.0.0/0", "public:1")).run("apply").exits(0);
    assert_eq!(changed(&place)[before..], ["patch pg", "patch pg", "patch office"]);
    assert_eq!(place.raw("ingressroutetcps", "pg").unwrap()["metadata"]["uid"], uid);
}

#[test]
fn prunes_are_part_of_the_order() {
    let place = Place::new();
    let name = format!("prunes-{}", place.namespace);
    let closed = "[middlewares.nobody]\nip_allow_list = ['172.16.0.1']\n[routes.closed]\nentry_points = ['db']\n\
                  match = 'ClientIP(`10.0.0.0/8`)'\nservice = 't:1'\nmiddlewares = ['nobody']\n";
    let all = "[routes.all]\nentry_points = ['db']\nservice = 's:1'\n";
    place.state(&format!("{all}{closed}")).run(&format!("apply --state-name {name}")).exits(0);
    // Both routes go: the one that closes must not go first.
    place.state("").run(&format!("apply --state-name {name} --prune --yes")).exits(0).prints(
        "deleted  IngressRouteTCP NS/all\ndeleted  IngressRouteTCP NS/closed\ndeleted  MiddlewareTCP NS/nobody\n3 deleted\n",
    );
    let named = closed.replace("routes.closed", "routes.a-closed");
    place.state(&format!("{all}{named}")).run(&format!("apply --state-name {name} --yes")).exits(0);
    let ran = place.state("").run(&format!("apply --state-name {name} --prune --yes")).exits(0);
    let ran = ran.prints(
        "deleted  IngressRouteTCP NS/all\ndeleted  IngressRouteTCP NS/a-closed\ndeleted  MiddlewareTCP NS/nobody\n3 deleted\n",
    );
    ran.tells("opens after `delete IngressRouteTCP NS/a-closed`");
}

#[test]
fn what_others_have_in_the_cluster_is_part_of_the_rehearsal() {
    let place = Place::new();
    // A route that somebody else made closes the database to a network; it uses the state's guard.
    place.state("[middlewares.office]\nip_allow_list = ['10.0.0.0/8']\n").run("apply").exits(0);
    place.apply_as(
        "kubectl-edit",
        "ingressroutetcps",
        &json!({
            "apiVersion": "traefik.io/v1alpha1", "kind": "IngressRouteTCP",
            "metadata": { "name": "theirs", "namespace": place.namespace },
            "spec": { "entryPoints": ["db"], "routes": [{ "match": "HostSNI(`*`)",
                "services": [{ "name": "s", "port": 1 }], "middlewares": [{ "name": "office" }] }] },
        }),
    );
    let state = "[middlewares.office]\nip_allow_list = ['0.0.0.0/0']\n[routes.public]\nentry_points = ['db']\n\
                 match = 'HostSNI(`*`)'\npriority = 900\nservice = 'public:1'\n";
    let ran = place.state(state).run("apply").exits(0);
    ran.prints("created  IngressRouteTCP NS/public\nupdated  MiddlewareTCP NS/office\n1 created, 1 updated\n");
}

#[test]
fn where_listing_is_forbidden_that_is_reported_and_the_objects_are_applied() {
    let place = Place::own();
    place.kube().know("tester", User { name: "writer", may: vec![("get", "*"), ("create", "*"), ("patch", "*")] });
    let ran = place.state(&guarded("10.0.0.0/8", "s:1")).run("apply").exits(0);
    ran.tells("the order of the changes could not be rehearsed: you may not list");
    let told = place.run("apply --format json").exits(0).json();
    assert_eq!(told["rollout"]["rehearsed"], false);
}

#[test]
fn a_role_in_one_namespace_is_enough_for_the_rehearsal() {
    let place = Place::own();
    let namespace: &'static str = Box::leak(place.namespace.clone().into_boxed_str());
    place.kube().know("tester", User { name: "tenant", may: vec![("*", namespace)] });
    let arguments = format!("apply -n {namespace}");
    place.state(&guarded("10.0.0.0/8", "s:1")).run(&arguments).exits(0);
    let ran = place.state(&guarded("0.0.0.0/0", "public:1")).run(&arguments).exits(0);
    ran.prints("updated  IngressRouteTCP NS/pg\nupdated  MiddlewareTCP NS/office\n2 updated\n");
    let everywhere = |asked: &Asked| asked.verb == "list" && asked.namespace.is_empty();
    assert!(!place.kube().asked().iter().any(everywhere));
    let ran = place.run("apply").exits(0).prints("2 unchanged\n");
    ran.tells("rehearsed in the namespaces NS only: you may not list all of them");
}
