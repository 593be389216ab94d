//! A rehearsal's cluster is the state: before the first step, and after every entry was applied to an empty one.
#![allow(clippy::unwrap_used, reason = "a helper that fails fails the test")]

use std::fmt::Write as _;
use std::net::IpAddr;

use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::test_runner::Config;
use tcpgen::resource::{Kind, Object, Resources};
use tcpgen::routing::{ClientHello, Connection, RoutingTable};
use tcpgen::scenario::Rehearsal;
use tcpgen::source::Sources;
use tcpgen::{Options, compile, environment};

const HOSTS: [&str; 4] = ["a.example.com", "b.example.com", "*.example.com", "*"];
const ADDRESSES: [&str; 4] = ["10.0.0.1", "192.168.1.7", "203.0.113.9", "2001:db8::7"];
const RANGES: [&str; 4] = ["10.0.0.0/8", "192.168.0.0/16", "0.0.0.0/0", "2001:db8::/32"];
const TLS: [&str; 3] = ["", "tls = 'passthrough'\n", "tls = { secret_name = 'c', options = 'modern' }\n"];

/// A route or a middleware, as the state file has it; some name what does not exist.
fn route() -> impl Strategy<Value = String> {
    (0..HOSTS.len(), 0..TLS.len(), 0..3_usize, prop::option::of(0..5_usize), prop::option::of(-3..30_i64)).prop_map(
        |(host, tls, service, guard, priority)| {
            let mut body = format!("entry_points = ['pg']\nservice = 's{service}:5432'\n{}", TLS[tls]);
            match host {
                3 => {}
                _ => writeln!(body, "sni = '{}'", HOSTS[host]).unwrap(),
            }
            if let Some(guard) = guard {
                writeln!(body, "middlewares = ['m{guard}']").unwrap();
            }
            if let Some(priority) = priority {
                writeln!(body, "priority = {priority}").unwrap();
            }
            body
        },
    )
}

fn middleware() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(prop::sample::select(&RANGES[..]), 0..3)
            .prop_map(|ranges| format!("ip_allow_list = {ranges:?}\n")),
        (0..3_i64).prop_map(|amount| format!("in_flight_conn = {amount}\n")),
        Just("external = true\n".to_owned()),
    ]
}

/// A state of some routes and middlewares, and the names of the entries that are its own.
fn state() -> impl Strategy<Value = (String, Vec<String>)> {
    (prop::collection::vec(route(), 0..7), prop::collection::vec(middleware(), 0..5)).prop_map(|(routes, guards)| {
        let mut text = String::from("[entry_points]\npg = 5432\n[tls_options.modern]\nmin_version = 'VersionTLS13'\n");
        let mut names = vec!["tls_options.modern".to_owned()];
        for (kind, letter, bodies) in [("middlewares", 'm', guards), ("routes", 'r', routes)] {
            for (index, body) in bodies.iter().enumerate() {
                writeln!(text, "[{kind}.{letter}{index}]\n{body}").unwrap();
                if !body.contains("external") {
                    names.push(format!("{kind}.{letter}{index}"));
                }
            }
        }
        (text, names)
    })
}

fn connection() -> impl Strategy<Value = Connection> {
    let sni = prop::option::of(prop::sample::select(vec!["a.example.com", "b.example.com", "c.example.com", "x.test"]));
    let hello = prop::option::of((sni, prop::option::of(Just("h2"))));
    (prop::sample::select(&ADDRESSES[..]), hello, any::<bool>()).prop_map(|(address, hello, postgres)| {
        let client_ip: IpAddr = address.parse().unwrap();
        let tls =
            hello.map(|(sni, alpn)| ClientHello::new(sni.map(Into::into), alpn.into_iter().map(Into::into).collect()));
        Connection { entry_point: "pg".into(), client_ip, tls, postgres }
    })
}

/// A step that changes an entry, or has it as it is declared.
fn step(name: &str, change: usize) -> String {
    let set = match name.split('.').next() {
        Some("routes") => "service = 'other:1', priority = 7",
        Some("middlewares") => "labels = { a = 'b' }",
        _ => "min_version = 'VersionTLS12'",
    };
    match change {
        0 => format!("{{ delete = '{name}' }}"),
        1 => format!("{{ apply = '{name}' }}"),
        _ => format!("{{ apply = '{name}', set = {{ {set} }} }}"),
    }
}

proptest! {
    #![proptest_config(Config { cases: 128, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_rehearsals_cluster_is_the_state(
        (text, names) in state(),
        connections in prop::collection::vec(connection(), 1..12),
        shuffle in any::<prop::sample::Index>(),
    ) {
        let mut names = names;
        let middle = shuffle.index(names.len());
        names.rotate_left(middle);
        let steps: Vec<String> = names.iter().map(|name| format!("{{ apply = '{name}', expect = 'created' }}")).collect();
        let scenarios = format!(
            "[scenarios.declared]\nsteps = [{{ list = {{ tls_options = 1 }} }}]\n\
             [scenarios.built]\nstart = 'empty'\nsteps = [{}]\n",
            steps.join(", ")
        );
        let sources = Sources::single("a.toml", text + &scenarios);
        let compilation = compile(&sources, &Options::default());
        prop_assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
        let table = RoutingTable::new(&compilation.resources, &environment(&compilation.desired));
        let declared = Rehearsal::new(&sources, &compilation, &compilation.desired.scenarios[0]);
        let mut built = Rehearsal::new(&sources, &compilation, &compilation.desired.scenarios[1]);
        for step in built.by_ref() {
            prop_assert!(step.passed, "{step:?}");
        }
        for connection in &connections {
            let expected = table.decide(connection);
            prop_assert_eq!(&declared.decide(connection), &expected);
            prop_assert_eq!(&built.decide(connection), &expected);
        }
    }

    #[test]
    fn after_each_step_connections_are_decided_on_what_is_there(
        (text, names) in state(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize), 1..8),
        connections in prop::collection::vec(connection(), 1..6),
        empty in any::<bool>(),
    ) {
        let steps: Vec<String> = changes.iter().map(|(at, change)| step(&names[at.index(names.len())], *change)).collect();
        let start = if empty { "start = 'empty'\n" } else { "" };
        let text = format!("{text}[scenarios.changes]\n{start}steps = [{}]\n", steps.join(", "));
        let sources = Sources::single("a.toml", text);
        let compilation = compile(&sources, &Options::default());
        prop_assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
        let environment = environment(&compilation.desired);
        let mut rehearsal = Rehearsal::new(&sources, &compilation, &compilation.desired.scenarios[0]);
        while rehearsal.next().is_some() {
            let mut there: Vec<Object> = rehearsal.store().objects().cloned().collect();
            there.sort_by_key(|object| (object.kind() == Kind::IngressRouteTcp, object.entry));
            let table = RoutingTable::new(&Resources::new(there), &environment);
            for connection in &connections {
                prop_assert_eq!(rehearsal.decide(connection), table.decide(connection));
            }
        }
    }
}
