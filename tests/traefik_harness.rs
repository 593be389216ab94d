//! The harness that the conformance tests stand on, tried on what is known of Traefik 3.7.15.

mod support;

use std::time::{Duration, Instant};

use rustls::AlertDescription;
use support::backend::Saw;
use support::{Backend, Client, Deed, EntryPoint, Speaks, StaticConfig, Traefik, Via};

/// A Traefik with the one entry point `a`, and a short time to wait for silent clients.
fn traefik(dynamic: &str) -> Traefik {
    Traefik::start(&StaticConfig::new().entry_point(EntryPoint::new("a").read_timeout_ms(1500)), dynamic)
}

/// A dynamic configuration: TCP routers in YAML's flow style, one a line, and a service for each backend.
fn tcp(routers: &[&str], backends: &[&Backend]) -> String {
    let routers = routers.join("\n    ");
    let service = |backend: &&Backend| {
        let (name, address) = (backend.name(), backend.address());
        format!("    {name}: {{ loadBalancer: {{ servers: [{{ address: '{address}' }}] }} }}\n")
    };
    let services: Vec<String> = backends.iter().map(service).collect();
    let services = services.concat();
    format!("tcp:\n  routers:\n    {routers}\n  services:\n{services}")
}

#[test]
fn a_missing_tool_says_how_to_get_it() {
    let outcome = std::panic::catch_unwind(|| support::project::tool("no/such/tool", None));
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
fn a_plain_catch_all_reaches_a_server_that_speaks_first() {
    let ssh = Backend::start("ssh", Speaks::First);
    let traefik = traefik(&tcp(&["r: { rule: 'HostSNI(`*`)', service: ssh }"], &[&ssh]));
    let observed = Client::to(traefik.address("a")).silent().observe();
    assert_eq!(observed.deed, Deed::backend("ssh", Via::Plain));
    assert_eq!(observed.saw, Some(Saw::Nothing));
    assert_eq!(ssh.dialled(), 1);
    assert_eq!(traefik.router("r@file").priority, -1);
}

#[test]
fn a_plain_catch_all_carries_tls_unopened() {
    let redis = Backend::start("redis", Speaks::Second);
    let traefik = traefik(&tcp(&["r: { rule: 'HostSNI(`*`)', service: redis }"], &[&redis]));
    let client = Client::to(traefik.address("a"));
    let plain = client.clone().sending(b"PING\r\n").observe();
    assert_eq!(plain.deed, Deed::backend("redis", Via::Plain));
    assert_eq!(plain.saw, Some(Saw::Plain(b"PING\r\n".to_vec())));
    assert_eq!(client.tls("x.test").observe().saw, Some(Saw::ClientHello));
}

#[test]
fn without_a_router_traefik_answers_http() {
    let config = StaticConfig::new().entry_point(EntryPoint::new("a").read_timeout_ms(300));
    let traefik = Traefik::start(&config.clone().generates_default_certificate(), "");
    let client = Client::to(traefik.address("a"));
    assert_eq!(client.clone().deed(), Deed::http(404));
    assert_eq!(client.clone().sending(b"more than fourteen bytes\r\n").deed(), Deed::http(400));
    let tls = client.clone().tls("x.test").observe();
    assert_eq!(tls.deed, Deed::http(404));
    assert!(tls.certificate_names("TRAEFIK DEFAULT CERT"));
    assert_eq!(client.clone().tls("x.test").alpn(&["h2"]).deed(), Deed::Http { status: None });
    let foreign = client.clone().tls("x.test").alpn(&["foo"]).deed();
    assert_eq!(foreign, Deed::TlsAlert(AlertDescription::NoApplicationProtocol));
    assert_eq!(client.clone().silent().patience(Duration::from_millis(100)).deed(), Deed::Silent);
    assert_eq!(client.silent().patience(Duration::from_secs(5)).deed(), Deed::Closed);
    let with_ours = Traefik::start(&config, "");
    let tls = Client::to(with_ours.address("a")).tls("x.test").observe();
    assert!(tls.certificate_names(Traefik::DEFAULT_CERTIFICATE));
}

#[test]
fn a_host_name_without_tls_disables_the_router() {
    let backend = Backend::start("b", Speaks::Second);
    let traefik = traefik(&tcp(&["r: { rule: 'HostSNI(`x.test`)', service: b }"], &[&backend]));
    let router = traefik.router("r@file");
    assert_eq!(router.status, "disabled");
    let error = "invalid rule: \"HostSNI(`x.test`)\" , has HostSNI matcher, but no TLS on router";
    assert_eq!(router.error, [error]);
    assert_eq!(Client::to(traefik.address("a")).deed(), Deed::http(404));
    assert_eq!(backend.dialled(), 0);
}

#[test]
fn sni_chooses_between_passthrough_and_termination() {
    let (through, ended, own) =
        (Backend::start("p", Speaks::Second), Backend::start("t", Speaks::Second), Backend::start("own", Speaks::Tls));
    let routers = [
        "p: { rule: 'HostSNI(`p.test`)', service: p, tls: { passthrough: true } }",
        "t: { rule: 'HostSNI(`t.test`)', service: t, tls: {} }",
        "own: { rule: 'HostSNI(`*.own.test`)', service: own, tls: { passthrough: true } }",
    ];
    let traefik = traefik(&tcp(&routers, &[&through, &ended, &own]));
    let client = Client::to(traefik.address("a"));
    assert_eq!(client.clone().tls("p.test").deed(), Deed::backend("p", Via::Passthrough));
    assert_eq!(client.clone().tls("t.test").deed(), Deed::backend("t", Via::Terminated));
    assert_eq!(client.clone().tls("t.test").only_tls12().deed(), Deed::backend("t", Via::Terminated));
    let by_backend = client.clone().tls("a.own.test").observe();
    assert_eq!(by_backend.deed, Deed::backend("own", Via::Passthrough));
    assert!(matches!(by_backend.saw, Some(Saw::InsideTls(_))));
    for other in [client.clone().tls("own.test"), client.tls_without_sni()] {
        assert_eq!(other.deed(), Deed::http(404), "{other:?}");
    }
}

#[test]
fn server_names_that_no_library_sends() {
    let backend = Backend::start("b", Speaks::Second);
    let router = "r: { rule: 'HostSNI(`x.test`)', service: b, tls: { passthrough: true } }";
    let traefik = traefik(&tcp(&[router], &[&backend]));
    let deed = |sni: &[u8]| Client::to(traefik.address("a")).tls_hello_with_sni(sni).deed();
    assert_eq!(deed(b"X.TEST"), Deed::backend("b", Via::Passthrough));
    assert_eq!(deed(b" x.test"), Deed::backend("b", Via::Passthrough));
    assert_eq!(deed(b"x.test."), Deed::Closed);
    assert_eq!(deed(b""), Deed::Closed);
    assert!(matches!(deed(b"x.test\0"), Deed::Unexpected(_) | Deed::TlsAlert(_)), "{:?}", deed(b"x.test\0"));
}

#[test]
fn alpn_chooses_the_router_and_default_tls_options_refuse_it() {
    let (foo, other) = (Backend::start("foo", Speaks::Second), Backend::start("other", Speaks::Second));
    let routers = [
        "foo: { rule: 'HostSNI(`x.test`) && ALPN(`foo`)', service: foo, tls: {} }",
        "through: { rule: 'HostSNI(`p.test`) && ALPN(`foo`)', service: foo, tls: { passthrough: true } }",
        "other: { rule: 'HostSNI(`x.test`)', service: other, tls: {} }",
    ];
    let traefik = traefik(&tcp(&routers, &[&foo, &other]));
    let client = Client::to(traefik.address("a")).tls("x.test");
    let refused = client.clone().alpn(&["foo"]).deed();
    assert_eq!(refused, Deed::TlsAlert(AlertDescription::NoApplicationProtocol));
    assert_eq!((foo.dialled(), other.dialled()), (1, 0));
    let both = client.clone().alpn(&["foo", "h2"]).observe();
    assert_eq!((both.deed, both.alpn.as_deref()), (Deed::backend("foo", Via::Terminated), Some("h2")));
    assert_eq!(client.clone().deed(), Deed::backend("other", Via::Terminated));
    assert_eq!(client.tls("p.test").alpn(&["bar", "foo"]).deed(), Deed::backend("foo", Via::Passthrough));
}

#[test]
fn an_allow_list_closes_and_never_falls_through() {
    let (inner, outer) = (Backend::start("inner", Speaks::Second), Backend::start("outer", Speaks::Second));
    let routers = [
        "inner: { rule: 'ClientIP(`127.0.0.0/8`)', priority: 10, service: inner, middlewares: [office] }",
        "outer: { rule: 'HostSNI(`*`)', service: outer }",
    ];
    let guard = "  middlewares: { office: { ipAllowList: { sourceRange: ['127.0.0.4/30'] } } }\n";
    let traefik = traefik(&(tcp(&routers, &[&inner, &outer]) + guard));
    let client = Client::to(traefik.address("a"));
    assert_eq!(client.clone().from("127.0.0.5").deed(), Deed::backend("inner", Via::Plain));
    assert_eq!(client.from("127.0.0.9").deed(), Deed::Closed);
    assert_eq!((inner.dialled(), outer.dialled()), (1, 0));
    let middlewares = traefik.middlewares();
    assert_eq!(middlewares.len(), 1, "{middlewares:?}");
    assert_eq!((middlewares[0].name.as_str(), middlewares[0].kind.as_str()), ("office@file", "ipallowlist"));
}

#[test]
fn a_missing_middleware_disables_its_router_and_the_next_one_takes_over() {
    let (guarded, open) = (Backend::start("guarded", Speaks::Second), Backend::start("open", Speaks::Second));
    let routers = [
        "guarded: { rule: 'ClientIP(`127.0.0.0/8`)', service: guarded, middlewares: [absent] }",
        "open: { rule: 'HostSNI(`*`)', service: open }",
    ];
    let traefik = traefik(&tcp(&routers, &[&guarded, &open]));
    let router = traefik.router("guarded@file");
    assert_eq!(router.status, "disabled");
    assert_eq!(router.error, ["middleware \"absent@file\" does not exist"]);
    assert_eq!(Client::to(traefik.address("a")).deed(), Deed::backend("open", Via::Plain));
}

#[test]
fn postgres_asks_for_tls_first() {
    let (ended, through, plain) = (
        Backend::start("ended", Speaks::Second),
        Backend::start("through", Speaks::Postgres),
        Backend::start("plain", Speaks::Postgres),
    );
    let catch_all = "plain: { rule: 'HostSNI(`*`)', service: plain }";
    let routers = [
        "ended: { rule: 'HostSNI(`t.test`)', service: ended, tls: {} }",
        "through: { rule: 'HostSNI(`p.test`)', service: through, tls: { passthrough: true } }",
        catch_all,
    ];
    let traefik = traefik(&tcp(&routers, &[&ended, &through, &plain]));
    let client = Client::to(traefik.address("a")).postgres();
    let by_traefik = client.clone().tls("t.test").observe();
    assert!(by_traefik.ssl_granted);
    assert_eq!(by_traefik.deed, Deed::backend("ended", Via::Terminated));
    let by_backend = client.clone().tls("p.test").observe();
    assert_eq!(by_backend.deed, Deed::backend("through", Via::Passthrough));
    assert_eq!(by_backend.saw, Some(Saw::SslRequestThenClientHello));
    for lost in [client.clone().tls("y.test"), client.clone()] {
        let observed = lost.observe();
        assert!(observed.ssl_granted);
        assert_eq!(observed.deed, Deed::Closed, "{lost:?}");
    }
    assert_eq!(plain.dialled(), 0);
    traefik.load(&tcp(&[catch_all], &[&plain]));
    let alone = client.tls("y.test").observe();
    assert_eq!(alone.saw, Some(Saw::SslRequestThenClientHello));
    assert_eq!(alone.deed, Deed::backend("plain", Via::Passthrough));
}

#[test]
fn a_tls_router_makes_silent_clients_of_the_plain_one_wait() {
    let (smtp, web) = (Backend::start("smtp", Speaks::First), Backend::start("web", Speaks::Second));
    let plain = "smtp: { rule: 'HostSNI(`*`)', service: smtp }";
    let tls = "web: { rule: 'HostSNI(`x.test`)', service: web, tls: {} }";
    let traefik = traefik(&tcp(&[plain, tls], &[&smtp, &web]));
    let silent = Client::to(traefik.address("a")).silent();
    assert_eq!(silent.clone().deed(), Deed::Silent);
    assert_eq!(silent.clone().patience(Duration::from_secs(10)).deed(), Deed::Closed);
    assert_eq!(smtp.dialled(), 0);
    assert_eq!(silent.clone().sending(b"A").deed(), Deed::backend("smtp", Via::Plain));
    traefik.load(&tcp(&[plain], &[&smtp]));
    assert_eq!(silent.deed(), Deed::backend("smtp", Via::Plain));
}

#[test]
fn the_proxy_protocol_announces_any_client() {
    let (six, private, rest) = (
        Backend::start("six", Speaks::Second),
        Backend::start("private", Speaks::First),
        Backend::start("rest", Speaks::Second),
    );
    let routers = [
        "six: { rule: 'ClientIP(`2001:db8::/32`)', service: six }",
        "private: { rule: 'ClientIP(`10.0.0.0/8`)', service: private }",
        "rest: { rule: 'HostSNI(`*`)', service: rest }",
    ];
    let config = StaticConfig::new().entry_point(EntryPoint::new("a").proxy_protocol());
    let traefik = Traefik::start(&config, &tcp(&routers, &[&six, &private, &rest]));
    let client = Client::to(traefik.address("a"));
    assert_eq!(client.clone().announcing("2001:db8::7").deed(), Deed::backend("six", Via::Plain));
    assert_eq!(client.clone().announcing("10.1.2.3").silent().deed(), Deed::backend("private", Via::Plain));
    assert_eq!(client.clone().announcing("203.0.113.9").tls("x.test").deed(), Deed::backend("rest", Via::Passthrough));
    assert_eq!(client.deed(), Deed::backend("rest", Via::Plain));
}

#[test]
fn one_connection_at_a_time_may_be_in_flight() {
    let ssh = Backend::start("ssh", Speaks::First);
    let limit = "  middlewares: { one: { inFlightConn: { amount: 1 } } }\n";
    let router = "r: { rule: 'HostSNI(`*`)', service: ssh, middlewares: [one] }";
    let traefik = traefik(&(tcp(&[router], &[&ssh]) + limit));
    let client = Client::to(traefik.address("a")).silent();
    let (first, held) = client.hold();
    assert_eq!(first.deed, Deed::backend("ssh", Via::Plain));
    assert_eq!(client.deed(), Deed::Closed);
    assert_eq!(client.clone().from("127.0.0.2").deed(), Deed::backend("ssh", Via::Plain));
    drop(held);
    let freed = support::wait::until(Duration::from_secs(5), || (client.deed() != Deed::Closed).then_some(()));
    assert!(freed.is_some());
}

#[test]
fn tls_options_refuse_handshakes() {
    let backend = Backend::start("b", Speaks::Second);
    let routers = [
        "modern: { rule: 'HostSNI(`m.test`)', service: b, tls: { options: modern } }",
        "strict: { rule: 'HostSNI(`s.test`)', service: b, tls: { options: strict } }",
        "unknown: { rule: 'HostSNI(`u.test`)', service: b, tls: { options: nope } }",
    ];
    let options = "tls: { options: { modern: { minVersion: VersionTLS13 }, strict: { sniStrict: true } } }\n";
    let traefik = traefik(&(tcp(&routers, &[&backend]) + options));
    let client = Client::to(traefik.address("a"));
    let old = client.clone().tls("m.test").only_tls12().deed();
    assert_eq!(old, Deed::TlsAlert(AlertDescription::ProtocolVersion));
    let unnamed = client.clone().tls("s.test").deed();
    assert_eq!(unnamed, Deed::TlsAlert(AlertDescription::UnrecognisedName));
    assert_eq!(client.tls("u.test").deed(), Deed::Closed);
    assert_eq!(traefik.router("unknown@file").error, ["unknown TLS options: nope@file"]);
}

#[test]
fn a_test_may_bring_its_own_default_certificate() {
    let certificate = support::certificate::Certificate::with_common_name("ours");
    let store = serde_json::json!({ "tls": { "stores": { "default": { "defaultCertificate": {
        "certFile": certificate.pem(), "keyFile": certificate.key_pem() } } } } });
    let traefik = traefik(&store.to_string());
    assert!(Client::to(traefik.address("a")).tls("x.test").observe().certificate_names("ours"));
}

#[test]
fn routers_without_entry_points_attach_to_the_default_ones() {
    let backend = Backend::start("b", Speaks::Second);
    let yaml = tcp(&["r: { rule: 'HostSNI(`*`)', service: b }"], &[&backend]);
    let config = StaticConfig::new()
        .entry_point(EntryPoint::new("a"))
        .entry_point(EntryPoint::new("b").http_tls())
        .entry_point(EntryPoint::new("u").udp());
    let all = Traefik::start(&config, &yaml);
    assert_eq!(all.router("r@file").using, ["a", "b"]);
    let config = config.entry_point(EntryPoint::new("c").default_one());
    let one = Traefik::start(&config, &yaml);
    assert_eq!(one.router("r@file").using, ["c"]);
    assert_eq!(Client::to(one.address("c")).deed(), Deed::backend("b", Via::Plain));
    assert_eq!(Client::to(one.address("a")).deed(), Deed::http(404));
}

#[test]
fn a_refused_configuration_leaves_the_former_one_in_force() {
    let backend = Backend::start("b", Speaks::Second);
    let good = tcp(&["r: { rule: 'HostSNI(`*`)', service: b }"], &[&backend]);
    let traefik = traefik(&good);
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
fn a_closed_port_refuses() {
    assert_eq!(Client::to(support::ports::free(1)[0]).deed(), Deed::Refused);
}
