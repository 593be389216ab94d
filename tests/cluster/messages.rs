//! The messages for what a cluster refuses or cannot do.

use tcpgen::cluster::{Cluster, ClusterOptions};
use tcpgen::store::{Refusal, Store};

use crate::cluster::place::{Place, kubeconfig_of};
use crate::cluster::texts::PLAIN as ROUTE;
use crate::support::kube_api::{Fault, Trap, User};

#[track_caller]
fn told(error: impl Into<Refusal>, message: &str, help: &str) {
    let error = error.into();
    assert!(error.message.contains(message), "{error:?}");
    assert!(error.help.as_ref().unwrap().contains(help), "{error:?}");
}

#[test]
fn the_crds_are_missing() {
    let place = Place::own();
    let mut store = place.cluster();
    place.kube().without("ingressroutetcps");
    let message = "the cluster has no ingressroutetcps.traefik.io: Traefik's CRDs are not installed";
    told(store.apply(place.object(ROUTE)).unwrap_err(), message, "helm install traefik-crds");
    told(store.list().unwrap_err(), "Traefik's CRDs are not installed", "helm install traefik-crds");
    place.kube().heal();
    place.kube().without("serverstransporttcps");
    assert!(store.list().unwrap().objects().is_empty(), "Traefik v2 has no such kind");
}

#[test]
fn access_is_denied() {
    for (verb, resource) in [("get", "ingressroutetcps"), ("patch", "ingressroutetcps"), ("list", "middlewaretcps")] {
        let place = Place::own();
        let mut store = place.cluster();
        place.kube().trap(Trap::on(verb, Fault::Forbid).resource(resource));
        let error =
            if verb == "list" { store.list().unwrap_err() } else { store.apply(place.object(ROUTE)).unwrap_err() };
        let message = format!("you may not {verb} {resource}.traefik.io in namespace `{}`", place.namespace);
        let help = format!("kubectl auth can-i {verb} {resource}.traefik.io -n {}", place.namespace);
        told(error, &message, &help);
    }
    let place = Place::own();
    place.kube().trap(Trap::on("list", Fault::Forbid));
    let everywhere = Cluster::connect(ClusterOptions { namespace: None, ..place.options() }).unwrap();
    told(everywhere.list().unwrap_err(), "in all namespaces", "a ClusterRole");
}

#[test]
fn the_right_to_create_is_missing() {
    let place = Place::own();
    let namespace: &'static str = place.namespace.clone().leak();
    let may = vec![("get", namespace), ("patch", namespace)];
    place.kube().know("tester", User { name: "tester", may });
    let message = format!("you may not create ingressroutetcps.traefik.io in namespace `{namespace}`");
    told(place.cluster().apply(place.object(ROUTE)).unwrap_err(), &message, "verbs: [create]");
}

#[test]
fn a_policy_or_a_quota_is_not_called_a_missing_right() {
    for reason in [
        "ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no route without a guard",
        "exceeded quota: q, requested: count/ingressroutetcps.traefik.io=1, used: 5, limited: 5",
    ] {
        let place = Place::own();
        place.kube().trap(Trap::on("patch", Fault::Deny(reason)));
        let error = place.cluster().apply(place.object(ROUTE)).unwrap_err();
        assert_eq!(error.code, "refused", "{error:?}");
        told(error, reason, "correct the object");
    }
}

#[test]
fn the_object_is_refused() {
    let place = Place::new();
    let mut store = place.cluster();
    let mut object = place.object(ROUTE);
    object.metadata.namespace.value = "tcpgen-nowhere".into();
    let error = store.apply(object).unwrap_err();
    told(error, "there is no namespace `tcpgen-nowhere`", "kubectl create namespace tcpgen-nowhere");
    let object = place.object("[middlewares.m]\nin_flight_conn = 1\n");
    let mut object = serde_json::to_value(object).unwrap();
    object["spec"]["inFlightConn"]["amount"] = serde_json::json!(-1);
    let wrong = tcpgen::import::manifests(&tcpgen::source::Sources::single("a.json", object.to_string()), "default");
    told(store.apply(wrong.resources.objects()[0].clone()).unwrap_err(), "amount", "correct the object");
}

#[test]
fn a_field_is_newer_than_the_crds() {
    let place = Place::own();
    let mut store = place.cluster();
    let reason = "failed to create typed patch object (a/pg): .spec.tls.store: field not declared in schema";
    place.kube().trap(Trap::on("patch", Fault::Refuse(reason)));
    told(store.apply(place.object(ROUTE)).unwrap_err(), ".spec.tls.store", "update Traefik's CRDs");
}

#[test]
fn nobody_is_there() {
    let place = Place::own();
    let path = place.file("other");
    // A port that was free a moment ago, and that nobody listens on.
    let port = crate::support::ports::free(1)[0];
    std::fs::write(&path, kubeconfig_of(&format!("http://{port}"))).unwrap();
    let cluster = Cluster::connect(ClusterOptions { kubeconfig: Some(path), ..place.options() }).unwrap();
    let message = format!("the cluster at http://{port} cannot be reached: ");
    told(cluster.list().unwrap_err(), &message, "kubectl cluster-info");
}

#[test]
fn the_credentials_are_not_accepted() {
    let place = Place::own();
    place.kube().trap(Trap::on("list", Fault::Answer(401, None)));
    told(place.cluster().list().unwrap_err(), "does not accept the credentials", "log in again");
}

#[test]
fn tls_meets_none() {
    let place = Place::own();
    let path = place.file("other");
    std::fs::write(&path, kubeconfig_of(&place.kube().endpoint().replace("http:", "https:"))).unwrap();
    let cluster = Cluster::connect(ClusterOptions { kubeconfig: Some(path), ..place.options() });
    let error = cluster.map_err(Refusal::from).and_then(|cluster| cluster.list()).unwrap_err();
    told(error, "cannot be trusted", "certificate-authority");
}

#[test]
fn the_kubeconfig_is_not_right() {
    let place = Place::own();
    let connect = |options: ClusterOptions| Cluster::connect(options).err().unwrap();
    let other = ClusterOptions { context: Some("other".to_owned()), ..place.options() };
    told(connect(other), "the kubeconfig has no context `other`", "`--context`: test");
    let missing = ClusterOptions { kubeconfig: Some(place.file("missing")), ..place.options() };
    told(connect(missing), "cannot read", "`--kubeconfig`");
    let garbled = place.file("garbled");
    std::fs::write(&garbled, "clusters: {").unwrap();
    told(connect(ClusterOptions { kubeconfig: Some(garbled), ..place.options() }), "YAML", "`--kubeconfig`");
    let certified = place.file("certified");
    let mut config: serde_json::Value = serde_json::from_str(&kubeconfig_of("https://127.0.0.1:1")).unwrap();
    config["clusters"][0]["cluster"]["certificate-authority-data"] = serde_json::json!("!");
    std::fs::write(&certified, config.to_string()).unwrap();
    let error = connect(ClusterOptions { kubeconfig: Some(certified), ..place.options() });
    told(error, "base64", "`--kubeconfig`");
}
