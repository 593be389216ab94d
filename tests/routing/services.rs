//! Services, weights, and the way to the servers.

use crate::routing::world::{World, deed};

fn world(services: &str) -> World {
    World::of(&format!("[routes.r]\nentry_points = [\"a\"]\nservices = [{services}]\n"))
}

fn fate(services: &str) -> String {
    deed(&world(services).plain("127.0.0.1"))
}

#[test]
fn weights() {
    // [services]
    let two = |a: &str, b: &str| format!("{{ name = \"s\", port = 1{a} }}, {{ name = \"t\", port = 1{b} }}");
    assert_eq!(fate(&two("", "")), "s + t");
    assert_eq!(fate(&two(", weight = 0", "")), "t");
    assert_eq!(fate(&two(", weight = 3", "")), "s 3 + t");
    assert_eq!(fate(&two(", weight = 0", ", weight = 0")), "closed: no-service");
    assert_eq!(world(&two(", weight = 0", ", weight = 0")).status("r").0, "enabled");
    // A service that stands alone has no weight.
    assert_eq!(fate("{ name = \"s\", port = 1, weight = 0 }"), "s");
    // [weights_negative]
    let (status, errors) = world(&two("", ", weight = -1")).status("r");
    assert_eq!(status, "disabled");
    let key = world(&two("", "")).router("r").name().replace("@kubernetescrd", "");
    assert_eq!(errors, [format!("invalid negative weight -1 for service \"{key}-t-1\"")]);
}

#[test]
fn no_services_at_all() {
    // [services]: what the provider cannot load leaves a router without a service.
    let text =
        "[routes.r]\nentry_points = [\"a\"]\nservices = []\n[routes.all]\nentry_points = [\"a\"]\nservice = \"s:1\"\n";
    let world = World::of(text);
    let router = world.router("r");
    assert_eq!(world.status("r"), ("disabled", vec![format!("the service \"{}\" does not exist", router.name())]));
    assert_eq!(deed(&world.plain("127.0.0.1")), "s");
}

#[test]
fn services_of_another_namespace() {
    let text = "[routes.r]\nentry_points = [\"a\"]\nservices = [\"ops/s:1\", \"t:1\"]\n";
    let world = World::of(text);
    let decision = world.plain("127.0.0.1");
    assert_eq!(deed(&decision), "t");
    let log = "tcp service ops/s is not in the parent resource namespace default";
    assert_eq!(world.router("r").skipped_services[0].traefik, log);
    assert!(decision.notes.iter().any(|note| note.contains(log)), "{:?}", decision.notes);
    assert_eq!(deed(&World::of(&format!("traefik.allow_cross_namespace = true\n{text}")).plain("127.0.0.1")), "s + t");
    let alone = World::of(&text.replace(", \"t:1\"", ""));
    assert_eq!(alone.status("r").0, "disabled");
    assert_eq!(deed(&alone.plain("127.0.0.1")), "http");
}

#[test]
fn services_without_servers() {
    // [services]
    let text = "[services]\n\"default/s\" = []\n[routes.r]\nentry_points = [\"a\"]\nservices = [\"s:1\", \"t:1\"]\n";
    assert_eq!(deed(&World::of(text).plain("127.0.0.1")), "t");
    let alone = text.replace(", \"t:1\"", "");
    let world = World::of(&alone);
    assert_eq!(world.router("r").skipped_services[0].traefik, "no servers found for default/s");
    assert_eq!(world.status("r").0, "disabled");
    let world = World::with(&alone, |facts| facts.allow_empty_services = true);
    assert_eq!(deed(&world.plain("127.0.0.1")), "closed: no-service");
    let world = World::with(text, |facts| facts.allow_empty_services = true);
    let decision = world.plain("127.0.0.1");
    assert_eq!(deed(&decision), "s + t");
    assert!(decision.notes.iter().any(|note| note.contains("`default/s:1` are closed")), "{:?}", decision.notes);
}

#[test]
fn ports_that_are_none() {
    assert_eq!(fate("{ name = \"s\", port = 0 }"), "http");
    assert_eq!(fate("{ name = \"s\", port = \"pg\" }"), "s");
}

#[test]
fn tls_to_the_servers() {
    // [server_tls][server_tls_transports]
    let transport = |tls: &str| format!("[servers_transports.t]\n{tls}\n");
    let service = "{ name = \"s\", port = 1, tls = true, servers_transport = \"t\" }";
    let fate = |transport: &str, service: &str| {
        let text = format!("{transport}[routes.r]\nentry_points = [\"a\"]\nservices = [{service}]\n");
        deed(&World::of(&text).plain("127.0.0.1"))
    };
    assert_eq!(fate("", "{ name = \"s\", port = 1, tls = true }"), "closed: no-service");
    assert_eq!(fate(&transport("tls.root_cas = [{ secret = \"ca\" }]"), service), "closed: no-service");
    assert_eq!(fate(&transport("tls = { root_cas = [{ secret = \"ca\" }], server_name = \"x\" }"), service), "s");
    assert_eq!(fate(&transport("tls.insecure_skip_verify = true"), service), "s");
    assert_eq!(fate(&transport("tls.insecure_skip_verify = false"), service), "closed: no-service");
}

#[test]
fn servers_transports() {
    // [server_tls_transports]
    let (status, errors) = world("{ name = \"s\", port = 1, servers_transport = \"absent\" }").status("r");
    assert_eq!(status, "disabled");
    assert_eq!(errors, ["no transport configuration found for \"default-absent@kubernetescrd\""]);
    // Another provider's may exist; a name of this one only where namespaces may be left.
    assert_eq!(fate("{ name = \"s\", port = 1, servers_transport = \"t@file\" }"), "s");
    let crossing = world("{ name = \"s\", port = 1, servers_transport = \"ops-t@kubernetescrd\" }");
    assert!(crossing.router("r").skipped_services[0].traefik.starts_with("invalid reference to serversTransport"));
    let version = world("{ name = \"s\", port = 1, proxy_protocol = { version = 3 } }");
    assert_eq!(version.status("r"), ("disabled", vec!["unknown proxyProtocol version: 3".to_owned()]));
    assert_eq!(fate("{ name = \"s\", port = 1, proxy_protocol = {} }"), "s");
}
