//! The routing decision, on random tables and connections, against a straight reading of Traefik's procedure that asks
//! every router.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::net::IpAddr;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::{select, subsequence};
use tcpgen::difference::{Difference, Side};
use tcpgen::routing::{Connection, Decision, Environment, Outcome, Reason, Router, RoutingTable};
use tcpgen::rule::{Client, Syntax, TlsMode, parse};
use tcpgen::source::Sources;
use tcpgen::{Compilation, Options, compile, environment};

use crate::compare::has;

const ATOMS: [&str; 16] = [
    "HostSNI(`*`)",
    "HostSNI(`a.test`)",
    "HostSNI(`b.test`)",
    "HostSNI(`*.test`)",
    "HostSNI(`c.d.test`)",
    "HostSNIRegexp(`.*`)",
    "HostSNIRegexp(`^a`)",
    "HostSNIRegexp(`.+`)",
    "ClientIP(`10.0.0.0/8`)",
    "ClientIP(`10.1.0.0/16`)",
    "ClientIP(`10.1.2.3`)",
    "ClientIP(`::/0`)",
    "ClientIP(`2001:db8::/32`)",
    "ALPN(`h2`)",
    "ALPN(`foo`)",
    "ClientIP(`nonsense`)",
];
const CLIENTS: [&str; 6] = ["10.1.2.3", "10.1.9.9", "10.9.9.9", "192.0.2.1", "2001:db8::1", "::ffff:10.1.2.3"];
const NAMES: [&str; 7] = ["a.test", "b.test", "z.test", "c.d.test", "A.Test", "other", "x.y.test"];
const MIDDLEWARES: &str = "[middlewares.ten]\nip_allow_list = [\"10.0.0.0/8\"]\n[middlewares.six]\nip_allow_list = [\"::/0\", \"10.1.0.0/16\"]\n\
    [middlewares.none]\nin_flight_conn = 0\n[middlewares.few]\nin_flight_conn = 3\n[middlewares.broken]\nip_allow_list = []\n\
    [tls_options.foo]\nalpn_protocols = [\"foo\"]\n";

#[derive(Clone, Debug)]
struct Route {
    rule: String,
    mode: &'static str,
    priority: i64,
    middlewares: Vec<&'static str>,
    service: &'static str,
    entry_points: Vec<&'static str>,
}

#[derive(Clone, Debug)]
struct State {
    routes: Vec<Route>,
    http_hosts: Vec<&'static str>,
}

fn rule() -> impl Strategy<Value = String> {
    let atom = select(&ATOMS[..]).prop_map(str::to_owned);
    let tree = atom.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(|all| format!("({})", all.join(" || "))),
            vec(inner.clone(), 2..4).prop_map(|all| all.join(" && ")),
            inner.prop_map(|one| format!("!({one})")),
        ]
    });
    prop_oneof![1 => Just(ATOMS[0].to_owned()), 4 => tree]
}

fn route() -> impl Strategy<Value = Route> {
    let mode = select(&["", "passthrough = true", "options = \"foo\"", "options = \"nope\"", "store = \"s\""][..]);
    let priority = prop_oneof![4 => Just(0), 1 => 10..13i64, 1 => -3..0i64];
    let sound = subsequence(vec!["ten", "six", "none", "few"], 0..2);
    let middlewares = prop_oneof![6 => sound, 1 => subsequence(vec!["ten", "broken", "absent"], 0..3)];
    let service = select(&["s", "s", "t", "zero"][..]);
    let entry_points = subsequence(vec!["a", "b"], 0..3);
    (rule(), mode, priority, middlewares, service, entry_points).prop_map(
        |(rule, mode, priority, middlewares, service, entry_points)| Route {
            rule,
            mode,
            priority,
            middlewares,
            service,
            entry_points,
        },
    )
}

fn state() -> impl Strategy<Value = State> {
    let hosts = prop_oneof![2 => Just(Vec::new()), 1 => subsequence(vec!["a.test", "*.d.test", "*"], 1..3)];
    (vec(route(), 0..7), hosts).prop_map(|(routes, http_hosts)| State { routes, http_hosts })
}

fn connection() -> impl Strategy<Value = Connection> {
    let hello = (option::of(select(&NAMES[..])), subsequence(vec!["h2", "foo", "bar"], 0..3));
    let client = select(&CLIENTS[..]).prop_map(|text| text.parse::<IpAddr>().unwrap());
    (select(&["a", "b", "c"][..]), client, option::of(hello), any::<bool>(), any::<bool>()).prop_map(
        |(entry_point, client, hello, postgres, often)| {
            let connection = match hello {
                None => Connection::plain(entry_point, client),
                Some((None, alpn)) => Connection::tls_without_sni(entry_point, client).with_alpn(alpn),
                Some((Some(sni), alpn)) => Connection::tls(entry_point, client, sni).with_alpn(alpn),
            };
            if postgres && often { connection.with_postgres() } else { connection }
        },
    )
}

impl State {
    fn text(&self, order: &[usize]) -> String {
        let quoted = |names: &[&str]| names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
        let hosts = quoted(&self.http_hosts);
        let mut text = format!("[entry_points]\na = {{ port = 1, http_hosts = [{hosts}] }}\nb = 2\n{MIDDLEWARES}");
        for &index in order {
            let Route { rule, mode, priority, middlewares, service, entry_points } = &self.routes[index];
            let (entry_points, middlewares) = (quoted(entry_points), quoted(middlewares));
            let tls = if mode.is_empty() { String::new() } else { format!("tls = {{ {mode} }}\n") };
            let services = match *service {
                "zero" => "{ name = \"s\", port = 1, weight = 0 }, { name = \"t\", port = 1, weight = 0 }".to_owned(),
                name => format!("\"{name}:1\""),
            };
            writeln!(
                text,
                "[routes.r{index}]\nentry_points = [{entry_points}]\nmatch = '{rule}'\npriority = {priority}\n\
                 middlewares = [{middlewares}]\nservices = [{services}]\n{tls}"
            )
            .unwrap();
        }
        text
    }

    fn table(&self, order: &[usize]) -> RoutingTable {
        let text = self.text(order);
        let compilation = compile(&Sources::single("tcpgen.toml", text), &Options::default());
        let environment: Environment = environment(&compilation.desired);
        assert_eq!(compilation.resources.routes().count(), self.routes.len());
        RoutingTable::new(&compilation.resources, &environment)
    }

    fn compiled(&self) -> (Sources, Compilation) {
        let order: Vec<usize> = (0..self.routes.len()).collect();
        let sources = Sources::single("tcpgen.toml", self.text(&order));
        let compilation = compile(&sources, &Options::default());
        (sources, compilation)
    }

    fn in_order(&self) -> RoutingTable {
        self.table(&(0..self.routes.len()).collect::<Vec<_>>())
    }

    fn route(&self, router: &Router) -> &Route {
        &self.routes[router.object.name[1..].parse::<usize>().unwrap()]
    }
}

/// A straight reading of section 0 of what was observed: no index, no early end, one router after the other.
struct Naive<'a> {
    state: &'a State,
    table: &'a RoutingTable,
    connection: &'a Connection,
}

impl Naive<'_> {
    fn list(&self, tls: bool) -> Vec<&Router> {
        let entry_point = self.connection.entry_point.as_str();
        let all = self.table.routers().iter();
        let here = all.filter(|router| router.is_listed() && router.using.iter().any(|name| name == entry_point));
        here.filter(|router| (router.tls_mode != TlsMode::None) == tls).collect()
    }

    fn client(&self, read: bool) -> Client<'_> {
        match &self.connection.tls {
            Some(hello) if read => {
                let alpn = hello.alpn.iter().map(smol_str::SmolStr::as_str);
                Client::tls(hello.sni.as_deref().unwrap_or(""), self.connection.client_ip, alpn)
            }
            _ => Client::plain(self.connection.client_ip),
        }
    }

    /// Those that match at the highest priority at which any does.
    fn winners<'r>(list: &[&'r Router], client: &Client<'_>) -> Vec<&'r Router> {
        let matching = list.iter().filter(|router| parse(&router.rule, Syntax::V3).unwrap().matches(client));
        let matching: Vec<_> = matching.copied().collect();
        let highest = matching.iter().map(|router| router.priority).max();
        matching.into_iter().filter(|router| Some(router.priority) == highest).collect()
    }

    /// What a router does, and a word that tells equal deeds from others.
    fn deed(&self, router: &Router) -> String {
        let route = self.state.route(router);
        if router.closes() {
            return "closed broken-tls-options".to_owned();
        }
        let client = self.connection.client_ip.to_canonical();
        let within = |range: &str| range.parse::<ipnet::IpNet>().unwrap().contains(&client);
        let admits = |middleware: &&str| match *middleware {
            "ten" => within("10.0.0.0/8"),
            "six" => within("::/0") || within("10.1.0.0/16"),
            "few" => true,
            _ => false,
        };
        if !route.middlewares.iter().all(admits) {
            return "closed denied-by-middleware".to_owned();
        }
        if route.service == "zero" {
            return "closed no-service".to_owned();
        }
        let offered = self.connection.tls.as_ref().map_or(&[][..], |hello| &hello.alpn);
        if route.mode.starts_with("options") || route.mode.starts_with("store") {
            let own: &[&str] = if route.mode.starts_with("options") { &["foo"] } else { &["h2", "http/1.1"] };
            if !offered.is_empty() && !offered.iter().any(|protocol| own.contains(&protocol.as_str())) {
                return "closed alpn-mismatch".to_owned();
            }
        }
        format!("forwarded {} {}", route.service, route.mode)
    }

    fn settle(deeds: &[String], winners: &[&Router]) -> (String, Vec<String>) {
        let mut names: Vec<_> = winners.iter().map(|router| router.object.to_string()).collect();
        names.sort();
        if deeds.iter().all(|deed| *deed == deeds[0]) {
            (deeds[0].clone(), names)
        } else {
            ("ambiguous equal-priority".to_owned(), names)
        }
    }

    fn answer(&self) -> (String, Vec<String>) {
        let plain = self.list(false);
        let tls = self.list(true);
        let nobody = |what: &str| (what.to_owned(), Vec::new());
        let decide = |winners: &[&Router]| {
            let deeds: Vec<_> = winners.iter().map(|router| self.deed(router)).collect();
            Self::settle(&deeds, winners)
        };
        let on_a = self.connection.entry_point == "a";
        let hosts: &[&str] = if on_a { &self.state.http_hosts } else { &[] };
        if self.connection.entry_point == "c" {
            return nobody("closed unknown-entry-point");
        }
        if !plain.is_empty() && tls.is_empty() && hosts.is_empty() {
            let winners = Self::winners(&plain, &self.client(false));
            if !winners.is_empty() {
                return decide(&winners);
            }
        }
        let winners = Self::winners(&tls, &self.client(true));
        if self.connection.postgres {
            let unmatched = self.connection.tls.is_none() || winners.is_empty();
            return if unmatched { nobody("closed postgres-needs-tls-route") } else { decide(&winners) };
        }
        let Some(hello) = &self.connection.tls else {
            let winners = Self::winners(&plain, &self.client(false));
            return if winners.is_empty() { nobody("http no-matching-router") } else { decide(&winners) };
        };
        let sni = hello.sni.as_deref().unwrap_or("").to_lowercase();
        let specific = hosts.iter().any(|host| match host.strip_prefix("*.") {
            Some(suffix) => sni.split_once('.').is_some_and(|(_, rest)| rest == suffix),
            None => *host == sni,
        });
        // The HTTPS server ends TLS with the default options.
        let refused = !hello.alpn.is_empty() && !hello.alpn.iter().any(|protocol| protocol == "h2");
        let https = if refused { "closed alpn-mismatch" } else { "http no-matching-router" };
        if specific || winners.is_empty() {
            return nobody(https);
        }
        let deeds: Vec<_> = winners
            .iter()
            .map(|router| {
                let last = hosts.contains(&"*") && parse(&router.rule, Syntax::V3).unwrap().is_catch_all();
                if last { https.to_owned() } else { self.deed(router) }
            })
            .collect();
        Self::settle(&deeds, &winners)
    }
}

fn outcome(decision: &Decision, state: &State, table: &RoutingTable) -> String {
    let Some(reason) = decision.reason else {
        let name = decision.router.as_ref().unwrap_or_else(|| &decision.contenders[0]);
        let router = table.routers().iter().find(|router| router.object == *name).unwrap();
        return format!("forwarded {} {}", decision.services[0].service.name, state.route(router).mode);
    };
    format!("{} {reason}", decision.outcome)
}

fn takers(decision: &Decision) -> Vec<String> {
    let one = decision.router.iter().filter(|_| decision.contenders.is_empty());
    one.chain(&decision.contenders).map(ToString::to_string).collect()
}

fn side((sources, compilation): &(Sources, Compilation)) -> Side<'_> {
    Side::new(sources, compilation)
}

/// What a client notices, and to which services it comes.
fn noticed(decision: &Decision) -> (Outcome, Option<Reason>, Vec<String>) {
    let mut services: Vec<String> = decision.services.iter().map(ToString::to_string).collect();
    services.sort();
    services.dedup();
    (decision.outcome, decision.reason, services)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn as_a_straight_reading_says(state in state(), connections in vec(connection(), 1..12)) {
        let table = state.in_order();
        for connection in &connections {
            let decision = table.decide(connection);
            let (expected, winners) = Naive { state: &state, table: &table, connection }.answer();
            prop_assert_eq!(&outcome(&decision, &state, &table), &expected, "{:?}\n{:?}", connection, decision);
            prop_assert_eq!(takers(&decision), winners, "{:?}", decision);
        }
    }

    #[test]
    fn fast_is_explained(state in state(), connections in vec(connection(), 1..12)) {
        let table = state.in_order();
        for connection in &connections {
            let fast = table.decide_fast(connection);
            let decision = table.decide(connection);
            prop_assert_eq!((fast.outcome(), fast.reason()), (decision.outcome, decision.reason));
            prop_assert_eq!(fast.router.map(|router| router.object.clone()), decision.router.clone());
            // Whoever takes the connection is the last of those asked, and nobody before matched.
            let highest = decision.considered.iter().find(|asked| asked.matched).map(|asked| asked.priority);
            prop_assert_eq!(decision.considered.iter().all(|asked| highest.is_none_or(|most| asked.priority >= most)), true);
            let takers = takers(&decision);
            if !takers.is_empty() {
                let mut matched: Vec<_> = decision.considered.iter().filter(|asked| asked.matched).map(|asked| asked.router.to_string()).collect();
                matched.sort();
                prop_assert_eq!(matched, takers);
            }
            prop_assert_eq!(decision.considered.is_sorted_by(|a, b| a.priority >= b.priority), true);
        }
    }

    #[test]
    fn the_order_of_the_objects_does_not_matter(
        (state, order) in state().prop_flat_map(|state| {
            let order: Vec<usize> = (0..state.routes.len()).collect();
            (Just(state), Just(order).prop_shuffle())
        }),
        connections in vec(connection(), 1..6),
    ) {
        let (one, other) = (state.in_order(), state.table(&order));
        for connection in &connections {
            let sorted = |mut decision: Decision| {
                decision.disabled.sort_by(|a, b| a.router.cmp(&b.router));
                decision.notes.sort();
                decision.message.clear();
                decision
            };
            prop_assert_eq!(sorted(one.decide(connection)), sorted(other.decide(connection)));
        }
    }
}

proptest! {
    // Each compares two whole states, which takes several times as long as to decide about one.
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    /// What a connection notices of a change, the difference tells; and what it tells is so.
    #[test]
    fn a_difference_tells_what_connections_notice(
        states in (state(), state(), vec(any::<bool>(), 0..7)),
        connections in vec(connection(), 1..12),
    ) {
        let (old, mut new, kept) = states;
        // Two states that have nothing in common tell little.
        for (at, route) in old.routes.iter().enumerate().filter(|(at, _)| kept.get(*at).copied().unwrap_or(false)) {
            if let Some(other) = new.routes.get_mut(at) {
                *other = route.clone();
            }
        }
        let (old, new) = (old.compiled(), new.compiled());
        let difference = Difference::new(side(&old), side(&new)).unwrap();
        let [before, after] = [&old, &new].map(|(_, compilation)| {
            RoutingTable::new(&compilation.resources, &environment(&compilation.desired))
        });
        for class in &difference.connections.classes {
            let witness = class.witness.as_ref().unwrap();
            for (table, reached) in [(&before, &class.was), (&after, &class.now)] {
                let decision = table.decide(witness);
                prop_assert_eq!((decision.outcome, decision.reason), (reached.outcome, reached.reason));
                prop_assert_eq!(decision.waits_for_client, reached.waits_for_client);
            }
        }
        let known: Vec<String> = [&before, &after].iter().flat_map(|table| table.entry_points()).map(str::to_owned).collect();
        for connection in connections {
            let [was, now] = [&before, &after].map(|table| noticed(&table.decide(&connection)));
            let holding = difference.connections.classes.iter().filter(|class| has(&class.set, &known, &connection)).count();
            prop_assert!(holding == 1 || holding == 0 && was == now, "{:?}: {:?} -> {:?}\n{:#?}", connection, was, now, difference.connections);
        }
    }
}
