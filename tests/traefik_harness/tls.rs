//! TLS clients, and those that negotiate it in band.

use std::time::Duration;

use rustls::AlertDescription;

use crate::support::backend::Saw;
use crate::support::{Backend, Client, Deed, Speaks, Via};
use crate::traefik_harness::{tcp, traefik};

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
    assert_eq!(silent.clone().patience(Duration::from_millis(300)).deed(), Deed::Silent);
    assert_eq!(silent.clone().patience(Duration::from_secs(20)).deed(), Deed::Closed);
    assert_eq!(smtp.dialled(), 0);
    assert_eq!(silent.clone().sending(b"A").deed(), Deed::backend("smtp", Via::Plain));
    traefik.load(&tcp(&[plain], &[&smtp]));
    assert_eq!(silent.deed(), Deed::backend("smtp", Via::Plain));
}
