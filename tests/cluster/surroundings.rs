//! Services, EndpointSlices, Secrets and ConfigMaps that a state or a cluster's objects refer to.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::cluster::place::Place;
use crate::support::kube_api::{Fault, Trap};

const STATE: &str = "[entry_points]
postgresql = 5432
[middlewares.office]
ip_allow_list = ['127.0.0.1']
[routes.pg]
entry_points = ['postgresql']
service = 'postgres:5432'
middlewares = ['office']
";

/// What is in none of the outputs.
const VALUE: &str = "czNjcjN0LXZhbHVl";

const TLS: &str = "[tls_options.mutual]
client_auth = { secret_names = ['clients'] }
[servers_transports.verified]
tls = { server_name = 'mqtt.internal', root_cas = [{ config_map = 'servers' }] }
[routes.mqtt]
entry_points = ['mqtts']
sni = 'mqtt.example.com'
service = { name = 'mosquitto', port = 8883, tls = true, servers_transport = 'verified' }
tls = { secret_name = 'mqtt-cert', options = 'mutual' }
";

fn route(place: &Place, more: &str) -> Value {
    let asked = "--cluster --entry-point postgresql --client-ip 127.0.0.1 --format json";
    place.run(&format!("route {asked} {more}")).exits(0).json()
}

#[test]
fn a_route_to_a_service_that_is_missing_takes_nothing() {
    let place = Place::own();
    place.state(STATE).run("apply").exits(0);
    let decision = route(&place, "");
    assert_eq!((&decision["outcome"], &decision["assumes"]), (&json!("http"), &json!([])));
    let error = decision["disabled"][0]["error"].as_str().unwrap();
    assert!(error.ends_with("does not exist"), "{decision}");
    place.service("postgres", 5432);
    let decision = route(&place, "");
    assert_eq!((&decision["outcome"], &decision["assumes"]), (&json!("forwarded"), &json!([])));
    let reach = place.run("reach --cluster --format json").exits(0).json();
    assert_eq!(reach["assumes"], json!([]));
}

#[test]
fn an_apply_warns_of_what_is_missing_before_it_writes() {
    let place = Place::own();
    let ran = place.state(STATE).run("apply --strict").exits(1).prints("");
    ran.tells("there is no Service `NS/postgres`: Traefik disables the router");
    assert!(place.kube().object("IngressRouteTCP", &place.namespace, "pg").is_none());
    // A Service can come later.
    let ran = place.run("apply").exits(0).tells("warning[unknown-service]");
    assert!(ran.out.contains("created  IngressRouteTCP NS/pg"), "{ran:?}");
    let diff = place.run("diff --cluster").exits(0).tells("warning[unknown-service]");
    assert_eq!(diff.out, "no difference\n");
    place.service("postgres", 5432);
    let ran = place.run("apply").exits(0);
    assert_eq!(ran.err, "");
    assert_eq!(place.run("diff --cluster").exits(0).err, "");
}

#[test]
fn an_invariant_that_holds_without_the_missing_service_is_no_reason_to_refuse() {
    let place = Place::own();
    let always = "[invariants.office-gets-in]\nto = 'postgres'\nalways = { client_ip = ['127.0.0.1'] }\n";
    let ran = place.state(&format!("{STATE}{always}")).run("apply").exits(0);
    ran.tells("warning[broken-invariant]");
}

#[test]
fn what_may_not_be_read_is_assumed() {
    let place = Place::own();
    place.state(STATE).run("apply").exits(0);
    for resource in ["services", "endpointslices", "secrets", "configmaps"] {
        for verb in ["list", "get"] {
            place.kube().trap(Trap::on(verb, Fault::Forbid).resource(resource));
        }
    }
    let ran = place.run("route --cluster --entry-point postgresql --client-ip 127.0.0.1 --format json").exits(0);
    assert_eq!(ran.json()["outcome"], "forwarded");
    assert_eq!(ran.json()["assumes"], json!(["service NS/postgres exists with port 5432"]));
    let ran = ran.tells("note: you may not read services in namespace NS: what routes need of them is assumed");
    assert!(!ran.err.contains("error"), "{ran:?}");
    assert_eq!(place.run("apply").exits(0).err, "");
    place.kube().heal();
    place.service("postgres", 5432);
    place.kube().trap(Trap::on("list", Fault::Forbid).resource("endpointslices"));
    let ready = "service NS/postgres has an endpoint that is ready for port 5432";
    assert_eq!(route(&place, "")["assumes"], json!([ready]));
}

#[test]
fn a_cluster_that_fails_is_an_error() {
    let place = Place::own();
    place.state(STATE).run("apply").exits(0);
    place.kube().trap(Trap::on("list", Fault::Answer(400, None)).resource("services"));
    place.run("route --cluster --entry-point postgresql --client-ip 127.0.0.1").exits(2);
}

#[test]
fn of_secrets_only_the_names_of_keys_are_read() {
    let place = Place::own();
    place.service("mosquitto", 8883);
    place.state(TLS);
    let secret = |name: &str, key: &str| {
        let metadata = json!({ "name": name, "namespace": place.namespace });
        let data = json!({ key: VALUE });
        place.kube().apply_object(json!({ "apiVersion": "v1", "kind": "Secret", "metadata": metadata, "data": data }));
    };
    secret("mqtt-cert", "tls.crt");
    secret("clients", "root.pem");
    secret("other", "tls.crt");
    let ran = place.run("apply").exits(0);
    for told in [
        "the Secret `NS/mqtt-cert` has no `tls.key`: Traefik shows its default certificate",
        "the Secret `NS/clients` has neither `tls.ca` nor `ca.crt`: no authority is left, and Traefik asks no client",
        "the ConfigMap `NS/servers` does not exist: Traefik leaves the authority out",
    ] {
        assert!(ran.err.contains(told), "{ran:?}");
    }
    let route = "route --cluster --entry-point mqtts --client-ip 10.0.0.1 --sni mqtt.example.com";
    for command in [route, "check --cluster", "check --cluster --format json", "diff --cluster", "reach --cluster"] {
        let ran = place.run(command);
        assert!(!ran.out.contains(VALUE) && !ran.err.contains(VALUE), "{ran:?}");
        assert!(!ran.out.contains("s3cr3t") && !ran.err.contains("s3cr3t"), "{ran:?}");
    }
    // Nobody lists Secrets, and nobody asks for one that no object names.
    let asked = place.kube().asked();
    let of_secrets: Vec<_> = asked.iter().filter(|asked| asked.resource == "secrets").collect();
    assert!(of_secrets.iter().all(|asked| asked.verb == "get" && asked.name != "other"), "{of_secrets:?}");
    assert!(!of_secrets.is_empty());
}

#[test]
fn a_secret_that_is_none_is_not_shown_either() {
    let place = Place::own();
    place.service("mosquitto", 8883);
    place.state(TLS).run("apply").exits(0);
    let metadata = json!({ "name": "mqtt-cert", "namespace": place.namespace });
    let odd = json!({ "apiVersion": "v1", "kind": "Secret", "metadata": metadata, "data": { "tls.crt": [VALUE] } });
    place.kube().apply_object(odd);
    let ran = place.run("check --cluster").exits(2);
    assert!(!ran.err.contains(VALUE) && ran.err.contains("cannot be read"), "{ran:?}");
}

#[test]
fn files_are_checked_against_the_cluster() {
    let place = Place::own();
    place.state(STATE).run("check").exits(0);
    let ran = place.run("check --cluster").exits(0);
    assert!(ran.out.contains("tcpgen.toml:8:11"), "{ran:?}");
    assert!(ran.out.contains("unknown-service"), "{ran:?}");
    place.run("check --cluster --strict").exits(1);
    place.service("postgres", 5433);
    let ran = place.run("check --cluster").exits(0);
    assert!(ran.out.contains("has no port 5432") && ran.out.contains("it has 5433"), "{ran:?}");
}

#[test]
fn state_files_beside_a_cluster_are_facts() {
    let place = Place::own();
    let namespace = &place.namespace;
    let across = STATE.replace("'postgres:5432'", "'ops/postgres:5432'");
    for name in ["ops", "apps"] {
        place.kube().apply_object(json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": name } }));
    }
    place.service_in("ops", "postgres", 5432);
    place.state(&across).run("apply").exits(0);
    assert_eq!(route(&place, "")["outcome"], "http");
    // Its routes do not count, for they may not be applied yet.
    let facts = format!(
        "[traefik]\nallow_cross_namespace = true\n[entry_points]\npostgresql = 5432\n\
         [routes.'{namespace}/pg']\nentry_points = ['other']\nservice = 'nothing:1'\n"
    );
    std::fs::write(place.file("facts.toml"), facts).unwrap();
    let decision = route(&place, "facts.toml");
    assert_eq!((&decision["outcome"], &decision["router"]), (&json!("forwarded"), &json!("NS/pg")));
    place.run("route facts.toml --cluster --entry-point nope --client-ip 127.0.0.1").exits(2);
    place.run("route --cluster --entry-point nope --client-ip 127.0.0.1").exits(2);
    let reach = place.run("reach facts.toml --cluster --to apps/postgres --format json").exits(0).json();
    assert_eq!(reach["classes"].as_array().map(Vec::len), Some(0), "{reach}");
    let reach = place.run("reach facts.toml --cluster --to ops/postgres --format json").exits(0).json();
    assert_eq!(reach["classes"].as_array().map(Vec::len), Some(4), "{reach}");
}

#[test]
fn in_many_namespaces_services_are_listed_once() {
    let place = Place::own();
    let names: Vec<String> = (0..6).map(|number| format!("team-{number}")).collect();
    let mut text = String::new();
    for name in &names {
        place.kube().apply_object(json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": name } }));
        place.service_in(name, "postgres", 5432);
        writeln!(text, "[routes.'{name}/pg']\nentry_points = ['{name}']\nservice = 'postgres:5432'").unwrap();
    }
    assert_eq!(place.state(&text).run("apply").exits(0).err, "");
    let lists = |place: &Place| {
        let asked = place.kube().asked();
        asked.into_iter().filter(|asked| asked.resource == "services" && asked.verb == "list").collect::<Vec<_>>()
    };
    let before = lists(&place).len();
    place.run("check --cluster").exits(0);
    let after = lists(&place);
    assert_eq!(after.len() - before, 1, "{after:?}");
    // Whoever may not list them all lists each namespace.
    place.kube().know(
        "tester",
        crate::support::kube_api::User {
            name: "tester",
            may: ["team-0", "team-1", "team-2", "team-3", "team-4"].map(|name| ("*", name)).to_vec(),
        },
    );
    let ran = place.run("check --cluster").exits(0);
    assert_eq!(ran.err.matches("you may not read").count(), 1, "{ran:?}");
    ran.tells("you may not read services in namespace team-5");
}
