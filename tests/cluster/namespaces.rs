//! Tenants: one namespace of a cluster.

use serde_json::{Value, json};

use crate::cluster::place::Place;
use crate::cluster::texts::SMALLER as ROUTE;
use crate::support::kube_api::User;

/// A place with namespaces, whose kubeconfig's context names one, if any.
fn place(of_context: Option<&str>) -> Place {
    let place = Place::own();
    for name in ["a", "b", "default"] {
        place.kube().apply_object(json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": name } }));
    }
    if let Some(namespace) = of_context {
        let mut config: Value = serde_json::from_slice(&std::fs::read(&place.kubeconfig).unwrap()).unwrap();
        config["contexts"][0]["context"]["namespace"] = json!(namespace);
        std::fs::write(&place.kubeconfig, config.to_string()).unwrap();
    }
    place
}

fn write(place: &Place, text: &str) {
    std::fs::write(place.file("tcpgen.toml"), text).unwrap();
}

fn has(place: &Place, namespace: &str) -> bool {
    place.kube().object("IngressRouteTCP", namespace, "pg").is_some()
}

#[test]
fn apply_namespace_is_where_objects_go_that_name_none() {
    let place = place(Some("b"));
    write(&place, ROUTE);
    place.run("apply --namespace a").exits(0).prints("created  IngressRouteTCP a/pg\n1 created\n");
    assert!(has(&place, "a") && !has(&place, "b") && !has(&place, "default"));
    place.run("delete --yes -n a").exits(0).prints("deleted  IngressRouteTCP a/pg\n1 deleted\n");
}

#[test]
fn the_contexts_namespace_is_the_default() {
    let place = place(Some("b"));
    write(&place, ROUTE);
    place.run("apply").exits(0).prints("created  IngressRouteTCP b/pg\n1 created\n");
    place.run("diff --cluster").exits(0);
    assert!(has(&place, "b") && !has(&place, "default"));
}

#[test]
fn without_a_namespace_anywhere_it_is_default() {
    let place = place(None);
    write(&place, ROUTE);
    place.run("apply").exits(0).prints("created  IngressRouteTCP default/pg\n1 created\n");
}

#[test]
fn build_does_not_know_the_cluster_and_there_it_is_default() {
    let place = place(Some("b"));
    write(&place, ROUTE);
    let ran = place.run("build").exits(0);
    assert!(ran.out.contains("  namespace: default\n"), "{}", ran.out);
}

#[test]
fn a_namespace_of_the_state_wins_over_the_contexts() {
    let place = place(Some("b"));
    write(&place, &format!("namespace = 'a'\n{ROUTE}"));
    place.run("apply").exits(0).prints("created  IngressRouteTCP a/pg\n1 created\n");
}

#[test]
fn objects_of_another_namespace_than_the_one_given_are_an_error() {
    let place = place(None);
    write(&place, &format!("namespace = 'b'\n{ROUTE}[routes.'a/pg']\nentry_points = ['x']\nservice = 'x:1'\n"));
    for command in ["apply --namespace a", "delete --namespace a --yes"] {
        let ran = place.run(command).exits(2).prints("");
        let ran = ran.tells("IngressRouteTCP b/pg is not in the namespace `a`");
        assert!(!ran.err.contains("IngressRouteTCP a/pg"), "{ran:?}");
    }
    assert!(!has(&place, "a") && !has(&place, "b"));
    place.run("apply --namespace a --only routes.a/pg").exits(0);
}

#[test]
fn manifests_that_name_no_namespace_go_there_too() {
    let place = place(Some("b"));
    let manifest = "apiVersion: traefik.io/v1alpha1\nkind: IngressRouteTCP\nmetadata: { name: pg }\n\
        spec: { entryPoints: [x], routes: [{ match: HostSNI(`*`), services: [{ name: s, port: 1 }] }] }\n";
    std::fs::write(place.file("m.yaml"), manifest).unwrap();
    place.run("apply m.yaml").exits(0).prints("created  IngressRouteTCP b/pg\n1 created\n");
    place.run("apply m.yaml -n a").exits(0).prints("created  IngressRouteTCP a/pg\n1 created\n");
    std::fs::write(place.file("m.yaml"), manifest.replace("name: pg", "name: pg, namespace: a")).unwrap();
    place.run("apply m.yaml -n b").exits(2).tells("IngressRouteTCP a/pg is not in the namespace `b`");
}

#[test]
fn a_tenant_prunes_one_namespace_with_a_role_alone() {
    let place = place(Some("a"));
    place.service_in("a", "postgres", 5432);
    place.kube().know("tester", User { name: "tenant", may: vec![("*", "a")] });
    let two = format!("{ROUTE}[routes.old]\nentry_points = ['x']\nservice = 'x:1'\n");
    write(&place, &two);
    place.run("apply --state-name s --namespace a").exits(0);
    write(&place, ROUTE);
    let told = "deleted  IngressRouteTCP a/old\n1 unchanged, 1 deleted\n";
    let ran = place.run("apply --state-name s --prune --yes --namespace a").exits(0).prints(told);
    assert_eq!(ran.err, "");
    let everywhere = |asked: &crate::support::kube_api::Asked| asked.verb == "list" && asked.namespace.is_empty();
    assert!(!place.kube().asked().iter().any(everywhere));
    // Without the flag the whole cluster is asked for, and what cannot be seen is told.
    write(&place, &two);
    place.run("apply --state-name s").exits(0);
    write(&place, ROUTE);
    let ran = place.run("apply --state-name s --prune --yes").exits(0).prints(told);
    ran.tells("pruned in the namespaces a only: you may not list all of them");
}

#[test]
fn a_namespace_that_is_being_deleted_is_called_that() {
    let place = place(None);
    place.kube().end_namespace("a");
    write(&place, ROUTE);
    let ran = place.run("apply -n a").exits(1).tells("IngressRouteTCP a/pg: the namespace `a` is being deleted");
    ran.tells("wait until `kubectl get namespace a` finds none");
    assert_eq!(place.run("apply -n a --format json").json()["objects"][0]["code"], "namespace-terminating");
}
