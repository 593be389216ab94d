//! The analyses of random tables against every client of a small world that holds one of each class.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;
use std::net::IpAddr;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::{select, subsequence};
use tcpgen::analysis::{Ambiguous, FailsOpen, Finding, Shadowed, Unreachable, analyse};
use tcpgen::routing::{Cause, ClientHello, Connection, Outcome, Router, RoutingTable};
use tcpgen::rule::{Client, Expression, Syntax, TlsMode, Verdict, parse};
use tcpgen::source::Sources;
use tcpgen::{Options, compile, environment};

const ATOMS: [&str; 19] = [
    "HostSNI(`*`)",
    "HostSNI(`a.test`)",
    "HostSNI(`b.test`)",
    "HostSNI(`*.test`)",
    "HostSNI(`*.d.test`)",
    "HostSNI(`c.d.test`)",
    "HostSNIRegexp(`.*`)",
    "HostSNIRegexp(`^a`)",
    "HostSNIRegexp(`^[a-z]+\\.test$`)",
    "HostSNIRegexp(`^(a|b)\\.test$`)",
    "HostSNIRegexp(`d\\.test$`)",
    "HostSNIRegexp(`\\bz`)",
    "ClientIP(`10.0.0.0/8`)",
    "ClientIP(`10.1.0.0/16`)",
    "ClientIP(`10.1.2.3`)",
    "ClientIP(`::/0`)",
    "ClientIP(`2001:db8::/32`)",
    "ALPN(`h2`)",
    "ALPN(`foo`)",
];
const CLIENTS: [&str; 7] = ["10.1.2.3", "10.1.9.9", "10.9.9.9", "192.168.0.1", "192.0.2.1", "2001:db8::1", "fe80::1"];
/// Characters that the atoms tell apart, and one more.
const LETTERS: [char; 7] = ['a', 'b', 'c', 'd', 'z', '-', '9'];
const SUFFIXES: [&str; 7] = ["", ".test", ".d.test", ".c.d.test", ".zd.test", ".9", ".d.testing"];
const MIDDLEWARES: &str = "[middlewares.ten]\nip_allow_list = [\"10.0.0.0/8\"]\n[middlewares.six]\nip_allow_list = [\"::/0\", \"10.1.0.0/16\"]\n\
    [middlewares.few]\nin_flight_conn = 3\n[middlewares.broken]\nip_allow_list = []\n";

#[derive(Clone, Debug)]
struct Route {
    rule: String,
    mode: &'static str,
    priority: i64,
    middlewares: Vec<&'static str>,
    service: &'static str,
}

fn rule() -> impl Strategy<Value = String> {
    let atom = select(&ATOMS[..]).prop_map(str::to_owned);
    let tree = atom.clone().prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(|all| format!("({})", all.join(" || "))),
            vec(inner.clone(), 2..4).prop_map(|all| all.join(" && ")),
            inner.prop_map(|one| format!("!({one})")),
        ]
    });
    prop_oneof![2 => atom, 3 => tree]
}

fn route() -> impl Strategy<Value = Route> {
    let mode = select(&["", "passthrough = true", "passthrough = true", "store = \"s\""][..]);
    let priority = prop_oneof![4 => select(&[0i64][..]), 1 => 10..13i64, 1 => 90..92i64];
    let sound = subsequence(vec!["ten", "six", "few"], 0..2);
    let middlewares = prop_oneof![5 => sound, 1 => subsequence(vec!["ten", "broken", "absent"], 0..3)];
    let service = select(&["s", "s", "t", "absent"][..]);
    (rule(), mode, priority, middlewares, service).prop_map(|(rule, mode, priority, middlewares, service)| Route {
        rule,
        mode,
        priority,
        middlewares,
        service,
    })
}

fn table(routes: &[Route]) -> RoutingTable {
    let mut text = format!("[entry_points]\na = 1\n{MIDDLEWARES}");
    for (index, Route { rule, mode, priority, middlewares, service }) in routes.iter().enumerate() {
        let tls = if mode.is_empty() { String::new() } else { format!("tls = {{ {mode} }}\n") };
        let middlewares: Vec<String> = middlewares.iter().map(|name| format!("\"{name}\"")).collect();
        let service = match *service {
            "absent" => "services = [{ name = \"s\", port = 1, servers_transport = \"absent\" }]".to_owned(),
            name => format!("service = \"{name}:1\""),
        };
        writeln!(
            text,
            "[routes.r{index}]\nentry_points = [\"a\"]\nmatch = '{rule}'\npriority = {priority}\nmiddlewares = [{}]\n{service}\n{tls}",
            middlewares.join(", ")
        )
        .unwrap();
    }
    let compilation = compile(&Sources::single("tcpgen.toml", text), &Options::default());
    assert_eq!(compilation.resources.routes().count(), routes.len());
    RoutingTable::new(&compilation.resources, &environment(&compilation.desired))
}

/// One name for each way in which the atoms can answer, out of all with a first label of at most three characters.
fn all_names() -> Vec<Option<String>> {
    let longer = |labels: &[String]| -> Vec<String> {
        labels.iter().flat_map(|label| LETTERS.iter().map(move |letter| format!("{label}{letter}"))).collect()
    };
    let one = longer(&[String::new()]);
    let two = longer(&one);
    let labels = [longer(&two), two, one].concat();
    let atoms: Vec<_> = ATOMS.iter().map(|atom| parse(atom, Syntax::V3).unwrap()).collect();
    let mut seen = HashSet::new();
    let mut names = vec![None];
    for name in SUFFIXES.iter().flat_map(|suffix| labels.iter().map(move |label| format!("{label}{suffix}"))) {
        let client = Client::tls(&name, CLIENTS[0].parse().unwrap(), []);
        if seen.insert(atoms.iter().map(|atom| atom.matches(&client)).collect::<Vec<_>>()) {
            names.push(Some(name));
        }
    }
    names
}

/// One client of each class that the atoms tell apart.
fn world() -> &'static [Connection] {
    static WORLD: LazyLock<Vec<Connection>> = LazyLock::new(all_clients);
    &WORLD
}

fn all_clients() -> Vec<Connection> {
    let names = all_names();
    let mut clients = Vec::new();
    for client in CLIENTS {
        let client_ip: IpAddr = client.parse().unwrap();
        clients.push(Connection::plain("a", client_ip));
        for sni in &names {
            for alpn in [&[][..], &["h2"], &["foo"], &["h2", "foo"]] {
                let alpn = alpn.iter().map(|protocol| (*protocol).into()).collect();
                let tls = Some(ClientHello::new(sni.as_ref().map(Into::into), alpn));
                clients.push(Connection { entry_point: "a".into(), client_ip, tls, postgres: false });
            }
        }
    }
    clients
}

fn takers<'t>(table: &'t RoutingTable, connection: &Connection) -> Vec<&'t Router> {
    let answer = table.decide_fast(connection);
    if answer.contenders.is_empty() { answer.router.into_iter().collect() } else { answer.contenders }
}

fn matches(expression: &Expression, connection: &Connection) -> bool {
    let client = match &connection.tls {
        None => Client::plain(connection.client_ip),
        Some(hello) => {
            let alpn = hello.alpn.iter().map(smol_str::SmolStr::as_str);
            Client::tls(hello.sni.as_deref().unwrap_or(""), connection.client_ip, alpn)
        }
    };
    expression.evaluate(&client) == Verdict::Matches
}

fn names(routers: &[&Router]) -> Vec<String> {
    routers.iter().map(|router| router.object.name.to_string()).collect()
}

/// The first of several with each other.
fn pairs(routers: &[&Router]) -> Vec<(String, String)> {
    let names = names(routers);
    names.iter().skip(1).map(|other| (names[0].clone(), other.clone())).collect()
}

/// A client that a disabled router's allow list was to stop, and that gets through.
fn gets_past(table: &RoutingTable, disabled: &Router, connection: &Connection) -> bool {
    let rule = disabled.rule_tree().unwrap();
    let answer = table.decide_fast(connection);
    if answer.cause != Cause::Forwarded || !matches(rule.expression(), connection) {
        return false;
    }
    // A plain client is matched by rules without TLS alone.
    if connection.tls.is_none() != (disabled.tls_mode == TlsMode::None) {
        return false;
    }
    let kept_out = !table.admits(disabled, connection.client_ip);
    takers(table, connection).iter().all(|taker| {
        let same_list = (taker.tls_mode == TlsMode::None) == (disabled.tls_mode == TlsMode::None);
        let loses = same_list && taker.priority >= disabled.priority;
        let open = table.allow_lists(taker).next().is_none();
        !loses && (kept_out || disabled.has_broken_guard() && open)
    })
}

/// Regular expressions made of these.
const PIECES: [&str; 18] = [
    "a",
    "[a-c]",
    ".",
    "\\.",
    "b*",
    "(a|bc)",
    "x{2,3}",
    "^",
    "$",
    "\\b",
    "\\B",
    "[^a]+",
    "(?i)Q",
    "\\w",
    "(?:ab)?",
    "|",
    "c{0}",
    "(\\d|-)+?",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    /// Read a character at a time, a regular expression finds what it finds at once.
    #[test]
    fn an_automaton_matches_what_the_engine_matches(pieces in vec(select(&PIECES[..]), 1..7), names in vec("[abcqx9._-]{0,9}", 1..12)) {
        let text = pieces.concat();
        let Ok(rule) = parse(&format!("HostSNIRegexp(`{text}`)"), Syntax::V3) else { return Ok(()) };
        let (_, pattern, _) = rule.patterns().next().unwrap();
        let automaton = pattern.automaton().unwrap();
        for name in &names {
            let end = name.bytes().fold(automaton.start(), |state, letter| automaton.step(&state, letter));
            prop_assert_eq!(Some(automaton.matches(&end)), pattern.is_match(name), "{} in {:?}", text, name);
        }
    }
}

/// Found at random: a rule that only names which nobody wrote reach, `a-zd.test` say.
#[test]
fn a_name_between_three_regular_expressions_reaches_the_last() {
    let route = |rule: &str, priority| Route {
        rule: rule.to_owned(),
        mode: "passthrough = true",
        priority,
        middlewares: Vec::new(),
        service: "s",
    };
    let table = table(&[
        route("!(HostSNIRegexp(`\\bz`) && HostSNIRegexp(`^a`))", 0),
        route("!(HostSNI(`*.test`))", 90),
        route("HostSNIRegexp(`d\\.test$`)", 0),
    ]);
    let connection = Connection::tls("a", "192.0.2.1".parse().unwrap(), "a-zd.test");
    assert_eq!(names(&takers(&table, &connection)), ["r2"]);
    assert!(!analyse(&table).iter().any(|finding| matches!(finding, Finding::Unreachable(_))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Sound: what is called unreachable wins nothing. Complete where no regular expression is met by names that are not in
    /// this world.
    #[test]
    fn what_wins_nothing_is_unreachable(routes in vec(route(), 1..7)) {
        let table = table(&routes);
        let won: HashSet<String> = world().iter().flat_map(|client| names(&takers(&table, client))).collect();
        let dead = table.routers().iter().filter(|router| router.is_listed() && !won.contains(router.object.name.as_str()));
        let dead: BTreeSet<String> = dead.map(|router| router.object.name.to_string()).collect();
        let found = analyse(&table);
        let mut called = BTreeSet::new();
        for finding in &found {
            if let Finding::Unreachable(Unreachable { router, instead, .. }) = finding {
                called.insert(router.object.name.to_string());
                if let Some((witness, winners)) = instead {
                    prop_assert!(matches(router.rule_tree().unwrap().expression(), witness));
                    prop_assert_eq!(names(&takers(&table, witness)), names(winners));
                }
            }
        }
        prop_assert!(called.is_subset(&dead), "{:?} and {:?}: {:#?}", called, dead, found);
        if routes.iter().all(|route| !route.rule.contains("HostSNIRegexp")) {
            prop_assert_eq!(called, dead, "{:#?}", found);
        }
    }

    /// No client reaches a router by an alternative that is called shadowed.
    #[test]
    fn shadowed_alternatives_win_nothing(routes in vec(route(), 1..7)) {
        let table = table(&routes);
        let world = world();
        for finding in analyse(&table) {
            let Finding::Shadowed(Shadowed { router, range, witness, instead, .. }) = finding else { continue };
            let Expression::Or { operands, .. } = router.rule_tree().unwrap().expression() else { panic!("no alternatives") };
            let part = operands.iter().find(|operand| operand.range() == range).unwrap();
            prop_assert!(matches(part, &witness));
            prop_assert_eq!(names(&takers(&table, &witness)), names(&instead));
            for client in world.iter().filter(|client| client.tls.is_none() == (router.tls_mode == TlsMode::None)) {
                let won = takers(&table, client).iter().any(|taker| std::ptr::eq(*taker, router));
                prop_assert!(!(won && matches(part, client)), "{client:?}");
            }
        }
    }

    /// Every tie that matters to any client is told of, and every one that is told of is one.
    #[test]
    fn ties_are_ambiguous(routes in vec(route(), 1..7)) {
        let table = table(&routes);
        let mut told = HashSet::new();
        for finding in analyse(&table) {
            let Finding::Ambiguous(Ambiguous { contenders, witness }) = finding else { continue };
            let answer = table.decide_fast(&witness);
            prop_assert_eq!(answer.outcome(), Outcome::Ambiguous);
            prop_assert_eq!(names(&answer.contenders), names(&contenders));
            told.extend(pairs(&contenders));
        }
        for client in world() {
            let answer = table.decide_fast(client);
            if answer.cause == Cause::EqualPriority {
                let all = pairs(&answer.contenders).into_iter().all(|pair| told.contains(&pair));
                prop_assert!(all, "{client:?}: {:?}", names(&answer.contenders));
            }
        }
    }

    /// A guard is said to fail open where a client gets past it, and nowhere else.
    #[test]
    fn guards_that_fail_open_let_somebody_in(routes in vec(route(), 1..7)) {
        let table = table(&routes);
        let mut told = BTreeSet::new();
        for finding in analyse(&table) {
            let Finding::FailsOpen(FailsOpen { router, witness, instead }) = finding else { continue };
            prop_assert!(gets_past(&table, router, &witness), "{witness:?}");
            prop_assert!(takers(&table, &witness).iter().any(|taker| std::ptr::eq(*taker, instead)));
            told.insert(router.object.name.to_string());
        }
        let world = world();
        let guarded = table.routers().iter().filter(|router| !router.is_listed() && router.rule_tree().is_some());
        let guarded = guarded.filter(|router| router.has_broken_guard() || table.allow_lists(router).next().is_some());
        let open = guarded.filter(|router| world.iter().any(|client| gets_past(&table, router, client)));
        let open: BTreeSet<String> = open.map(|router| router.object.name.to_string()).collect();
        prop_assert_eq!(told, open);
    }
}
