//! Random objects of all five kinds, for property tests: every field, and names that YAML readers take for something else.

use std::collections::HashSet;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;
use tcpgen::resource::{
    ApiGroup, Certificate, ClientAuth, Domain, GeneratedCert, InFlightConn, IngressRouteTcp, IntOrString, IpAllowList,
    Kind, Labels, MatchText, Metadata, MiddlewareRef, MiddlewareTcp, Object, ObjectReference, PeerCertSan,
    ProxyProtocol, Resources, RootCa, RouteTcp, ServersTransportTcp, ServiceTcp, Spec, Spiffe, TlsClientConfig,
    TlsOption, TlsStore, TlsTcp,
};
use tcpgen::source::{Span, Spanned, Text};

/// Names of objects that are hard on YAML.
const HARD_NAMES: [&str; 16] =
    ["on", "y", "n", "no", "null", "true", "1e3", "0x1f", "0o17", "017", "1", "12.5", "1-000", "12-30", "a.b.c", "x"];

/// Texts that are hard on YAML, TOML or both.
const HARD_TEXTS: [&str; 18] = [
    "",
    " ",
    "~",
    "null",
    "on",
    "1_000",
    "12:30:45",
    "- a",
    "a: b",
    "a #b",
    "#",
    "'",
    "\"",
    "\\",
    "a\nb\n",
    "\ta",
    "'''\"\"\"",
    "{{ a }}",
];

fn text(value: impl AsRef<str>) -> Text {
    Spanned::nowhere(value.as_ref().into())
}

/// The name of an object.
pub fn name() -> impl Strategy<Value = Text> {
    prop_oneof![
        2 => select(&HARD_NAMES[..]).prop_map(text),
        6 => "[a-z][a-z0-9-]{0,6}[a-z0-9]".prop_map(text),
        1 => "[a-z0-9]{200,253}".prop_map(text),
    ]
}

/// Any text that YAML can carry.
pub fn words() -> impl Strategy<Value = Text> {
    prop_oneof![
        2 => select(&HARD_TEXTS[..]).prop_map(text),
        3 => "[a-zA-Z0-9./_-]{1,30}".prop_map(text),
        1 => "\\PC{0,40}".prop_map(text),
    ]
}

fn flag() -> impl Strategy<Value = Option<Spanned<bool>>> {
    of(any::<bool>().prop_map(Spanned::nowhere))
}

fn number(least: i64, most: i64) -> impl Strategy<Value = Option<Spanned<i64>>> {
    of((least..=most).prop_map(Spanned::nowhere))
}

fn one_of(values: &'static [&'static str]) -> impl Strategy<Value = Option<Text>> {
    of(select(values).prop_map(text))
}

fn labels() -> impl Strategy<Value = Labels> {
    let key = prop_oneof![select(&["on", "y", "team", "a.b/c-d", "1"][..]).prop_map(text), name()];
    vec((key, words()), 0..4).prop_map(|pairs| {
        let mut labels = Labels::default();
        for (key, value) in pairs {
            labels.set(key, value);
        }
        labels
    })
}

fn metadata() -> impl Strategy<Value = Metadata> {
    let namespace = select(&["default", "default", "prod", "on", "1e3"][..]).prop_map(text);
    (name(), namespace, labels(), labels()).prop_map(|(name, namespace, mut labels, annotations)| {
        labels.set(text("app.kubernetes.io/managed-by"), text("tcpgen"));
        Metadata { name, namespace, labels, annotations }
    })
}

fn port() -> impl Strategy<Value = IntOrString> {
    prop_oneof![
        (1..=65535_i64).prop_map(|port| IntOrString::Int(Spanned::nowhere(port))),
        "[a-z][a-z0-9-]{0,10}".prop_map(|name| IntOrString::String(text(name))),
    ]
}

fn duration() -> impl Strategy<Value = Option<IntOrString>> {
    of(prop_oneof![
        any::<i64>().prop_map(|seconds| IntOrString::Int(Spanned::nowhere(seconds))),
        "[1-9][0-9]{0,3}(ms|s|m|h)".prop_map(|text_| IntOrString::String(text(text_))),
    ])
}

fn proxy_protocol() -> impl Strategy<Value = Option<ProxyProtocol>> {
    of(number(1, 2).prop_map(|version| ProxyProtocol { version }))
}

fn service() -> impl Strategy<Value = ServiceTcp> {
    let names = (name(), of(name()), port(), number(0, 1000), of(words()));
    (names, flag(), flag(), proxy_protocol(), of(any::<i32>()), flag()).prop_map(
        |((name, namespace, port, weight, servers_transport), native_lb, node_port_lb, proxy_protocol, delay, tls)| {
            let termination_delay = delay.map(|delay| Spanned::nowhere(i64::from(delay)));
            ServiceTcp {
                name,
                namespace,
                port,
                weight,
                servers_transport,
                native_lb,
                node_port_lb,
                proxy_protocol,
                termination_delay,
                tls,
            }
        },
    )
}

/// A service that says its name and port alone, as most do.
fn plain_service() -> impl Strategy<Value = ServiceTcp> {
    (name(), of(name()), port()).prop_map(|(name, namespace, port)| ServiceTcp {
        name,
        namespace,
        port,
        weight: None,
        servers_transport: None,
        native_lb: None,
        node_port_lb: None,
        proxy_protocol: None,
        termination_delay: None,
        tls: None,
    })
}

fn rule_text() -> impl Strategy<Value = Text> {
    let host = prop_oneof![Just("*".to_owned()), "(\\*\\.)?[a-z]{1,8}\\.(test|example\\.com)"];
    let hosts = vec(host, 1..4).prop_map(|hosts| {
        let matchers: Vec<String> = hosts.iter().map(|host| format!("HostSNI(`{host}`)")).collect();
        text(matchers.join(" || "))
    });
    let others = select(
        &[
            "HostSNI(\"a.test\")",
            "HostSNI(`a.test`)||HostSNI(`b.test`)",
            "HostSNI(`a.test`) && ClientIP(`10.0.0.0/8`)",
            "!ALPN(`h2`) && HostSNIRegexp(`^[a-z]+\\.example\\.com$`)",
            "HostSNI(`a.test`, `b.test`)",
            "HostSNI(``)",
            " HostSNI(`*`)",
            "HostSNI(`a.test`) ||\n  HostSNI(`b.test`)",
        ][..],
    );
    prop_oneof![3 => hosts, 2 => others.prop_map(text), 1 => words()]
}

fn rule() -> impl Strategy<Value = RouteTcp> {
    let reference = (name(), of(name())).prop_map(|(name, namespace)| MiddlewareRef { name, namespace });
    let services = vec(prop_oneof![plain_service(), service()], 0..4);
    let priority = of(prop_oneof![any::<i64>(), -5..5000_i64]);
    (rule_text(), priority, one_of(&["v2", "v3"]), vec(reference, 0..3), services).prop_map(
        |(match_text, priority, syntax, middlewares, services)| RouteTcp {
            match_text: MatchText::written(&match_text),
            priority: priority.map(Spanned::nowhere),
            syntax,
            middlewares,
            services,
        },
    )
}

fn domain() -> impl Strategy<Value = Domain> {
    (of(words()), vec(words(), 0..3)).prop_map(|(main, sans)| Domain { main, sans })
}

fn reference() -> impl Strategy<Value = ObjectReference> {
    (name(), of(name())).prop_map(|(name, namespace)| ObjectReference { name, namespace })
}

fn route_tls() -> impl Strategy<Value = Option<Box<TlsTcp>>> {
    let passthrough =
        of(Just(Spanned::nowhere(true))).prop_map(|passthrough| TlsTcp { passthrough, ..TlsTcp::default() });
    let any_of_it = (flag(), of(words()), of(reference()), of(reference()), of(words()), vec(domain(), 0..3)).prop_map(
        |(passthrough, secret_name, options, store, cert_resolver, domains)| TlsTcp {
            passthrough,
            secret_name,
            options,
            store,
            cert_resolver,
            domains,
            span: Span::NOWHERE,
        },
    );
    of(prop_oneof![passthrough, any_of_it].prop_map(Box::new))
}

fn ingress_route() -> impl Strategy<Value = Spec> {
    let rules = prop_oneof![4 => vec(rule(), 1), 2 => vec(rule(), 2..5), 1 => Just(Vec::new())];
    (vec(words(), 0..4), of(words()), rules, route_tls()).prop_map(|(entry_points, ingress_class_name, routes, tls)| {
        Spec::IngressRouteTcp(IngressRouteTcp { entry_points, ingress_class_name, routes, tls })
    })
}

fn middleware() -> impl Strategy<Value = Spec> {
    let range = prop_oneof![select(&["10.0.0.0/8", "192.168.1.1", "::/0"][..]).prop_map(text), words()];
    let list = vec(range, 0..12).prop_map(|ranges| IpAllowList { source_range: Spanned::nowhere(ranges) });
    let limit = number(0, i64::MAX).prop_map(|amount| InFlightConn { amount });
    (of(limit), of(list)).prop_map(|(in_flight_conn, ip_allow_list)| {
        Spec::MiddlewareTcp(MiddlewareTcp { in_flight_conn, ip_allow_list, ip_white_list: None })
    })
}

fn client_config() -> impl Strategy<Value = TlsClientConfig> {
    let ca = (of(name()), of(name())).prop_map(|(config_map, secret)| RootCa { config_map, secret });
    let san = (of(words()), of(words())).prop_map(|(kind, value)| PeerCertSan { kind, value });
    let spiffe = (vec(words(), 0..3), of(words())).prop_map(|(ids, trust_domain)| Spiffe { ids, trust_domain });
    let secrets = (vec(ca, 0..3), vec(name(), 0..3), vec(name(), 0..3));
    (of(words()), flag(), secrets, of(words()), vec(san, 0..3), of(spiffe)).prop_map(
        |(server_name, insecure_skip_verify, secrets, peer_cert_uri, peer_cert_sans, spiffe)| {
            let (root_cas, root_cas_secrets, certificates_secrets) = secrets;
            TlsClientConfig {
                server_name,
                insecure_skip_verify,
                root_cas,
                root_cas_secrets,
                certificates_secrets,
                peer_cert_uri,
                peer_cert_sans,
                spiffe,
            }
        },
    )
}

fn servers_transport() -> impl Strategy<Value = Spec> {
    (duration(), duration(), duration(), proxy_protocol(), of(client_config())).prop_map(
        |(dial_timeout, dial_keep_alive, termination_delay, proxy_protocol, tls)| {
            Spec::ServersTransportTcp(Box::new(ServersTransportTcp {
                dial_timeout,
                dial_keep_alive,
                termination_delay,
                proxy_protocol,
                tls,
            }))
        },
    )
}

fn tls_option() -> impl Strategy<Value = Spec> {
    const VERSIONS: &[&str] = &["VersionTLS12", "VersionTLS13"];
    let auth = (vec(name(), 0..3), one_of(&["NoClientCert", "RequireAndVerifyClientCert"]))
        .prop_map(|(secret_names, client_auth_type)| ClientAuth { secret_names, client_auth_type });
    let lists = (of(vec(words(), 0..3)), vec(words(), 0..3), of(vec(words(), 0..3)));
    (one_of(VERSIONS), one_of(VERSIONS), lists, of(auth), (flag(), flag(), flag())).prop_map(
        |(min_version, max_version, lists, client_auth, flags)| {
            let (cipher_suites, curve_preferences, alpn_protocols) = lists;
            let (sni_strict, disable_session_tickets, prefer_server_cipher_suites) = flags;
            Spec::TlsOption(Box::new(TlsOption {
                min_version,
                max_version,
                cipher_suites,
                curve_preferences,
                client_auth,
                sni_strict,
                alpn_protocols,
                disable_session_tickets,
                prefer_server_cipher_suites,
            }))
        },
    )
}

fn tls_store() -> impl Strategy<Value = Spec> {
    let certificate = || name().prop_map(|secret_name| Certificate { secret_name });
    let generated = (of(words()), of(domain())).prop_map(|(resolver, domain)| GeneratedCert { resolver, domain });
    (of(certificate()), of(generated), vec(certificate(), 0..3)).prop_map(
        |(default_certificate, default_generated_cert, certificates)| {
            Spec::TlsStore(Box::new(TlsStore { default_certificate, default_generated_cert, certificates }))
        },
    )
}

/// One object of any kind.
pub fn object() -> impl Strategy<Value = Object> {
    let spec = prop_oneof![4 => ingress_route(), 3 => middleware(), 1 => servers_transport(), 1 => tls_option(), 1 => tls_store()];
    (metadata(), spec).prop_map(|(metadata, spec)| Object::new(ApiGroup::TraefikIo, metadata, spec))
}

/// Up to ten objects, no two of one kind with the same namespace and name, routes last.
pub fn resources() -> impl Strategy<Value = Resources> {
    vec(object(), 0..10).prop_map(|mut objects| {
        let mut known = HashSet::new();
        objects.retain(|object| known.insert((object.kind(), object.object_ref().to_string())));
        objects.sort_by_key(|object| object.kind() == Kind::IngressRouteTcp);
        Resources::new(objects)
    })
}
