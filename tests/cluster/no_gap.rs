//! The real Traefik, while a route and its guard are changed in place.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::json;
use tcpgen::store::{Applied, Store};

use crate::cluster::place::Place;
use crate::support::{Backend, Client, Deed, EntryPoint, KubernetesFlags, Speaks, StaticConfig, Traefik, Via, wait};

/// How often both are changed.
const ROUNDS: usize = 100;

/// Both allow the client, whose address is 127.0.0.1.
const RANGES: [&str; 2] = ["'127.0.0.1', '10.0.0.0/8'", "'192.0.2.7', '127.0.0.0/24'"];

#[test]
fn no_connection_is_refused_that_both_the_old_and_the_new_state_allow() {
    let place = Place::own();
    let backends = ["one", "two"].map(|name| Backend::start(name, Speaks::Second));
    for backend in &backends {
        place.kube().apply_object(json!({
            "apiVersion": "v1", "kind": "Service",
            "metadata": { "name": backend.name(), "namespace": place.namespace },
            "spec": { "type": "ExternalName", "externalName": "127.0.0.1",
                "ports": [{ "name": "p", "port": backend.address().port() }] },
        }));
    }
    let objects = |round: usize| {
        let (backend, ranges) = (&backends[round % 2], RANGES[round % 2]);
        place.objects(&format!(
            "[middlewares.office]\nip_allow_list = [{ranges}]\n[routes.pg]\nentry_points = ['postgresql']\n\
             service = '{}:{}'\nmiddlewares = ['office']\n",
            backend.name(),
            backend.address().port(),
        ))
    };
    let mut store = place.cluster();
    let mut apply = |round| objects(round).into_iter().map(|object| store.apply(object).unwrap()).collect::<Vec<_>>();
    assert_eq!(apply(0), [Applied::Created; 2]);
    let uids = || {
        ["ingressroutetcps/pg", "middlewaretcps/office"].map(|path| {
            let (plural, name) = path.split_once('/').unwrap();
            place.raw(plural, name).unwrap()["metadata"]["uid"].clone()
        })
    };
    let before = uids();
    let config = StaticConfig::new().entry_point(EntryPoint::new("postgresql"));
    let flags = KubernetesFlags { allow_external_name_services: true, ..KubernetesFlags::default() };
    let traefik = Traefik::start_with_kubernetes(&config, place.kube(), flags);
    let client = Client::to(traefik.address("postgresql"));
    let (seen, ended) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    let stuck = thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    let deed = client.deed();
                    seen.lock().unwrap().push(deed);
                }
            });
        }
        let stuck = (1..=ROUNDS).find(|round| {
            let changed = apply(*round) == [Applied::Updated; 2];
            let from = seen.lock().unwrap().len();
            let newest = Deed::backend(backends[round % 2].name(), Via::Plain);
            let arrived = || seen.lock().unwrap()[from..].contains(&newest).then_some(());
            !changed || wait::until(Duration::from_secs(30), arrived).is_none()
        });
        ended.store(true, Ordering::Relaxed);
        stuck
    });
    assert_eq!(stuck, None, "a change that did not come into force");
    let seen = seen.into_inner().unwrap();
    let refused: Vec<&Deed> = seen.iter().filter(|deed| !matches!(deed, Deed::Backend { .. })).collect();
    assert!(refused.is_empty(), "{} of {} connections: {refused:?}", refused.len(), seen.len());
    assert!(seen.len() > ROUNDS, "{} connections in {ROUNDS} rounds", seen.len());
    assert_eq!(uids(), before);
    println!("{} connections during {ROUNDS} changes of both objects, none refused", seen.len());
}
