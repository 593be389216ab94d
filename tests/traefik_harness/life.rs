//! Starting, reloading, and what goes wrong with either.

use std::time::{Duration, Instant};

use crate::support::certificate::Certificate;
use crate::support::{Backend, Client, Deed, EntryPoint, Speaks, StaticConfig, Traefik, Via, ports, project};
use crate::traefik_harness::{tcp, traefik};

#[test]
fn a_missing_tool_says_how_to_get_it() {
    let outcome = std::panic::catch_unwind(|| project::tool("no/such/tool", None));
    let message = outcome.unwrap_err().downcast::<String>().unwrap();
    assert!(message.contains("no/such/tool is missing: run `make setup`"), "{message}");
}

#[test]
fn a_traefik_that_does_not_start_is_no_long_wait() {
    let taken = Backend::start("taken", Speaks::First);
    let entry_points = serde_json::json!({ "a": { "address": taken.address().to_string() } });
    let begun = Instant::now();
    let config = StaticConfig::new().section("entryPoints", entry_points);
    let outcome = std::panic::catch_unwind(|| Traefik::start(&config, ""));
    let message = outcome.unwrap_err().downcast::<String>().unwrap();
    assert!(message.contains("address already in use"), "{message}");
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_refused_configuration_leaves_the_former_one_in_force() {
    let backend = Backend::start("b", Speaks::Second);
    let good = tcp(&["r: { rule: 'HostSNI(`*`)', service: b }"], &[&backend]);
    let traefik = Traefik::start(&StaticConfig::new().entry_point(EntryPoint::new("a")).quiet(), &good);
    let overflow = "r: { rule: 'HostSNI(`*`)', service: b, priority: 9223372036854775808 }";
    for _ in 0..5 {
        let refusal = traefik.try_load(&tcp(&[overflow], &[&backend])).unwrap_err();
        assert!(refusal.contains("value out of range"), "{refusal}");
        assert_eq!(Client::to(traefik.address("a")).deed(), Deed::backend("b", Via::Plain));
        traefik.load("");
        assert_eq!(Client::to(traefik.address("a")).deed(), Deed::http(404));
        traefik.load(&good);
    }
}

#[test]
fn a_reload_is_in_force_everywhere_when_it_returns() {
    let (one, two) = (Backend::start("one", Speaks::Second), Backend::start("two", Speaks::Second));
    let names = ["a", "b", "c", "d", "e", "f"];
    let config = names.iter().fold(StaticConfig::new(), |config, name| config.entry_point(EntryPoint::new(name)));
    let traefik = Traefik::start(&config, "");
    for round in 0..30 {
        let name = if round % 2 == 0 { "one" } else { "two" };
        let router = format!("r: {{ rule: 'HostSNI(`*`)', service: {name} }}");
        traefik.load(&tcp(&[&router], &[&one, &two]));
        for entry_point in names {
            let deed = Client::to(traefik.address(entry_point)).deed();
            assert_eq!(deed, Deed::backend(name, Via::Plain), "round {round}, entry point {entry_point}");
        }
    }
}

#[test]
fn a_test_may_bring_its_own_default_certificate() {
    let certificate = Certificate::with_common_name("ours");
    let store = serde_json::json!({ "tls": { "stores": { "default": { "defaultCertificate": {
        "certFile": certificate.pem(), "keyFile": certificate.key_pem() } } } } });
    let traefik = traefik(&store.to_string());
    assert!(Client::to(traefik.address("a")).tls("x.test").observe().certificate_names("ours"));
}

#[test]
fn a_closed_port_refuses() {
    assert_eq!(Client::to(ports::free(1)[0]).deed(), Deed::Refused);
}
