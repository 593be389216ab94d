//! What every store does.

use serde_json::json;
use tcpgen::cluster::{Cluster, ClusterOptions};
use tcpgen::resource::{ApiGroup, Kind, ObjectRef};
use tcpgen::store::{Applied, Deleted, Store};

use crate::cluster::place::Place;
use crate::cluster::texts::WITH_TLS;
use crate::support::kube_api::{Fault, Trap};

const WITHOUT: &str = "[routes.pg]\nentry_points = ['pg']\nservice = 'b:1'\n";

#[test]
fn the_traffic_tools_do_what_they_do_over_every_store() {
    let mut places = Vec::new();
    crate::cluster::suite::run(&mut || {
        let place = Place::own();
        for name in ["ops", "prod", "stage"] {
            place.kube().apply_object(json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": name } }));
        }
        // What Services there are is nobody's business here: the other stores know of none.
        place.kube().trap(Trap::on("list", Fault::Forbid).resource("services"));
        let cluster = Cluster::connect(ClusterOptions { namespace: None, ..place.options() }).unwrap();
        places.push(place);
        Box::new(cluster)
    });
}

#[test]
fn the_tools_take_nobodys_labels_over_and_keep_their_own() {
    let place = Place::new();
    let mut store = place.cluster();
    store.apply(place.object(&format!("{WITHOUT}labels = {{ team = 'data' }}\n"))).unwrap();
    let mut theirs = serde_json::to_value(place.object(WITHOUT)).unwrap();
    theirs["metadata"]["labels"] = json!({ "helm": "yes" });
    place.apply_as("helm", "ingressroutetcps", &theirs);
    let mut next = place.object(WITHOUT);
    next.metadata.labels = tcpgen::resource::Labels::default();
    assert_eq!(store.apply_spec(next).unwrap(), Applied::Unchanged);
    let object = place.raw("ingressroutetcps", "pg").unwrap();
    let labels = json!({ "app.kubernetes.io/managed-by": "tcpgen", "helm": "yes", "team": "data" });
    assert_eq!(object["metadata"]["labels"], labels);
    place.apply_as(
        "helm",
        "ingressroutetcps",
        &json!({
            "apiVersion": "traefik.io/v1alpha1", "kind": "IngressRouteTCP",
            "metadata": { "name": "pg", "namespace": place.namespace }, "spec": theirs["spec"],
        }),
    );
    let object = place.raw("ingressroutetcps", "pg").unwrap();
    assert_eq!(object["metadata"]["labels"].get("helm"), None, "tcpgen never said it");
}

#[test]
fn applying_creates_then_changes_in_place() {
    let place = Place::new();
    let mut store = place.cluster();
    let name = ObjectRef { namespace: &place.namespace, name: "pg" };
    let (first, other) = (place.object(WITH_TLS), place.object(WITHOUT));
    assert!(store.get(Kind::IngressRouteTcp, name).unwrap().is_none());
    assert_eq!(store.apply(first.clone()).unwrap(), Applied::Created);
    let uid = store.get(Kind::IngressRouteTcp, name).unwrap().unwrap().uid;
    assert_eq!(store.apply(first.clone()).unwrap(), Applied::Unchanged);
    assert_eq!(store.apply(other.clone()).unwrap(), Applied::Updated);
    let stored = store.get(Kind::IngressRouteTcp, name).unwrap().unwrap();
    assert_eq!((stored.uid, stored.object.spec, stored.object.metadata), (uid.clone(), other.spec, other.metadata));
    assert_eq!(place.raw("ingressroutetcps", "pg").unwrap()["spec"].get("tls"), None);
    assert_eq!(store.delete(Kind::IngressRouteTcp, name).unwrap(), Deleted::Deleted);
    assert_eq!(store.delete(Kind::IngressRouteTcp, name).unwrap(), Deleted::NotFound);
    assert_eq!(store.apply(first).unwrap(), Applied::Created);
    assert_ne!(store.get(Kind::IngressRouteTcp, name).unwrap().unwrap().uid, uid);
}

#[test]
fn every_field_of_every_kind_survives() {
    let place = Place::new();
    let mut store = place.cluster();
    let text = "[middlewares.office]
ip_allow_list = ['10.0.0.0/8', '192.0.2.7']
[middlewares.'limit']
in_flight_conn = 100
[servers_transports.slow]
dial_timeout = '5s'
dial_keep_alive = '30s'
tls = { server_name = 'pg.internal', root_cas = [{ secret = 'ca' }, { config_map = 'more' }] }
[tls_options.modern]
min_version = 'VersionTLS13'
client_auth = { secret_names = ['ca'], client_auth_type = 'RequireAndVerifyClientCert' }
[tls_stores.default]
default_certificate = { secret_name = 'fallback' }
[routes.split]
entry_points = ['pg']
tls = { secret_name = 'cert', options = 'modern', domains = [{ main = 'a.example.com', sans = ['b.example.com'] }] }
[[routes.split.rules]]
match = 'HostSNI(`a.example.com`) && ClientIP(`10.0.0.0/8`)'
priority = 20
services = [{ name = 'a', port = 5432, weight = 3, servers_transport = 'slow' }, { name = 'b', port = 'pg', native_lb = true }]
middlewares = ['office', 'limit']
";
    let objects = place.objects(text);
    for object in &objects {
        assert_eq!(store.apply(object.clone()).unwrap(), Applied::Created, "{}", object.object_ref());
        assert_eq!(store.apply(object.clone()).unwrap(), Applied::Unchanged, "{}", object.object_ref());
    }
    let listed = store.list().unwrap();
    assert_eq!(listed.objects().len(), objects.len());
    for object in &objects {
        let found = listed.index(object.kind())[&object.object_ref()];
        assert_eq!((&found.spec, &found.metadata), (&object.spec, &object.metadata));
    }
    let kinds: Vec<Kind> = listed.objects().iter().map(tcpgen::resource::Object::kind).collect();
    assert!(kinds.is_sorted(), "referenced kinds stand before routes: {kinds:?}");
}

#[test]
fn a_long_list_comes_whole() {
    let place = Place::own();
    for number in 0..1201 {
        place.kube().apply_object(json!({
            "apiVersion": "traefik.io/v1alpha1", "kind": "MiddlewareTCP", "spec": {},
            "metadata": { "name": format!("m{number}"), "namespace": place.namespace },
        }));
    }
    assert_eq!(place.cluster().list().unwrap().objects().len(), 1201);
}

#[test]
fn the_group_of_traefik_v2_is_written_where_the_state_says_so() {
    let place = Place::own();
    let options = ClusterOptions { group: ApiGroup::TraefikContainoUs, ..place.options() };
    let mut store = Cluster::connect(options).unwrap();
    let object = place.object("[traefik]\nversion = 'v2'\n[routes.pg]\nentry_points = ['pg']\nservice = 'a:1'\n");
    assert_eq!(store.apply(object.clone()).unwrap(), Applied::Created);
    assert!(place.raw("ingressroutetcps", "pg").is_none());
    assert_eq!(store.list().unwrap().objects().len(), 1);
    assert_eq!(store.delete(object.kind(), object.object_ref()).unwrap(), Deleted::Deleted);
}

#[test]
fn a_store_can_be_used_within_an_async_runtime() {
    let place = Place::own();
    let mut store = place.cluster();
    let object = place.object(WITHOUT);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let applied = runtime.block_on(async move { store.apply(object) });
    assert_eq!(applied.unwrap(), Applied::Created);
}
