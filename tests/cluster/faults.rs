//! An API server that is busy, ill, slow, or breaks off.

use std::time::Duration;

use tcpgen::cluster::{Cluster, ClusterOptions};
use tcpgen::store::{Applied, Deleted, Store};

use crate::place::{Hasty, Place};
use crate::support::kube_api::{Fault, Trap};

const ROUTE: &str = "[routes.pg]\nentry_points = ['pg']\nservice = 'a:1'\n";

fn waiting(place: &Place) -> (Cluster, Hasty) {
    let clock = Hasty::default();
    let options = ClusterOptions { timeout: Duration::from_millis(200), ..place.options() };
    (Cluster::connect(options).unwrap().with_clock(clock.clone()), clock)
}

#[test]
fn what_passes_is_waited_for() {
    for fault in [
        Fault::Answer(429, Some(1)),
        Fault::Answer(500, None),
        Fault::Answer(503, None),
        Fault::Drop,
        Fault::DropDone,
        Fault::Half,
        Fault::Slow(Duration::from_secs(2)),
    ] {
        let place = Place::own();
        let (mut store, clock) = waiting(&place);
        let object = place.object(ROUTE);
        place.kube().trap(Trap::on("patch", fault.clone()).times(2));
        assert_eq!(store.apply(object.clone()).unwrap(), Applied::Created, "{fault:?}");
        assert_eq!(clock.0.lock().unwrap().len(), 2, "{fault:?}");
        place.kube().trap(Trap::on("delete", fault.clone()).times(2));
        assert_eq!(store.delete(object.kind(), object.object_ref()).unwrap(), Deleted::Deleted, "{fault:?}");
        assert!(place.raw("ingressroutetcps", "pg").is_none(), "{fault:?}");
    }
}

#[test]
fn a_server_is_left_alone_for_as_long_as_it_asks_and_longer_each_time() {
    let place = Place::own();
    let (store, clock) = waiting(&place);
    place.kube().trap(Trap::on("list", Fault::Answer(429, Some(7))).times(1));
    place.kube().trap(Trap::on("list", Fault::Answer(500, None)).times(3));
    store.list().unwrap();
    let waited: Vec<u128> = clock.0.lock().unwrap().iter().map(Duration::as_millis).collect();
    assert_eq!(waited, [7000, 500, 1000, 2000]);
}

#[test]
fn what_does_not_pass_is_given_up() {
    for (fault, told) in [
        (Fault::Answer(429, None), "429 the server is ill, on purpose"),
        (Fault::Answer(500, None), "500 the server is ill, on purpose"),
        (Fault::Slow(Duration::from_secs(2)), "no answer within 0.2 seconds"),
    ] {
        let place = Place::own();
        let (mut store, clock) = waiting(&place);
        place.kube().trap(Trap::on("patch", fault));
        let error = store.apply(place.object(ROUTE)).unwrap_err();
        let address = place.kube().endpoint();
        let expected = format!("the cluster at {address} did not answer properly, 6 times in a row: {told}");
        assert_eq!(error.to_string(), expected);
        assert!(error.help.unwrap().contains("run the same command again"));
        assert_eq!(clock.0.lock().unwrap().len(), 5);
    }
}

#[test]
fn an_object_is_changed_and_never_deleted_for_it() {
    let place = Place::own();
    let (mut store, _) = waiting(&place);
    for port in 1..6 {
        store.apply(place.object(&ROUTE.replace("a:1", &format!("a:{port}")))).unwrap();
    }
    let asked = place.kube().asked();
    assert!(asked.iter().all(|asked| asked.verb != "delete"), "{asked:?}");
    assert_eq!(asked.iter().filter(|asked| asked.verb == "patch" && asked.name == "pg").count(), 5);
}

#[test]
fn somebody_elses_new_object_is_not_deleted_in_place_of_the_old_one() {
    let place = Place::own();
    let (mut store, _) = waiting(&place);
    let object = place.object(ROUTE);
    store.apply(object.clone()).unwrap();
    place.kube().trap(Trap::on("delete", Fault::Slow(Duration::from_millis(100))));
    let error = std::thread::scope(|scope| {
        let deleting = scope.spawn(|| store.delete(object.kind(), object.object_ref()));
        while !place.kube().asked().iter().any(|asked| asked.verb == "delete") {
            std::thread::yield_now();
        }
        place.kube().delete("IngressRouteTCP", &place.namespace, "pg");
        place.kube().apply_as("kubectl", &serde_json::to_value(&object).unwrap());
        deleting.join().unwrap()
    })
    .unwrap_err();
    let message = format!("IngressRouteTCP {}/pg: somebody else changed it at the same moment", place.namespace);
    assert_eq!((error.code, error.message), ("changed-meanwhile", message));
    assert!(place.raw("ingressroutetcps", "pg").is_some());
    let deletions = place.kube().asked().iter().filter(|asked| asked.verb == "delete").count();
    assert_eq!(deletions, 1, "a second attempt cannot do better");
}
