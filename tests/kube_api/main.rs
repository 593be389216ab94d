//! The tests' Kubernetes API server itself.
#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers are tests' as well")]

use crate::support;

mod conventions;
mod http;
mod replay;

use std::io::{BufRead, BufReader, Lines};
use std::net::TcpStream;

use http::Ask;
use serde_json::{Value, json};
use support::KubeApi;
use support::kube_api::Applied;

const ROUTE: &str = "apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: r, labels: { team: storage } }
spec: { routes: [{ match: HostSNI(`*`) }] }
";

const COLLECTION: &str = "/apis/traefik.io/v1alpha1/namespaces/default/ingressroutetcps";

fn send(kube: &KubeApi, method: &str, path: &str) -> TcpStream {
    Ask { method, path, ..Ask::default() }.start(kube)
}

/// The status code, and the JSON object of the body.
fn ask(kube: &KubeApi, method: &str, path: &str) -> (u16, Value) {
    let answer = Ask { method, path, ..Ask::default() }.send(kube);
    (answer.code, answer.json())
}

/// The events of a watch, as they come: each as its type, and its object's name.
struct Events(Lines<BufReader<TcpStream>>);

fn watch(kube: &KubeApi, path: &str) -> Events {
    let mut lines = BufReader::new(send(kube, "GET", path)).lines();
    while lines.next().unwrap().unwrap() != "" {}
    Events(lines)
}

impl Iterator for Events {
    type Item = (String, Value);

    fn next(&mut self) -> Option<Self::Item> {
        let event: Value = serde_json::from_str(&self.0.next()?.unwrap()).unwrap();
        Some((event["type"].as_str().unwrap().to_owned(), event["object"].clone()))
    }
}

#[test]
fn an_update_keeps_the_uid() {
    let kube = KubeApi::start();
    assert_eq!(kube.apply(ROUTE), [Applied::Created]);
    let created = kube.object("IngressRouteTCP", "default", "r").unwrap();
    assert_eq!(kube.apply(ROUTE), [Applied::Unchanged]);
    assert_eq!(kube.apply(&ROUTE.replace("storage", "web")), [Applied::Updated]);
    let labelled = kube.object("IngressRouteTCP", "default", "r").unwrap();
    assert_eq!(kube.apply(&ROUTE.replace('*', "a.test")), [Applied::Updated]);
    let updated = kube.object("IngressRouteTCP", "default", "r").unwrap();
    let of = |object: &Value, field: &str| object["metadata"][field].clone();
    assert_eq!(of(&created, "uid"), of(&updated, "uid"));
    assert_eq!((of(&labelled, "generation"), of(&updated, "generation")), (json!(1), json!(2)));
    let versions = [&created, &labelled, &updated].map(|object| of(object, "resourceVersion"));
    assert_eq!(versions, ["1001", "1002", "1003"]);
}

#[test]
fn lists_and_objects_are_read() {
    let kube = KubeApi::start();
    let list = "apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Service, metadata: { name: a, namespace: x } }
  - { apiVersion: v1, kind: Service, metadata: { name: b, labels: { owner: helm } } }
  - { apiVersion: v1, kind: Namespace, metadata: { name: x } }
";
    assert_eq!(kube.apply(&format!("---\n{list}---\n{ROUTE}")), [Applied::Created; 4]);
    let names = |path: &str| {
        let (code, list) = ask(&kube, "GET", path);
        assert_eq!((code, &list["kind"]), (200, &json!("ServiceList")));
        list["items"].as_array().unwrap().iter().map(|item| item["metadata"]["name"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(names("/api/v1/services"), ["b", "a"]);
    assert_eq!(names("/api/v1/namespaces/x/services"), ["a"]);
    assert_eq!(names("/api/v1/services?labelSelector=owner%21%3Dhelm"), ["a"]);
    assert_eq!(ask(&kube, "GET", "/api/v1/namespaces/x").1["kind"], "Namespace");
    assert_eq!(ask(&kube, "GET", &format!("{COLLECTION}/r")).1["metadata"]["namespace"], "default");
}

#[test]
fn a_refusal_is_a_status() {
    let kube = KubeApi::start();
    for (method, path, code) in [
        ("GET", "/apis/traefik.io/v1alpha1/namespaces/default/ingressroutetcps/absent", 404),
        ("GET", "/api/v1/services?labelSelector=a%20in%20(b)", 400),
        ("GET", "/api/v1/services?fieldSelector=metadata.name%3Da", 400),
        ("POST", "/api/v1/namespaces/default/services/a", 405),
    ] {
        let (answered, status) = ask(&kube, method, path);
        assert_eq!((answered, &status["kind"], &status["code"]), (code, &json!("Status"), &json!(code)), "{path}");
    }
}

#[test]
fn a_watch_tells_what_happens_after_a_list() {
    let kube = KubeApi::start();
    kube.apply(ROUTE);
    let version = ask(&kube, "GET", COLLECTION).1["metadata"]["resourceVersion"].as_str().unwrap().to_owned();
    kube.apply("{ apiVersion: v1, kind: Service, metadata: { name: other } }");
    kube.apply(&ROUTE.replace('*', "a.test"));
    let events =
        watch(&kube, &format!("{COLLECTION}?watch=true&resourceVersion={version}&labelSelector=team%3Dstorage"));
    kube.apply(&ROUTE.replace("storage", "web"));
    kube.apply(ROUTE);
    kube.delete("IngressRouteTCP", "default", "r");
    let seen: Vec<String> = events.take(4).map(|(kind, _)| kind).collect();
    // An object whose label no longer fits is gone for this client.
    assert_eq!(seen, ["MODIFIED", "DELETED", "ADDED", "DELETED"]);
}

#[test]
fn a_streaming_list_says_where_it_ends_and_a_watch_ends_in_time() {
    let kube = KubeApi::start();
    kube.apply(ROUTE);
    let query = "watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=1";
    let events: Vec<_> = watch(&kube, &format!("{COLLECTION}?{query}")).collect();
    assert_eq!(events.len(), 2);
    assert_eq!((events[0].0.as_str(), &events[0].1["metadata"]["name"]), ("ADDED", &json!("r")));
    assert_eq!(events[1].0, "BOOKMARK");
    assert_eq!(events[1].1["metadata"]["annotations"]["k8s.io/initial-events-end"], "true");
}
