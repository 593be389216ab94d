//! `tcpgen apply`.

use std::time::Duration;

use serde_json::json;

use crate::cluster::place::Place;
use crate::cluster::texts::STATE;
use crate::support::kube_api::{Fault, Trap};

#[test]
fn a_state_is_applied_and_then_it_is_as_it_should_be() {
    let place = Place::new();
    let created = "created  MiddlewareTCP NS/office\ncreated  IngressRouteTCP NS/pg\n2 created\n";
    place.state(STATE).run("apply").exits(0).prints(created);
    let uid = place.raw("ingressroutetcps", "pg").unwrap()["metadata"]["uid"].clone();
    place.run("apply").exits(0).prints("2 unchanged\n");
    let changed = STATE.replace("postgres:5432", "hello-world:80");
    place.state(&changed).run("apply").exits(0).prints("updated  IngressRouteTCP NS/pg\n1 updated, 1 unchanged\n");
    assert_eq!(place.raw("ingressroutetcps", "pg").unwrap()["metadata"]["uid"], uid);
}

#[test]
fn a_dry_run_changes_nothing() {
    let place = Place::new();
    let told =
        "created  MiddlewareTCP NS/office\ncreated  IngressRouteTCP NS/pg\n2 created (dry run: nothing was kept)\n";
    place.state(STATE).run("apply --dry-run").exits(0).prints(told);
    assert!(place.raw("ingressroutetcps", "pg").is_none());
}

#[test]
fn programs_get_the_whole_of_it() {
    let place = Place::new();
    let told = place.state(STATE).run("apply --format json").exits(0).json();
    let summary =
        json!({ "created": 2, "updated": 0, "unchanged": 0, "deleted": 0, "not_found": 0, "skipped": 0, "failed": 0 });
    let object = |kind: &str, name: &str| json!({ "kind": kind, "namespace": place.namespace, "name": name, "result": "created" });
    let mut expected = json!({ "dry_run": false, "summary": summary, "stopped": null });
    expected["objects"] = json!([object("MiddlewareTCP", "office"), object("IngressRouteTCP", "pg")]);
    let step = |kind: &str, name: &str| json!({ "action": "create", "kind": kind, "namespace": place.namespace, "name": name });
    expected["rollout"] = json!({
        "rehearsed": true, "steps": [step("MiddlewareTCP", "office"), step("IngressRouteTCP", "pg")], "transients": [],
        "breaches": [], "safe_order": null, "search_complete": true, "only_in": null,
    });
    let told = told.to_string().replace("NS", &place.namespace);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&told).unwrap(), expected);
}

#[test]
fn a_state_with_errors_is_not_applied_and_warnings_are_shown() {
    let place = Place::own();
    place.state("[routes.pg]\nservcie = 'a:1'\n").run("apply").exits(1).prints("").tells("did you mean");
    assert!(place.kube().asked().iter().all(|asked| asked.verb != "get" && asked.name != "pg"));
    let warns = "[routes.pg]\nentry_points = ['pg']\nsni = 'pg.example.com'\nservice = 'pg:5432'\n";
    place.state(warns).run("apply --strict").exits(1).prints("").tells("error[sni-without-tls]");
    assert!(place.raw("ingressroutetcps", "pg").is_none());
    place.run("apply").exits(0).tells("warning[sni-without-tls]");
}

#[test]
fn one_entry_alone_and_what_is_not_there() {
    let place = Place::new();
    place.state(STATE);
    place.run("apply --only middlewares.office").exits(0).prints("created  MiddlewareTCP NS/office\n1 created\n");
    let full = format!("apply --only routes.{}/pg", place.namespace);
    place.run(&full).exits(0).prints("created  IngressRouteTCP NS/pg\n1 created\n");
    place
        .run("apply --only routes.pgg")
        .exits(2)
        .tells("the state has no `routes.pgg`")
        .tells("did you mean `routes.pg`?");
    place.run("apply --only pg").exits(2).tells("`pg` names no entry");
    let twice = "[routes.'a/pg']\nservice = 'a:1'\n[routes.'b/pg']\nservice = 'a:1'\n";
    place.state(twice).run("apply --only routes.pg").exits(2).tells("name one: `routes.a/pg`, `routes.b/pg`");
}

#[test]
fn manifests_are_applied_as_they_are() {
    let place = Place::new();
    place.state(STATE);
    let yaml = place.run("build").exits(0).out.replace("NS", &place.namespace);
    std::fs::write(place.file("m.yaml"), yaml).unwrap();
    place.run("apply m.yaml").exits(0);
    place.run("apply").exits(0).prints("2 unchanged\n");
}

#[test]
fn a_route_whose_guard_was_refused_is_left_alone_and_the_rest_goes_on() {
    let place = Place::own();
    let more = format!("{STATE}[routes.open]\nentry_points = ['other']\nservice = 'other:1'\n");
    place.kube().trap(Trap::on("patch", Fault::Refuse("the policy does not like it")).name("office"));
    let ran = place.state(&more).run("apply").exits(1);
    let ran = ran.tells("MiddlewareTCP NS/office: the policy does not like it");
    let ran = ran.tells("IngressRouteTCP NS/pg: not applied: it needs MiddlewareTCP NS/office, which was not");
    ran.prints("failed   MiddlewareTCP NS/office\nskipped  IngressRouteTCP NS/pg\ncreated  IngressRouteTCP NS/open\n1 created, 1 skipped, 1 failed\n");
    assert!(place.raw("ingressroutetcps", "pg").is_none());
    place.kube().heal();
    place
        .run("apply")
        .exits(0)
        .prints("created  MiddlewareTCP NS/office\ncreated  IngressRouteTCP NS/pg\n2 created, 1 unchanged\n");
}

#[test]
fn a_conflict_is_told_with_the_owner() {
    let place = Place::new();
    place.state(STATE).run("apply").exits(0);
    let theirs = json!({
        "apiVersion": "traefik.io/v1alpha1", "kind": "MiddlewareTCP",
        "metadata": { "name": "office", "namespace": place.namespace },
        "spec": { "ipAllowList": { "sourceRange": ["10.0.0.0/8"] } },
    });
    place.apply_as("kubectl-edit", "middlewaretcps", &theirs);
    let ran =
        place.run("apply").exits(1).tells("MiddlewareTCP NS/office: `kubectl-edit` owns .spec.ipAllowList.sourceRange");
    ran.tells("take them over with `--force-conflicts`");
    let told = place.run("apply --format json").exits(1).json();
    let conflicts = json!([{ "manager": "kubectl-edit", "fields": [".spec.ipAllowList.sourceRange"] }]);
    assert_eq!((&told["objects"][0]["code"], &told["objects"][0]["conflicts"]), (&json!("conflict"), &conflicts));
    let taken = "updated  MiddlewareTCP NS/office\n1 updated, 1 unchanged\n";
    place.run("apply --force-conflicts").exits(0).prints(taken);
}

#[test]
fn what_was_interrupted_is_completed_by_the_same_command() {
    let place = Place::own();
    let each = (0..8).map(|number| format!("[routes.r{number}]\nentry_points = ['e{number}']\nservice = 'a:1'\n"));
    let text = each.collect::<Vec<_>>().concat();
    place.kube().trap(Trap::on("patch", Fault::Slow(Duration::from_mins(10))).name("r4"));
    let mut child = place.state(&text).start("apply");
    while !place.kube().asked().iter().any(|asked| asked.verb == "patch" && asked.name == "r4") {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(place.raw("ingressroutetcps", "r4").is_none());
    place.kube().heal();
    // The others were under way beside it.
    let summary = place.run("apply --format json").exits(0).json()["summary"].clone();
    let [created, unchanged] = ["created", "unchanged"].map(|result| summary[result].as_u64().unwrap());
    assert!(created >= 1 && created + unchanged == 8, "{summary}");
    place.run("apply").exits(0).prints("8 unchanged\n");
}

#[test]
fn a_cluster_that_goes_away_ends_the_run_and_what_was_done_is_told() {
    let place = Place::own();
    place.state(STATE);
    place.kube().trap(Trap::on("get", Fault::Answer(401, None)).name("pg"));
    let ran = place.run("apply").exits(2).prints("created  MiddlewareTCP NS/office\n1 created\n");
    ran.tells("does not accept the credentials");
    place.kube().heal();
    place.run("apply --context other").exits(2).tells("the kubeconfig has no context `other`");
    place.kube().without("ingressroutetcps");
    place.run("apply").exits(2).tells("Traefik's CRDs are not installed");
}
