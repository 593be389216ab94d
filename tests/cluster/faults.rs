//! An API server that is busy, failing, slow, or breaks off.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use tcpgen::cluster::{Cluster, ClusterError, ClusterOptions, Limit};
use tcpgen::store::{Applied, Deleted, Store};

use crate::cluster::kubeconfig::kubeconfig;
use crate::cluster::place::{Hasty, Place};
use crate::cluster::texts::PLAIN as ROUTE;
use crate::support::front::{Cut, Front};
use crate::support::kube_api::{Fault, Trap};

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
        (Fault::Answer(429, None), (6, "429 the server fails, on purpose")),
        (Fault::Answer(500, None), (6, "500 the server fails, on purpose")),
        // Three times as long as one answer may take, all in all.
        (Fault::Slow(Duration::from_mins(1)), (3, "no answer within 0.2 seconds")),
    ] {
        let (attempts, told) = told;
        let place = Place::own();
        let (mut store, clock) = waiting(&place);
        place.kube().trap(Trap::on("patch", fault));
        let error = store.apply(place.object(ROUTE)).unwrap_err();
        let address = place.kube().endpoint();
        let expected = format!("the cluster at {address} did not answer properly, {attempts} times in a row: {told}");
        assert_eq!(error.to_string(), expected);
        assert!(error.help.unwrap().contains("run the same command again"));
        assert_eq!(clock.0.lock().unwrap().len(), attempts - 1);
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
    place.kube().trap(Trap::on("delete", Fault::Slow(Duration::from_millis(100))).times(1));
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

/// A cluster that speaks TLS.
fn with_tls(place: &Place) -> (Cluster, Hasty, Front) {
    let front = Front::tls(&place.kube().endpoint());
    let server = format!("https://localhost:{}", front.address().port());
    let authority = BASE64_STANDARD.encode(front.ca());
    let path = kubeconfig(place, json!({ "server": server, "certificate-authority-data": authority }), json!({}));
    let clock = Hasty::default();
    let options = ClusterOptions { kubeconfig: Some(path), ..place.options() };
    (Cluster::connect(options).unwrap().with_clock(clock.clone()), clock, front)
}

#[test]
fn a_server_that_is_killed_within_an_answer_is_asked_again() {
    for cut in [Cut::Middle, Cut::Reset, Cut::Answer, Cut::Handshake] {
        let place = Place::own();
        let (mut store, clock, front) = with_tls(&place);
        front.cut(&[cut, cut, cut]);
        assert_eq!(store.apply(place.object(ROUTE)).unwrap(), Applied::Created, "{cut:?}");
        assert_eq!((front.cuts_left(), clock.0.lock().unwrap().len()), (0, 3), "{cut:?}");
        assert!(place.raw("ingressroutetcps", "pg").is_some(), "{cut:?}");
    }
}

#[test]
fn a_server_that_goes_on_breaking_off_is_failing_and_not_untrusted() {
    let place = Place::own();
    let (store, clock, front) = with_tls(&place);
    front.cut(&[Cut::Middle; 9]);
    let error = store.list().unwrap_err();
    assert_eq!(error.code, "failing", "{error:?}");
    assert!(error.message.contains("6 times in a row") && error.message.contains("close_notify"), "{error:?}");
    assert_eq!(clock.0.lock().unwrap().len(), 5);
}

#[test]
fn requests_do_not_wait_for_one_that_hangs() {
    let place = Place::own();
    let hour = Duration::from_hours(1);
    let patient = ClusterOptions { timeout: hour, ..place.options() };
    let patient = Cluster::connect(patient).unwrap();
    place.kube().trap(Trap::on("get", Fault::Slow(hour)).name("hangs").times(1));
    let limit = Limit::default();
    let hanging = patient.clone().within(limit.clone());
    let object = place.object(&ROUTE.replace("pg", "hangs"));
    std::thread::scope(|scope| {
        let hangs = scope.spawn(|| hanging.put(&object));
        while !place.kube().asked().iter().any(|asked| asked.name == "hangs") {
            std::thread::yield_now();
        }
        // Over the same connection's thread, and it is answered.
        patient.list().unwrap();
        assert!(!hangs.is_finished());
        limit.end();
        let ended = hangs.join().unwrap().unwrap_err();
        assert!(matches!(ended, ClusterError::Ended { .. }), "{ended:?}");
    });
}

#[test]
fn nothing_is_sent_after_the_limit() {
    let place = Place::own();
    let limit = Limit::default();
    limit.end();
    let before = place.kube().asked().len();
    let cluster = place.cluster().within(limit);
    assert_eq!(cluster.list().unwrap_err().code, "cancelled");
    let over = place.cluster().within(Limit::until(std::time::Instant::now()));
    assert_eq!(over.list().unwrap_err().code, "failing");
    assert_eq!(place.kube().asked().len(), before);
}

#[test]
fn a_server_that_accepts_and_never_answers_is_given_up() {
    let place = Place::own();
    let silent = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let server = format!("http://{}", silent.local_addr().unwrap());
    let path = kubeconfig(&place, json!({ "server": server }), json!({}));
    let timeout = Duration::from_millis(200);
    let options = ClusterOptions { kubeconfig: Some(path), timeout, ..place.options() };
    let cluster = Cluster::connect(options).unwrap().with_clock(Hasty::default());
    let told =
        format!("the cluster at {server} did not answer properly, 3 times in a row: no answer within 0.2 seconds");
    assert_eq!(cluster.list().unwrap_err().message, told);
}

const GUARDED: &str = "[middlewares.one]\nin_flight_conn = 1\n[middlewares.two]\nin_flight_conn = 2\n[middlewares.three]\n\
                       in_flight_conn = 3\n[routes.pg]\nentry_points = ['db']\nservice = 's:1'\nmiddlewares = ['two']\n";

/// It used to be asked six times, and then the run ended.
#[test]
fn a_webhook_that_does_not_answer_stops_one_object_and_what_needs_it() {
    let place = Place::new();
    place.kube().trap(Trap::on("patch", Fault::Webhook).name("two"));
    let ran = place.state(GUARDED).run("apply").exits(1);
    ran.prints(
        "created  MiddlewareTCP NS/one\nfailed   MiddlewareTCP NS/two\ncreated  MiddlewareTCP NS/three\n\
         skipped  IngressRouteTCP NS/pg\n2 created, 1 skipped, 1 failed\n",
    );
    let asked = place.kube().asked();
    assert_eq!(asked.iter().filter(|asked| asked.verb == "patch" && asked.name == "two").count(), 1);
}

/// Nothing was printed, and nobody knew how far it had come.
#[test]
fn an_interrupted_run_reports_what_it_did() {
    let place = Place::new();
    place.kube().trap(Trap::on("patch", Fault::Slow(Duration::from_mins(1))).name("two"));
    let running = place.state(GUARDED).start_piped("apply");
    while !place.kube().asked().iter().any(|asked| asked.verb == "patch" && asked.name == "two") {
        std::thread::sleep(Duration::from_millis(10));
    }
    let killed = std::process::Command::new("kill").args(["-INT", &running.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let output = running.wait_with_output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(2), "{out}{err}");
    assert!(out.contains("created  MiddlewareTCP") && out.contains("/one"), "{out}{err}");
    assert!(err.contains("was cancelled before the cluster"), "{err}");
}
