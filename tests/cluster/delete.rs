//! `tcpgen delete`, and `tcpgen apply --prune`.

use crate::cluster::place::Place;
use crate::cluster::texts::{SMALLER, STATE};
use crate::support::kube_api::{Fault, Trap};

#[test]
fn routes_go_before_what_they_refer_to() {
    let place = Place::new();
    place.state(STATE).run("apply").exits(0);
    place.run("delete").exits(2).prints("").tells("2 to delete, and nobody to ask").tells("`--yes`");
    let told = "deleted  IngressRouteTCP NS/pg\ndeleted  MiddlewareTCP NS/office\n2 deleted";
    place.run("delete --dry-run").exits(0).prints(&format!("{told} (dry run: nothing was kept)\n"));
    place.run("delete --yes").exits(0).prints(&format!("{told}\n"));
    place.run("delete --yes").exits(0).prints("2 not found\n");
}

#[test]
fn a_guard_stays_as_long_as_its_route_does() {
    let place = Place::own();
    place.state(STATE).run("apply").exits(0);
    place.kube().trap(Trap::on("delete", Fault::Forbid).resource("ingressroutetcps"));
    let ran = place
        .run("delete --yes")
        .exits(1)
        .prints("failed   IngressRouteTCP NS/pg\nskipped  MiddlewareTCP NS/office\n1 skipped, 1 failed\n");
    ran.tells("you may not delete ingressroutetcps.traefik.io in namespace `NS`")
        .tells("IngressRouteTCP NS/pg needs it");
    assert!(place.raw("middlewaretcps", "office").is_some());
}

#[test]
fn pruning_deletes_what_the_state_no_longer_has() {
    let place = Place::new();
    let name = format!("prune-{}", place.namespace);
    place.state(STATE).run(&format!("apply --state-name {name}")).exits(0);
    place.state(SMALLER);
    let prune = format!("apply --state-name {name} --prune");
    let ran = place.run(&prune).exits(2).prints("").tells("MiddlewareTCP NS/office").tells("nobody to ask");
    ran.tells("nothing was changed");
    let told = "updated  IngressRouteTCP NS/pg\ndeleted  MiddlewareTCP NS/office\n1 updated, 1 deleted";
    place.run(&format!("{prune} --dry-run")).exits(0).prints(&format!("{told} (dry run: nothing was kept)\n"));
    place.run(&format!("{prune} --yes")).exits(0).prints(&format!("{told}\n"));
    place.run(&format!("{prune} --yes")).exits(0).prints("1 unchanged\n");
}

#[test]
fn pruning_finds_other_namespaces_and_touches_no_other_state() {
    let place = Place::own();
    for name in ["here", "there"] {
        place
            .kube()
            .apply_object(serde_json::json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": name } }));
    }
    let named = |name: &str, text: &str| format!("labels = {{ 'tcpgen.dev/state' = '{name}' }}\n{text}");
    let guard = |key: &str| {
        format!(
            "[middlewares.'{key}']\nin_flight_conn = 1\nallow = [{{ code = 'unused-middleware', reason = 'a test' }}]\n"
        )
    };
    place.state(&named("other", &guard("there/theirs"))).run("apply").exits(0);
    place.state(&guard("there/nobodys")).run("apply").exits(0);
    place.state(&named("ours", &(guard("here/a") + &guard("there/b")))).run("apply").exits(0);
    let told = "deleted  MiddlewareTCP there/b\n1 unchanged, 1 deleted\n";
    place.state(&named("ours", &guard("here/a"))).run("apply --prune --yes").exits(0).prints(told);
    place
        .state(&named("ours", ""))
        .run("apply --prune --yes")
        .exits(0)
        .prints("deleted  MiddlewareTCP here/a\n1 deleted\n");
    for left in ["theirs", "nobodys"] {
        assert!(place.kube().object("MiddlewareTCP", "there", left).is_some(), "{left}");
    }
    place.state(&guard("there/theirs")).run("apply").exits(1).tells("it belongs to the state `other`");
    place.run("delete --yes").exits(1).tells("it belongs to the state `other`");
}

#[test]
fn nothing_is_pruned_where_something_was_refused() {
    let place = Place::own();
    place.state(STATE).run("apply --state-name s").exits(0);
    place.kube().trap(Trap::on("patch", Fault::Refuse("no")).name("pg"));
    let ran = place.state(SMALLER).run("apply --state-name s --prune --yes").exits(1);
    ran.tells("1 that the state no longer has were not deleted");
    assert!(place.raw("middlewaretcps", "office").is_some());
}

#[test]
fn a_state_has_one_name_and_without_one_a_prune_is_refused() {
    let place = Place::own();
    place.state(SMALLER).run("apply --prune --yes").exits(2).tells("`--prune` needs the state's name");
    place.run("apply --state-name a/b").exits(2).tells("`a/b` cannot be a state's name");
    place.state(&format!("labels = {{ 'tcpgen.dev/state' = 'x' }}\n{SMALLER}"));
    place.run("apply --state-name y").exits(2).tells("the state has several names: `x`, `y`");
    place.run("apply --prune --only routes.pg").exits(2);
    assert!(place.raw("ingressroutetcps", "pg").is_none());
}
