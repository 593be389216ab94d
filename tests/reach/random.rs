//! Random tables, and connections at the borders of their classes.

use std::fmt::Write as _;
use std::net::{IpAddr, Ipv6Addr};

use fastrand::Rng;
use tcpgen::analysis::set::{Row, Universe};
use tcpgen::routing::{ClientHello, Connection, RoutingTable};
use tcpgen::source::Sources;
use tcpgen::{Options, compile, environment};

const ATOMS: [&str; 22] = [
    "HostSNI(`*`)",
    "HostSNI(`a.test`)",
    "HostSNI(`b.test`)",
    "HostSNI(`*.test`)",
    "HostSNI(`*.d.test`)",
    "HostSNI(`c.d.test`)",
    "HostSNIRegexp(`.*`)",
    "HostSNIRegexp(`.+`)",
    "HostSNIRegexp(`^a`)",
    "HostSNIRegexp(`^[a-z]+\\.test$`)",
    "HostSNIRegexp(`d\\.test$`)",
    "ClientIP(`10.0.0.0/8`)",
    "ClientIP(`10.1.0.0/16`)",
    "ClientIP(`10.1.2.3`)",
    "ClientIP(`0.0.0.0/0`)",
    "ClientIP(`::/0`)",
    "ClientIP(`2001:db8::/32`)",
    "ClientIP(`::/80`)",
    "ALPN(`h2`)",
    "ALPN(`foo`)",
    "ALPN(`http/1.1`)",
    "HostSNI(`a.test`)",
];
const MODES: [&str; 8] = [
    "",
    "",
    "passthrough = true",
    "passthrough = true",
    "options = \"foo\"",
    "options = \"nope\"",
    "options = \"away\"",
    "store = \"s\"",
];
const MIDDLEWARES: [&str; 8] = ["ten", "six", "few", "none", "tight", "away", "broken", "absent"];
const SERVICES: [&str; 5] = [
    "\"s:1\"",
    "\"s:1\"",
    "\"t:1\"",
    "{ name = \"s\", port = 1, weight = 3 }, { name = \"t\", port = 1 }",
    "{ name = \"s\", port = 1, weight = 0 }",
];
const FIXED: &str = "[middlewares.ten]\nip_allow_list = [\"10.0.0.0/8\"]\n\
    [middlewares.six]\nip_allow_list = [\"::/0\", \"10.1.0.0/16\"]\n\
    [middlewares.tight]\nip_allow_list = [\"10.1.2.0/29\", \"10.1.2.128/25\", \"2001:db8::7\"]\n\
    [middlewares.none]\nin_flight_conn = 0\n[middlewares.few]\nin_flight_conn = 3\n\
    [middlewares.broken]\nip_allow_list = []\n[middlewares.away]\nexternal = true\n\
    [tls_options.foo]\nalpn_protocols = [\"foo\", \"h2\"]\n[tls_options.away]\nexternal = true\n";

fn one<T: Copy>(rng: &mut Rng, of: &[T]) -> T {
    of[rng.usize(..of.len())]
}

fn rule(rng: &mut Rng, depth: usize) -> String {
    let many = |rng: &mut Rng| (0..rng.usize(2..4)).map(|_| rule(rng, depth - 1)).collect::<Vec<_>>();
    match rng.usize(..8) {
        0 | 1 if depth > 0 => format!("({})", many(rng).join(" || ")),
        2 | 3 if depth > 0 => many(rng).join(" && "),
        4 if depth > 0 => format!("!({})", rule(rng, depth - 1)),
        _ => one(rng, &ATOMS).to_owned(),
    }
}

/// A state with some routes at three entry points, one of which nobody declared.
pub fn state(rng: &mut Rng) -> String {
    let hosts = one(rng, &["", "", "", "\"a.test\"", "\"*.d.test\", \"*\"", "\"*\""]);
    let mut text = String::from(FIXED);
    if rng.bool() {
        write!(text, "[entry_points]\na = {{ port = 1, http_hosts = [{hosts}] }}\nb = 2\n").unwrap();
    }
    for index in 0..rng.usize(..8) {
        let entry_points = one(rng, &["\"a\"", "\"a\"", "\"b\"", "\"a\", \"b\"", "\"c\", \"b\"", ""]);
        let guards = if rng.bool() { 0 } else { rng.usize(..3) };
        // Those that disable a router are rarer.
        let guard = |rng: &mut Rng| {
            let known = 6 + rng.usize(..3);
            format!("\"{}\"", one(rng, &MIDDLEWARES[..known]))
        };
        let guards: Vec<String> = (0..guards).map(|_| guard(rng)).collect();
        let priority = one(rng, &[0, 0, 0, 10, 11, 12]);
        let mode = one(rng, &MODES);
        let tls = if mode.is_empty() { String::new() } else { format!("tls = {{ {mode} }}\n") };
        let depth = rng.usize(..3);
        writeln!(
            text,
            "[routes.r{index}]\nentry_points = [{entry_points}]\nmatch = '{}'\npriority = {priority}\nmiddlewares = [{}]\n\
             services = [{}]\n{tls}",
            rule(rng, depth),
            guards.join(", "),
            one(rng, &SERVICES),
        )
        .unwrap();
    }
    text
}

pub fn table(text: &str) -> RoutingTable {
    let compilation = compile(&Sources::single("tcpgen.toml", text), &Options::default());
    RoutingTable::new(&compilation.resources, &environment(&compilation.desired))
}

/// What connections are made of: the borders of ranges, names and protocols.
pub struct Borders {
    entry_points: Vec<String>,
    clients: Vec<IpAddr>,
    names: Vec<String>,
}

impl Borders {
    pub fn new<V>(universe: &Universe, rows: &[Row<V>]) -> Self {
        let bits = |address: IpAddr| match address {
            IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
            IpAddr::V6(v6) => v6.to_bits(),
        };
        let mut clients: Vec<u128> = vec![0, u128::MAX, (0xffff << 32) - 1, 0xffff << 32, (1 << 48) - 1, 1 << 48];
        for range in rows.iter().flat_map(|row| row.clients.ranges()) {
            let (first, last) = (bits(range.network()), bits(range.broadcast()));
            clients.extend([first.wrapping_sub(1), first, last, last.wrapping_add(1)]);
        }
        clients.sort_unstable();
        clients.dedup();
        let names = rows.iter().filter_map(|row| Some(row.witness(universe)?.tls?.sni?.to_string()));
        let others = [
            "a.test", "b.test", "z.test", "c.d.test", "A.Test", "other", "x.y.test", "ab", "q.d.test", "d.test", "bad.",
        ];
        Self {
            entry_points: universe.entry_points().map(str::to_owned).chain(["c".to_owned()]).collect(),
            clients: clients.into_iter().map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits))).collect(),
            names: names.chain(others.map(str::to_owned)).collect(),
        }
    }

    pub fn connection(&self, rng: &mut Rng) -> Connection {
        let client_ip = one(rng, &self.clients);
        let client_ip = if rng.bool() { client_ip.to_canonical() } else { client_ip };
        let mut alpn = Vec::new();
        for protocol in ["h2", "foo", "http/1.1", "acme-tls/1", "bar"] {
            if rng.usize(..4) == 0 {
                alpn.push(protocol.into());
            }
        }
        rng.shuffle(&mut alpn);
        let sni = (rng.usize(..6) > 0).then(|| self.names[rng.usize(..self.names.len())].clone().into());
        let tls = (rng.usize(..4) > 0).then_some(ClientHello::new(sni, alpn));
        let entry_point = self.entry_points[rng.usize(..self.entry_points.len())].clone().into();
        Connection { entry_point, client_ip, tls, postgres: rng.usize(..4) == 0 }
    }
}
