//! Objects that are marked as part of a state.

use tcpgen::cluster::{Cluster, ClusterOptions, STATE_LABEL};
use tcpgen::store::{Applied, Store};

use crate::cluster::place::Place;
use crate::cluster::texts::PLAIN as ROUTE;

fn as_state(place: &Place, name: &str, force_conflicts: bool) -> Cluster {
    let options = ClusterOptions { state: Some(name.to_owned()), force_conflicts, ..place.options() };
    Cluster::connect(options).unwrap()
}

#[test]
fn objects_of_another_state_are_not_touched() {
    let place = Place::new();
    let (mut ours, mut theirs) = (as_state(&place, "ours", false), as_state(&place, "theirs", false));
    let object = place.object(ROUTE);
    assert_eq!(theirs.apply(object.clone()).unwrap(), Applied::Created);
    let error = ours.apply(object.clone()).unwrap_err();
    let message = format!("IngressRouteTCP {}/pg: it belongs to the state `theirs`", place.namespace);
    assert_eq!((error.code, &error.message), ("of-another-state", &message));
    assert_eq!(ours.delete(object.kind(), object.object_ref()).unwrap_err(), error);
    let of =
        |cluster: &Cluster, state: &str| cluster.part_of(state, &std::collections::BTreeSet::new()).unwrap().objects;
    assert!(of(&ours, "ours").is_empty());
    assert_eq!(as_state(&place, "ours", true).apply(object.clone()).unwrap(), Applied::Updated);
    assert_eq!(place.raw("ingressroutetcps", "pg").unwrap()["metadata"]["labels"][STATE_LABEL], "ours");
    assert_eq!(of(&ours, "ours").len(), 1);
    assert!(of(&theirs, "theirs").is_empty());
    assert!(theirs.apply(object).is_err());
}
