//! Lists in pages.

use serde_json::json;
use tcpgen::store::Store;

use crate::cluster::place::Place;
use crate::support::kube_api::{Fault, Trap};

#[test]
fn a_list_that_expires_between_two_pages_is_read_again() {
    let place = Place::own();
    for number in 0..700 {
        place.kube().apply_object(json!({
            "apiVersion": "traefik.io/v1alpha1", "kind": "MiddlewareTCP", "spec": {},
            "metadata": { "name": format!("m{number}"), "namespace": place.namespace },
        }));
    }
    // The second page comes late.
    place.kube().trap(Trap::on("list", Fault::Forget).resource("middlewaretcps").times(1));
    assert_eq!(place.cluster().list().unwrap().objects().len(), 700);
    let pages = place.kube().asked().iter().filter(|asked| asked.resource == "middlewaretcps").count();
    assert_eq!(pages, 3, "two pages, and all of it in one");
}

#[test]
fn what_the_server_warns_of_is_told() {
    let place = Place::own();
    place.kube().trap(Trap::on("patch", Fault::Warn("the policy \"quiet\" would rather not")).times(2));
    place.state("[middlewares.m]\nin_flight_conn = 1\n");
    place.run("apply").exits(0).tells("MiddlewareTCP NS/m: the policy \"quiet\" would rather not");
    // What is unchanged is not sent again.
    place.run("apply").exits(0).prints("1 unchanged\n");
    let told = place.state("[middlewares.m]\nin_flight_conn = 2\n").run("apply --format json").exits(0).json();
    assert_eq!(told["objects"][0]["warnings"], json!(["the policy \"quiet\" would rather not"]));
}
