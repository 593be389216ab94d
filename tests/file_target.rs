//! `build --target file`: the real Traefik loads what is written, and does with connections what the state says.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use crate::support;

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use support::{Backend, Client, Deed, EntryPoint, Speaks, StaticConfig, Traefik, Via};
use tcpgen::diagnostic::Diagnostic;
use tcpgen::import::state_file;
use tcpgen::output::file_provider;
use tcpgen::resource::{Resources, Spec};
use tcpgen::source::Sources;
use tcpgen::{Options, compile};

/// The file provider's configuration of a state, and what was said of it.
fn built(state: &str) -> (String, Vec<Diagnostic>) {
    let compiled = compile(&Sources::single("tcpgen.toml", state), &Options::default());
    assert!(!compiled.has_errors(), "{:#?}", compiled.diagnostics);
    let configuration = file_provider(&compiled.desired, &compiled.resources).unwrap();
    (configuration.yaml, configuration.diagnostics)
}

fn codes(found: &[Diagnostic]) -> Vec<(&str, &str)> {
    found.iter().map(|found| (found.code.name, found.message.as_str())).collect()
}

/// A configuration of which nothing is said.
fn yaml(state: &str) -> String {
    let (yaml, found) = built(state);
    assert_eq!(codes(&found), []);
    yaml
}

fn entry_points() -> StaticConfig {
    let entry_point = |name| EntryPoint::new(name).read_timeout_ms(1500);
    StaticConfig::new().entry_point(entry_point("a")).entry_point(entry_point("b"))
}

/// `[services]` for these backends.
fn addresses(backends: &[&Backend]) -> String {
    backends.iter().fold(String::from("\n[services]\n"), |mut text, backend| {
        let _ = writeln!(text, "{} = [\"{}\"]", backend.name(), backend.address());
        text
    })
}

/// Status and errors of the one router of `default/name`.
fn status(traefik: &Traefik, name: &str) -> (String, Vec<String>) {
    let prefix = format!("default-{name}-");
    let mut routers = traefik.api().routers().unwrap();
    routers.retain(|router| {
        router.name.strip_prefix(&prefix).is_some_and(|rest| rest.len() == "673acf455cb2dab0b43a@file".len())
    });
    let [router] = routers.as_slice() else { panic!("{name}: {routers:?}") };
    (router.status.clone(), router.error.clone())
}

#[test]
fn plain_and_tls_clients_reach_what_the_state_says() {
    let (plain, through, ended) = (
        Backend::start("plain", Speaks::Second),
        Backend::start("through", Speaks::Second),
        Backend::start("ended", Speaks::Second),
    );
    let state = r#"
[middlewares.guard]
ip_allow_list = ["127.0.0.1", "127.0.0.2/31"]
[routes.plain]
entry_points = ["a"]
service = "plain:5432"
middlewares = ["guard"]
[routes.through]
entry_points = ["b"]
sni = ["one.test", "*.two.test"]
service = "through:443"
tls = "passthrough"
[routes.ended]
entry_points = ["b"]
match = "HostSNI(`ended.test`) && ClientIP(`127.0.0.0/8`)"
priority = 70
service = { name = "ended", port = "pg" }
tls = {}
"#;
    let traefik = Traefik::start(&entry_points(), &yaml(&(state.to_owned() + &addresses(&[&plain, &through, &ended]))));
    let a = Client::to(traefik.address("a"));
    assert_eq!(a.clone().deed(), Deed::backend("plain", Via::Plain));
    assert_eq!(a.clone().from("127.0.0.3").deed(), Deed::backend("plain", Via::Plain));
    assert_eq!(a.from("127.0.0.4").deed(), Deed::Closed);
    let b = Client::to(traefik.address("b"));
    assert_eq!(b.clone().tls("one.test").deed(), Deed::backend("through", Via::Passthrough));
    assert_eq!(b.clone().tls("x.two.test").deed(), Deed::backend("through", Via::Passthrough));
    assert_eq!(b.clone().tls("ended.test").deed(), Deed::backend("ended", Via::Terminated));
    assert_eq!(b.tls("two.test").deed(), Deed::http(404));
    let routers = traefik.api().routers().unwrap();
    let found = |name: &str| routers.iter().find(|router| router.name.contains(name)).unwrap();
    assert_eq!(found("default-plain-673acf455cb2dab0b43a@file").priority, -1);
    assert_eq!(found("through").priority, 44);
    assert_eq!(found("ended").priority, 70);
}

#[test]
fn connections_are_shared_by_weight() {
    let (one, two, none) = (
        Backend::start("one", Speaks::Second),
        Backend::start("two", Speaks::Second),
        Backend::start("none", Speaks::Second),
    );
    let state = r#"
[[routes.split.rules]]
services = [{ name = "one", port = 1, weight = 3 }, "two:2", { name = "none", port = 3, weight = 0 }]
"#;
    let traefik = Traefik::start(&entry_points(), &yaml(&(state.to_owned() + &addresses(&[&one, &two, &none]))));
    for _ in 0..8 {
        assert!(matches!(Client::to(traefik.address("a")).deed(), Deed::Backend { .. }));
    }
    assert_eq!((one.dialled(), two.dialled(), none.dialled()), (6, 2, 0));
}

#[test]
fn servers_transports_and_tls_options_do_what_they_say() {
    let (tls, modern) = (Backend::start("tls", Speaks::Tls), Backend::start("modern", Speaks::Second));
    let state = r#"
[servers_transports.unchecked]
dial_timeout = 5
tls = { insecure_skip_verify = true }
[servers_transports.no-version]
proxy_protocol = {}
[tls_options.modern]
min_version = "VersionTLS13"
[tls_options.spoken]
alpn_protocols = ["foo"]
[routes.to-tls]
entry_points = ["a"]
service = { name = "tls", port = 443, tls = true, servers_transport = "unchecked" }
[routes.modern]
entry_points = ["b"]
sni = "modern.test"
service = "modern:1"
tls = { options = "modern" }
[routes.spoken]
entry_points = ["b"]
sni = "spoken.test"
service = "modern:1"
tls = { options = "spoken" }
[routes.unknown]
entry_points = ["b"]
sni = "unknown.test"
service = "modern:1"
tls = { options = "default" }
[routes.header]
entry_points = ["b"]
sni = "header.test"
service = { name = "modern", port = 1, servers_transport = "no-version" }
tls = "passthrough"
"#;
    let traefik = Traefik::start(&entry_points(), &yaml(&(state.to_owned() + &addresses(&[&tls, &modern]))));
    assert_eq!(Client::to(traefik.address("a")).deed(), Deed::backend("tls", Via::Plain));
    let b = Client::to(traefik.address("b"));
    assert_eq!(b.clone().tls("modern.test").deed(), Deed::backend("modern", Via::Terminated));
    let old = b.clone().tls("modern.test").only_tls12().deed();
    assert_eq!(old, Deed::TlsAlert(rustls::AlertDescription::ProtocolVersion));
    let foo = b.clone().alpn(&["foo"]);
    assert_eq!(foo.clone().tls("spoken.test").deed(), Deed::backend("modern", Via::Terminated));
    assert_eq!(foo.tls("modern.test").deed(), Deed::TlsAlert(rustls::AlertDescription::NoApplicationProtocol));
    assert_eq!(
        status(&traefik, "unknown"),
        ("disabled".into(), vec!["unknown TLS options: default-default@file".into()])
    );
    assert_eq!(b.tls("unknown.test").deed(), Deed::Closed);
    let (header, errors) = status(&traefik, "header");
    assert_eq!(header, "disabled", "{errors:?}");
}

/// Each of these could make Traefik refuse the whole file: as `{}`, or for the braces of a template.
#[test]
fn odd_elements_cost_nothing_but_themselves() {
    let backend = Backend::start("b", Speaks::Second);
    let state = r#"
[middlewares.no-range]
ip_allow_list = []
[middlewares.no-amount]
in_flight_conn = {}
[middlewares.nothing]
[servers_transports.plain]
[servers_transports.tls]
tls = {}
[servers_transports.spiffe]
tls = { spiffe = {} }
[tls_options.plain]
[tls_options.auth]
client_auth = {}
[tls_stores.default]
[tls_stores.generated]
default_generated_cert = { domain = {} }
[routes.no-range]
entry_points = ["a"]
match = "HostSNI(`*`) && ClientIP(`127.0.0.1`)"
middlewares = ["no-range"]
service = "b:1"
[routes.no-amount]
entry_points = ["a"]
match = "ClientIP(`127.0.0.2`)"
middlewares = ["no-amount"]
service = "b:1"
[routes.nothing]
entry_points = ["a"]
match = "ClientIP(`127.0.0.3`)"
middlewares = ["nothing"]
service = "b:1"
[routes.no-service]
entry_points = ["a"]
match = "ClientIP(`127.0.0.4`)"
[routes.template]
entry_points = ["b"]
match = 'HostSNIRegexp(`^{{{ "\{{" }}\}$`)'
service = "b:1"
tls = {}
[routes.absent]
entry_points = ["a"]
match = "ClientIP(`127.0.0.5`)"
service = "absent:1"
[routes.tls]
entry_points = ["b"]
sni = "tls.test"
service = { name = "b", port = 1, proxy_protocol = {}, servers_transport = "plain" }
tls = { domains = [{}], options = "plain" }
[services]
absent = []
"#;
    let state = format!("{state}b = [\"{}\"]\n", backend.address());
    let traefik = Traefik::start(&entry_points(), &yaml(&state));
    let disabled = |error: &str| ("disabled".to_owned(), vec![error.to_owned()]);
    assert_eq!(status(&traefik, "no-range"), disabled("sourceRange is empty, IPAllowLister not created"));
    assert_eq!(status(&traefik, "no-amount").0, "enabled");
    assert_eq!(Client::to(traefik.address("a")).from("127.0.0.2").deed(), Deed::Closed);
    let no_type = "invalid middleware \"default-nothing@file\" configuration: invalid middleware type or middleware does not exist";
    assert_eq!(status(&traefik, "nothing"), disabled(no_type));
    for name in ["no-service", "absent"] {
        let (status, error) = status(&traefik, name);
        assert_eq!(status, "disabled");
        assert!(error[0].starts_with(&format!("the service \"default-{name}-")), "{error:?}");
        assert!(error[0].ends_with("@file\" does not exist"), "{error:?}");
    }
    assert_eq!(status(&traefik, "tls"), ("enabled".to_owned(), Vec::new()));
    let routers = traefik.api().routers().unwrap();
    let template = routers.iter().find(|router| router.name.contains("-template-")).unwrap();
    assert_eq!(template.rule, r#"HostSNIRegexp(`^{{{ "\{{" }}\}$`)"#);
    traefik.load(&yaml(""));
}

#[test]
fn addresses_are_found_by_name_namespace_and_port() {
    let state = r#"
namespace = "data"
[services]
pg = ["10.0.0.1:1"]
"pg:5433" = ["10.0.0.2:1", "10.0.0.3:1"]
"ops/pg:metrics" = ["10.0.0.4:1"]
[traefik]
allow_cross_namespace = true
[routes.r]
services = ["pg:5432", "pg:5433", "ops/pg:metrics", "data/pg:x"]
"#;
    let found: serde_yaml::Value = serde_yaml::from_str(&yaml(state)).unwrap();
    let services = found["tcp"]["services"].as_mapping().unwrap();
    let of = |end: &str| {
        let (_, service) = services.iter().find(|(name, _)| name.as_str().unwrap().ends_with(end)).unwrap();
        let servers = service["loadBalancer"]["servers"].as_sequence().unwrap();
        servers.iter().map(|server| server["address"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of("-pg-5432"), ["10.0.0.1:1"]);
    assert_eq!(of("-pg-5433"), ["10.0.0.2:1", "10.0.0.3:1"]);
    assert_eq!(of("-pg-metrics"), ["10.0.0.4:1"]);
    assert_eq!(of("-pg-x"), ["10.0.0.1:1"]);
}

#[test]
fn what_a_file_cannot_have_is_said() {
    let state = r#"
[middlewares.shared]
external = true
[servers_transports.checked]
tls = { server_name = "x", root_cas = [{ secret = "ca" }], certificates_secrets = ["me"] }
[tls_options.strict]
client_auth = { secret_names = ["clients"], client_auth_type = "RequireAndVerifyClientCert" }
[tls_stores.default]
default_certificate = "fallback"
[services]
pg = ["127.0.0.1:1"]
"default/pg" = ["127.0.0.1:2"]
[routes.r]
entry_points = ["a"]
sni = "x.test"
services = ["pg:1", "nowhere:2", "other/pg:3"]
middlewares = ["shared"]
tls = { secret_name = "cert", options = "strict" }
"#;
    let (_, found) = built(state);
    let expected = [
        (
            "not-in-file-target",
            "the MiddlewareTCP `default/shared` exists elsewhere and is not written: routes that name it are disabled",
        ),
        ("not-in-file-target", "the authorities in `ca` are not written"),
        ("not-in-file-target", "the client certificate in `me` is not written"),
        ("not-in-file-target", "the authorities in `clients` are not written, so no client certificate is trusted"),
        ("not-in-file-target", "the certificate in `fallback` is not written"),
        ("conflicting-keys", "`default/pg` cannot be combined with `pg`"),
        ("no-backend-address", "there is no address for the servers of `default/nowhere:2`"),
        ("not-in-file-target", "the certificate in `cert` is not written: Traefik shows its own self-signed one"),
    ];
    assert_eq!(codes(&found), expected);
}

/// A file of another version would have fields that it does not know, for which it refuses the whole file.
#[test]
fn a_file_has_what_the_crd_provider_of_its_version_makes() {
    let state = |version: &str| {
        format!(
            r#"
[traefik]
version = "{version}"
safe_naming = true
default_tls_resources_namespace = "other"
[services]
pg = ["127.0.0.1:1"]
[servers_transports.st]
proxy_protocol = 1
tls = {{ server_name = "pg" }}
[tls_options.o]
disable_session_tickets = true
[tls_options.default]
alpn_protocols = ["foo"]
[tls_options."other/default"]
alpn_protocols = ["bar"]
[routes.r]
entry_points = ["a"]
sni = "x.test"
service = {{ name = "pg", port = 1, tls = true, servers_transport = "st" }}
tls = {{ options = "o" }}
"#
        )
    };
    let written = |version: &str, field: &str| {
        let compiled = compile(&Sources::single("tcpgen.toml", state(version)), &Options::default());
        file_provider(&compiled.desired, &compiled.resources).unwrap().yaml.contains(field)
    };
    for (field, without, with) in [
        ("tls: true", "3.2.3", "3.2.4"),
        ("disableSessionTickets", "3.3.6", "3.4.0"),
        ("proxyProtocol", "3.5.1", "3.5.2"),
        ("default_r_0_lb", "3.7.10", "3.7.12"),
        ("default_st", "3.7.10", "3.7.12"),
        ("- bar", "3.7.10", "3.7.12"),
    ] {
        assert_eq!((written(without, field), written(with, field)), (false, true), "{field}");
    }
}

/// Whatever the objects are, one of them never costs the others: Traefik takes the file.
#[test]
fn traefik_takes_the_file_of_any_objects() {
    let seed = std::env::var("TCPGEN_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(7_u8);
    println!("TCPGEN_SEED={seed}");
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]));
    let traefik = Traefik::start(&entry_points(), "");
    for _ in 0..60 {
        let resources = support::arbitrary::resources().new_tree(&mut runner).unwrap().current();
        let state = state_file(&resources) + &everything_listens(&resources);
        let compiled = compile(&Sources::single("tcpgen.toml", state.clone()), &Options::default());
        let configuration = file_provider(&compiled.desired, &compiled.resources).unwrap();
        assert!(!codes(&configuration.diagnostics).iter().any(|(code, _)| *code == "no-backend-address"));
        if let Err(refusal) = traefik.try_load(&configuration.yaml) {
            panic!("{refusal}\n{state}\n{}", configuration.yaml);
        }
    }
}

/// `[services]` for every service that a route names.
fn everything_listens(resources: &Resources) -> String {
    let mut keys = BTreeSet::new();
    for object in resources.objects() {
        let Spec::IngressRouteTcp(route) = &object.spec else { continue };
        for service in route.routes.iter().flat_map(|rule| &rule.services) {
            let namespace = service.namespace.as_ref().unwrap_or(&object.metadata.namespace);
            keys.insert(format!("{}/{}", namespace.as_str(), service.name.as_str()));
        }
    }
    keys.iter().fold(String::from("\n[services]\n"), |mut text, key| {
        let _ = writeln!(text, "\"{key}\" = [\"127.0.0.1:9\"]");
        text
    })
}
