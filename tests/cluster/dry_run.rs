//! `--dry-run`: everything stays, and that is only reported once the server's answers show it.

use serde_json::{Value, json};

use crate::cluster::place::Place;
use crate::cluster::texts::{SMALLER, STATE};
use crate::support::kube_api::{Fault, Trap};

/// Both objects, with their uids and versions.
fn both(place: &Place) -> [Option<Value>; 2] {
    [place.raw("ingressroutetcps", "pg"), place.raw("middlewaretcps", "office")]
}

#[test]
fn delete_dry_run_leaves_objects_alone() {
    let place = Place::new();
    place.state(STATE).run("apply").exits(0);
    let before = both(&place);
    let told =
        "deleted  IngressRouteTCP NS/pg\ndeleted  MiddlewareTCP NS/office\n2 deleted (dry run: nothing was kept)\n";
    place.run("delete --dry-run").exits(0).prints(told);
    assert_eq!(both(&place), before);
    assert_eq!(place.run("delete --dry-run --format json").exits(0).json()["confirmed"], true);
}

#[test]
fn apply_prune_dry_run_leaves_objects_alone() {
    let place = Place::new();
    let name = format!("dry-{}", place.namespace);
    place.state(STATE).run(&format!("apply --state-name {name}")).exits(0);
    let before = both(&place);
    let told = "updated  IngressRouteTCP NS/pg\ndeleted  MiddlewareTCP NS/office\n1 updated, 1 deleted (dry run: nothing was kept)\n";
    place.state(SMALLER).run(&format!("apply --state-name {name} --prune --dry-run")).exits(0).prints(told);
    assert_eq!(both(&place), before);
}

#[test]
fn a_server_that_ignores_a_dry_run_ends_it_and_nothing_is_called_a_dry_run() {
    let place = Place::own();
    place.state(STATE).run("apply").exits(0);
    place.kube().trap(Trap::on("delete", Fault::IgnoreDryRun));
    let ran = place.run("delete --dry-run").exits(2).prints("nothing to do (dry run, ended before it was confirmed)\n");
    ran.tells(
        "IngressRouteTCP NS/pg: the server did not confirm the dry run: the object may have been changed or deleted",
    );
    assert!(both(&place)[1].is_some(), "after the first one nothing more was sent");
    place.run("apply").exits(0);
    place.kube().trap(Trap::on("patch", Fault::IgnoreDryRun));
    let changed = STATE.replace("postgres:5432", "hello-world:80");
    let told = place.state(&changed).run("apply --dry-run --format json").exits(2).json();
    assert_eq!((&told["confirmed"], &told["stopped"]["code"]), (&json!(false), &json!("dry-run-ignored")));
    place.run("delete --yes").exits(0);
    let told = place.run("apply --dry-run --format json").exits(2).json();
    assert_eq!((&told["confirmed"], &told["stopped"]["code"]), (&json!(false), &json!("dry-run-ignored")));
    assert_eq!(told["objects"], json!([]));
}

#[test]
fn a_dry_run_that_the_cluster_breaks_off_is_not_called_confirmed() {
    let place = Place::own();
    place.state(STATE).kube().trap(Trap::on("get", Fault::Answer(401, None)).name("pg"));
    let told = "created  MiddlewareTCP NS/office\n1 created (dry run, ended before it was confirmed)\n";
    place.run("apply --dry-run").exits(2).prints(told);
}

#[test]
fn a_page_in_place_of_an_answer_is_no_answer() {
    let place = Place::own();
    place.state(STATE);
    for verb in ["get", "patch"] {
        place.kube().trap(Trap::on(verb, Fault::Page));
        for arguments in ["apply", "apply --dry-run"] {
            let ran = place.run(arguments).exits(1).prints_nothing_of("created");
            let ran = ran.tells("MiddlewareTCP NS/office: what the cluster has cannot be read");
            if arguments.contains("--dry-run") {
                ran.prints_nothing_of("nothing was kept");
                let summary = place.run(&format!("{arguments} --format json")).exits(1).json();
                assert_eq!(summary["confirmed"], false, "{summary}");
            }
        }
        place.kube().heal();
    }
    assert_eq!(both(&place), [None, None]);
    place.run("apply").exits(0);
    for verb in ["list", "delete"] {
        place.kube().trap(Trap::on(verb, Fault::Page));
        for arguments in ["delete --yes --only middlewares.office", "delete --dry-run --only middlewares.office"] {
            let ran = place.run(arguments).exits(1).prints_nothing_of("deleted");
            let ran = ran.tells("what the cluster has cannot be read");
            if arguments.contains("--dry-run") {
                ran.prints_nothing_of("nothing was kept");
                let summary = place.run(&format!("{arguments} --format json")).exits(1).json();
                assert_eq!(summary["confirmed"], false, "{summary}");
            }
        }
        place.kube().heal();
        place.run("delete --yes --only routes.pg").exits(0);
    }
    assert!(both(&place)[1].is_some());
}

#[test]
fn an_object_with_finalizers_is_not_called_deleted() {
    let place = Place::own();
    let metadata = json!({ "name": "pg", "namespace": place.namespace, "finalizers": ["example.com/hold"] });
    let spec = json!({ "entryPoints": ["postgresql"], "routes": [] });
    place.kube().apply_object(json!({
        "apiVersion": "traefik.io/v1alpha1", "kind": "IngressRouteTCP", "metadata": metadata, "spec": spec,
    }));
    let message =
        "IngressRouteTCP NS/pg: it is being deleted, and stays as long as it has the finalizers example.com/hold";
    let ran = place.state(SMALLER).run("delete --yes").exits(1).prints("failed   IngressRouteTCP NS/pg\n1 failed\n");
    ran.tells(message);
    place.run("apply").exits(1).tells(message);
}
