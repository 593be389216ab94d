use super::{at, named, plain};
use crate::routing::world::{World, route};

/// A route for 127.0.0.1 to these services, and one for everybody.
fn to(services: &str) -> String {
    format!("[routes.r]\nentry_points = [\"a\"]\nmatch = \"ClientIP(`127.0.0.1`)\"\nservices = [{services}]\n")
        + &route("rest", "HostSNI(`*`)", "")
}

fn through(transport: &str) -> String {
    format!("[servers_transports.st]\n{transport}\n{}", to("{ name = \"s\", port = 1, servers_transport = \"st\" }"))
}

fn error(world: &World) -> String {
    world.router("r").errors().join("; ")
}

#[test]
fn tls_of_a_service_counts_from_3_2_4_on() {
    // [crd_service_tls]: without a name to check Traefik cannot open TLS.
    let text = to("{ name = \"s\", port = 1, tls = true }");
    assert_eq!(plain(&at("3.2.3", &text)), "s");
    assert_eq!(plain(&at("3.3.4", &text)), "closed: no-service");
}

#[test]
fn a_wrong_version_of_the_proxy_protocol_disables_from_3_5_2_on() {
    // [backend_proxy_protocol_version_9]
    let text = to("{ name = \"s\", port = 1, proxy_protocol = { version = 9 } }");
    let (old, new) = (at("3.5.1", &text), at("3.5.3", &text));
    assert_eq!((plain(&old), plain(&new)), ("closed: no-service".to_owned(), "rest".to_owned()));
    assert_eq!((old.status("r").0, error(&new)), ("enabled", "unknown proxyProtocol version: 9".to_owned()));
}

#[test]
fn a_transport_takes_the_proxy_protocol_away_from_3_5_2_on() {
    // [backend_proxy_protocol_and_transport]: a wrong version tells which one counts.
    let text = "[servers_transports.st]\ndial_timeout = \"5s\"\n".to_owned()
        + &to("{ name = \"s\", port = 1, servers_transport = \"st\", proxy_protocol = { version = 9 } }");
    assert_eq!(plain(&at("3.5.1", &text)), "closed: no-service");
    assert_eq!(plain(&at("3.5.3", &text)), "s");
    // [transport_proxy_protocol]
    let text = through("proxy_protocol = { version = 9 }");
    assert_eq!((plain(&at("3.5.1", &text)), plain(&at("3.5.3", &text))), ("s".to_owned(), "rest".to_owned()));
}

#[test]
fn a_missing_transport_is_reported_in_other_words_since_3_5_2() {
    // [transport_missing]
    let text = to("{ name = \"s\", port = 1, servers_transport = \"absent\" }");
    assert_eq!(error(&at("3.5.1", &text)), "TCP dialer not found default-absent@kubernetescrd");
    assert_eq!(error(&at("3.5.3", &text)), "no transport configuration found for \"default-absent@kubernetescrd\"");
}

#[test]
fn spiffe_beside_other_settings_of_tls_disables_the_router() {
    let both = through("tls = { server_name = \"s.test\", spiffe = { trust_domain = \"x.test\" } }");
    assert_eq!(plain(&at("3.7.15", &both)), "rest");
    assert_eq!(error(&at("3.7.15", &both)), "TLS and SPIFFE configuration cannot be defined at the same time");
    assert_eq!(error(&at("3.5.1", &both)), "TCP dialer not found default-st@kubernetescrd");
    assert_eq!(plain(&at("3.7.15", &through("tls = { spiffe = { trust_domain = \"x.test\" } }"))), "s");
}

#[test]
fn an_authority_without_a_home_takes_every_object_down() {
    let text = through("tls = { root_cas = [{}] }") + "[tls_options.default]\nmin_version = \"VersionTLS13\"\n";
    let world = World::reading_what_it_can("3.7.15", &text);
    assert_eq!(plain(&world), "http");
    let message = world.plain("127.0.0.1").message;
    assert!(message.contains("its provider crashes on `default/st`, where one of the `rootCAs`"), "{message}");
    // The default options are gone too.
    assert_eq!(named(&world, "x.test"), "http");
    // Before 3.4.0 there is no such field.
    assert_eq!(plain(&World::reading_what_it_can("3.3.6", &text)), "s");
}

#[test]
fn a_negative_weight_disables_from_3_7_12_on() {
    // [weight_negative]
    let weights = |first: i64, second: i64| {
        let of = |name: &str, weight| format!("{{ name = \"{name}\", port = 1, weight = {weight} }}");
        to(&format!("{}, {}", of("s", first), of("t", second)))
    };
    let mixed = weights(-2, 3);
    assert_eq!((plain(&at("3.7.10", &mixed)), plain(&at("3.7.12", &mixed))), ("t 3".to_owned(), "rest".to_owned()));
    let negative = at("3.7.10", &weights(-1, -1));
    assert_eq!((negative.status("r").0, plain(&negative)), ("enabled", "closed: no-service".to_owned()));
    assert!(negative.plain("127.0.0.1").verdict.contains("it hangs"), "{}", negative.plain("127.0.0.1").verdict);
    let chance = at("3.7.10", &weights(-1, 1)).plain("127.0.0.1");
    assert!(chance.notes.iter().any(|note| note.contains("it is chance whether")), "{:?}", chance.notes);
}
