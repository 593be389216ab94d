//! What a client watches, whoever changes it.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::Client;
#[cfg(feature = "cluster")]
use super::{cluster, support::KubeApi};

const LIST: &str = "traefik://traffic/tcp/list";
const PG: &str = "traefik://traffic/tcp/default/pg";
const ROUTE: &str = "traefik_manage_tcp_routing";

/// A state with one route.
const STATE: &str = "[entry_points]\npg = 5432\n[routes.pg]\nentry_points = [\"pg\"]\nservice = \"db:5432\"\n";

/// Longer than the server waits until it looks at a file again.
const SECONDS: f64 = 10.0;

/// As long as it takes to see that nothing is told: two looks at a file.
const QUIET: f64 = 2.5;

fn updated(client: &mut Client, seconds: f64) -> Value {
    client.take("updated", json!([seconds]))
}

/// The addresses of the next changes, in alphabetical order.
fn next<const N: usize>(client: &mut Client) -> [Value; N] {
    let mut found = [(); N].map(|()| updated(client, SECONDS));
    found.sort_by_key(Value::to_string);
    found
}

/// A client with a state of one route.
fn with_state(mut client: Client) -> Client {
    fs::write(client.path(), STATE).unwrap();
    assert_eq!(client.list()["count"], 1);
    client
}

#[test]
fn a_session_hears_of_a_file_that_is_edited_until_it_unsubscribes() {
    let mut client = with_state(Client::of_person("accept", "legacy"));
    for uri in [LIST, PG, PG] {
        assert!(client.take("subscribe_resource", json!([uri])).get("failed").is_none());
    }
    fs::write(client.path(), STATE.replace("db:5432", "db:80")).unwrap();
    assert_eq!(next(&mut client), [PG, LIST]);
    fs::write(client.path(), "# the same\n".to_owned() + &STATE.replace("db:5432", "db:80")).unwrap();
    assert_eq!(updated(&mut client, QUIET), json!(null), "the answers are the same");
    fs::write(client.path(), "[").unwrap();
    assert_eq!(updated(&mut client, QUIET), json!(null), "what cannot be read is no change");
    client.take("unsubscribe_resource", json!([LIST]));
    fs::write(client.path(), "").unwrap();
    assert_eq!(next(&mut client), [PG], "a route that goes is a change of it");
    assert_eq!(updated(&mut client, QUIET), json!(null), "nobody listens to the listing");
    fs::write(client.path(), STATE).unwrap();
    assert_eq!(next(&mut client), [PG], "and so is one that comes back");
}

#[test]
fn a_client_hears_of_its_own_change() {
    let mut client = with_state(Client::stdio(&["--allow-widening"]));
    assert_eq!(client.take("listen", json!([LIST])), json!({ "honored": [LIST] }));
    client.call(ROUTE, json!({ "route_name": "other", "service_name": "b" }));
    assert_eq!(next(&mut client), [LIST]);
    client.call(ROUTE, json!({ "route_name": "other", "service_name": "b" }));
    assert_eq!(updated(&mut client, QUIET), json!(null), "nothing has changed");
}

#[test]
fn a_request_that_listens_hears_of_another_session_over_http() {
    let mut client = with_state(Client::http(&["--allow-widening"]));
    let mut other = client.another();
    assert_eq!(client.take("listen", json!([PG, LIST])), json!({ "honored": [PG, LIST] }));
    other.call(ROUTE, json!({ "route_name": "pg", "action": "update", "service_port": 80 }));
    assert_eq!(next(&mut client), [PG, LIST]);
    assert_eq!(updated(&mut other, 0.1), json!(null), "who does not listen hears nothing");
    client.take("stop", json!([]));
    other.call(ROUTE, json!({ "route_name": "pg", "action": "update", "service_port": 81 }));
    assert_eq!(updated(&mut client, QUIET), json!(null));
}

#[test]
fn what_cannot_be_read_cannot_be_watched() {
    let mut session = with_state(Client::of_person("accept", "legacy"));
    let mut listener = with_state(Client::stdio(&[]));
    for uri in ["traefik://no", "traefik://traffic/tcp/default/gone"] {
        let read = session.take("read_resource", json!([uri]))["failed"].clone();
        assert!(read.is_string());
        assert_eq!(session.take("subscribe_resource", json!([uri]))["failed"], read);
        listener.take("listen", json!([LIST, uri]));
        assert_eq!(updated(&mut listener, SECONDS), json!(format!("lost: {}", read.as_str().unwrap())));
    }
}

#[test]
fn a_client_watches_a_bounded_number_of_resources() {
    let mut client = with_state(Client::stdio(&[]));
    let all: Vec<&str> = [PG; 65].to_vec();
    client.take("listen", json!(all));
    let refused = updated(&mut client, SECONDS);
    assert!(refused.as_str().unwrap().contains("at most 64 resources"), "{refused}");
    assert_eq!(client.take("listen", json!(&all[..64]))["honored"].as_array().unwrap().len(), 64);
    client.take("listen", json!([LIST]));
    let refused = updated(&mut client, SECONDS);
    assert!(refused.as_str().unwrap().contains("at most 64 resources"), "{refused}");
    client.take("stop", json!([]));
    client.take("stop", json!([]));
    client.take("listen", json!([LIST]));
    fs::write(client.path(), "").unwrap();
    assert_eq!(next(&mut client), [LIST], "places are free again");
}

/// Clients of the protocols with sessions are not offered what a server without sessions cannot do.
#[test]
fn without_a_session_subscribing_is_refused() {
    let mut client = with_state(Client::of_person_over_http("accept", "legacy"));
    let refused = client.take("subscribe_resource", json!([LIST]));
    assert!(refused["failed"].as_str().unwrap().contains("subscriptions/listen"), "{refused}");
}

#[cfg(unix)]
#[test]
fn listening_ends_with_the_server_and_keeps_no_server_up() {
    let mut client = with_state(Client::http(&[]));
    client.take("listen", json!([LIST]));
    let begun = Instant::now();
    assert_eq!(client.end_server(), Some(0));
    assert_eq!(updated(&mut client, SECONDS), "ended");
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
}

#[cfg(feature = "cluster")]
#[test]
fn a_session_hears_of_a_change_in_the_cluster() {
    let (kube, directory) = (KubeApi::start(), tempfile::tempdir().unwrap());
    let mut client = cluster::client(&kube, &directory, &[]);
    client.call(ROUTE, json!({ "route_name": "pg", "service_name": "db" }));
    client.take("listen", json!([PG]));
    client.call(ROUTE, json!({ "route_name": "pg", "action": "update", "service_port": 80 }));
    assert_eq!(updated(&mut client, 8.0), PG, "before the server looks at a cluster by itself, after ten seconds");
    let before = kube.asked().len();
    let rule = json!({ "match": "HostSNI(`*`)", "services": [{ "name": "db", "port": 81 }] });
    kube.apply_object(json!({
        "apiVersion": "traefik.io/v1alpha1", "kind": "IngressRouteTCP",
        "metadata": { "name": "pg", "namespace": "default" }, "spec": { "entryPoints": ["postgresql"], "routes": [rule] },
    }));
    assert_eq!(updated(&mut client, 25.0), PG);
    assert!(kube.asked().len() - before <= 2 * 8, "a look asks for each kind once: {}", kube.asked().len() - before);
    assert_eq!(updated(&mut client, 11.0), json!(null), "the next look finds the same");
}
