//! What the API's conventions say and no story shows.

use serde_json::{Value, json};

use crate::kube_api::http::{Answer, Ask};
use crate::kube_api::{COLLECTION, ROUTE};
use crate::support::KubeApi;
use crate::support::kube_api::User;

const APPLY: &str = "application/apply-patch+yaml";
const ITEM: &str = "/apis/traefik.io/v1alpha1/namespaces/default/ingressroutetcps/r";

fn send(kube: &KubeApi, method: &str, path: &str, content_type: &str, body: &str) -> Answer {
    Ask { method, path, content_type: Some(content_type), body: Some(body), token: None }.send(kube)
}

fn get(kube: &KubeApi, path: &str) -> Answer {
    Ask { method: "GET", path, ..Ask::default() }.send(kube)
}

#[test]
fn a_dry_run_of_a_creation_answers_an_object_without_a_version() {
    let kube = KubeApi::start();
    let answer = send(&kube, "PATCH", &format!("{ITEM}?fieldManager=a&dryRun=All"), APPLY, ROUTE);
    assert_eq!((answer.code, &answer.json()["metadata"]["resourceVersion"]), (201, &Value::Null));
    assert!(answer.json()["metadata"]["uid"].is_string());
    assert_eq!(get(&kube, ITEM).code, 404);
}

#[test]
fn a_dry_run_of_other_stages_is_refused() {
    let kube = KubeApi::start();
    kube.apply(ROUTE);
    let body = json!({ "kind": "DeleteOptions", "apiVersion": "v1", "dryRun": ["Some"] }).to_string();
    assert_eq!(send(&kube, "DELETE", ITEM, "application/json", &body).code, 422);
    assert_eq!(send(&kube, "DELETE", ITEM, "application/json", "{").code, 400);
    assert_eq!(get(&kube, &format!("{ITEM}?dryRun=None")).code, 422);
    assert_eq!(get(&kube, ITEM).code, 200);
}

#[test]
fn a_token_of_what_is_forgotten_is_gone() {
    let kube = KubeApi::start();
    kube.apply(ROUTE);
    kube.apply(&ROUTE.replace("name: r", "name: s"));
    let page = get(&kube, &format!("{COLLECTION}?limit=1")).json();
    let next = format!("{COLLECTION}?limit=1&continue={}", page["metadata"]["continue"].as_str().unwrap());
    kube.delete("IngressRouteTCP", "default", "s");
    assert_eq!(get(&kube, &next).json()["items"][0]["metadata"]["name"], "s", "a list is of one version");
    kube.forget();
    let answer = get(&kube, &next);
    assert_eq!((answer.code, &answer.json()["reason"]), (410, &json!("Expired")));
}

#[test]
fn an_object_with_finalizers_stays_and_is_going() {
    let kube = KubeApi::start();
    let kept = ROUTE.replace("name: r,", "name: r, finalizers: [example.com/f],");
    kube.apply(&kept);
    let answer = send(&kube, "DELETE", ITEM, "application/json", "");
    assert_eq!((answer.code, &answer.json()["kind"]), (200, &json!("IngressRouteTCP")));
    assert!(get(&kube, ITEM).json()["metadata"]["deletionTimestamp"].is_string());
}

#[test]
fn a_patch_of_another_version_is_a_conflict() {
    let kube = KubeApi::start();
    kube.apply(ROUTE);
    let version = get(&kube, ITEM).json()["metadata"]["resourceVersion"].clone();
    let patch = |version: &Value| {
        let label = json!({ "op": "add", "path": "/metadata/labels/a~1b", "value": "c" });
        let body = json!([label, { "op": "replace", "path": "/metadata/resourceVersion", "value": version }]);
        send(&kube, "PATCH", ITEM, "application/json-patch+json", &body.to_string())
    };
    assert_eq!(patch(&json!("1")).json()["reason"], "Conflict");
    let answer = patch(&version);
    assert_eq!((answer.code, &answer.json()["metadata"]["labels"]["a/b"]), (200, &json!("c")));
    let managers = answer.json()["metadata"]["managedFields"].clone();
    assert_eq!((&managers[0]["manager"], &managers[0]["operation"]), (&json!("Python-urllib"), &json!("Update")));
    let merge = json!({ "metadata": { "labels": { "a/b": null } } }).to_string();
    let answer = send(&kube, "PATCH", ITEM, "application/merge-patch+json", &merge);
    assert_eq!(answer.json()["metadata"]["labels"], json!({ "team": "storage" }));
}

#[test]
fn an_apply_that_creates_needs_the_right_to_create() {
    let kube = KubeApi::start();
    kube.know("editor", User { name: "editor", may: vec![("patch", "default")] });
    let path = format!("{ITEM}?fieldManager=a");
    let apply = || {
        Ask { method: "PATCH", path: &path, content_type: Some(APPLY), token: Some("editor"), body: Some(ROUTE) }
            .send(&kube)
    };
    let answer = apply();
    assert_eq!(answer.code, 403);
    let message = "ingressroutetcps.traefik.io \"r\" is forbidden: ";
    assert_eq!(answer.json()["message"], message, "RBAC gives no reason");
    kube.apply(ROUTE);
    assert_eq!(apply().code, 200);
}
