//! Plain clients: routers, middlewares, entry points.

use std::time::Duration;

use rustls::AlertDescription;

use crate::support::backend::Saw;
use crate::support::{Backend, Client, Deed, EntryPoint, Speaks, StaticConfig, Traefik, Via, wait};
use crate::traefik_harness::{tcp, traefik};

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
    let config = StaticConfig::new().entry_point(EntryPoint::new("a").read_timeout_ms(2000));
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
    assert_eq!(client.silent().patience(Duration::from_secs(20)).deed(), Deed::Closed);
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
    let freed = wait::until(Duration::from_secs(5), || (client.deed() != Deed::Closed).then_some(()));
    assert!(freed.is_some());
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
