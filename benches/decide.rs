//! Decisions per second of tables of several sizes, all on one entry point: `cargo bench --bench decide`.

#[path = "support/allocator.rs"]
mod allocator;

use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr};

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use tcpgen::resource::Resources;
use tcpgen::routing::{Connection, Environment, RoutingTable};
use tcpgen::source::Sources;
use tcpgen::{Options, compile, environment};

const ROUTERS: [usize; 4] = [10, 1_000, 10_000, 100_000];
/// Connections in one turn.
const CONNECTIONS: usize = 1_000;

fn main() {
    divan::main();
}

/// Exact hosts alone.
fn hosts(index: usize) -> String {
    format!("HostSNI(`db-{index}.example.com`)")
}

/// What a large installation looks like: hosts, hosts for certain clients, wildcards, and one pattern in a thousand.
fn mixed(index: usize) -> String {
    match index % 1_000 {
        0 => format!("HostSNIRegexp(`^pattern-{index}-[a-z]+\\\\.example\\\\.com$`)"),
        1..40 => format!("HostSNI(`*.zone-{index}.example.com`)"),
        40..100 => format!("HostSNI(`db-{index}.example.com`) && ClientIP(`10.{}.0.0/16`)", index % 256),
        100..150 => format!("HostSNI(`db-{index}.example.com`) || HostSNI(`alias-{index}.example.com`)"),
        _ => hosts(index),
    }
}

/// Plain clients, told apart by address, and by network of three sizes.
fn networks(index: usize) -> String {
    let network = |first: usize, number: usize, length: usize| {
        format!("ClientIP(`{first}.{}.{}.{}/{length}`)", number / 65_536, number / 256 % 256, number % 256)
    };
    match index % 100 {
        0 => network(11, index * 128, 25),
        1..20 => network(12, index * 16, 28),
        _ => network(10, index, 32),
    }
}

/// Nothing that could be looked up.
fn patterns(index: usize) -> String {
    format!("HostSNIRegexp(`^pattern-{index}-[a-z]+\\\\.example\\\\.com$`)")
}

fn state(routers: usize, rule: impl Fn(usize) -> String, tls: &str) -> (Resources, Environment) {
    let mut text = String::new();
    for index in 0..routers {
        let rule = rule(index);
        let _ =
            writeln!(text, "[routes.r{index}]\nentry_points = [\"a\"]\nmatch = \"{rule}\"\nservice = \"s:1\"\n{tls}");
    }
    let compilation = compile(&Sources::single("tcpgen.toml", text), &Options::default());
    let environment = environment(&compilation.desired);
    (compilation.resources, environment)
}

fn table(routers: usize, rule: impl Fn(usize) -> String, tls: &str) -> RoutingTable {
    let (resources, environment) = state(routers, rule, tls);
    RoutingTable::new(&resources, &environment)
}

/// Every second connection is for a router of the table; the others are for none.
fn connections(routers: usize, tls: bool) -> Vec<Connection> {
    let one = |number: usize| {
        let index = number.wrapping_mul(7_919) % routers;
        let (host, third) = if number.is_multiple_of(2) { ("db", 10) } else { ("nothing", 11) };
        let [_, a, b, c] = u32::try_from(index).unwrap_or(0).to_be_bytes();
        let client = IpAddr::from(Ipv4Addr::new(third, a, b, c));
        if tls {
            Connection::tls("a", client, format!("{host}-{index}.example.com"))
        } else {
            Connection::plain("a", client)
        }
    };
    (0..CONNECTIONS).map(one).collect()
}

fn run(bencher: Bencher<'_, '_>, table: &RoutingTable, connections: &[Connection]) {
    bencher.counter(ItemsCount::new(connections.len())).bench(|| {
        for connection in connections {
            black_box(table.decide_fast(black_box(connection)));
        }
    });
}

/// Exact hosts.
#[divan::bench(args = ROUTERS, sample_count = 20)]
fn decide_hosts(bencher: Bencher<'_, '_>, routers: usize) {
    run(bencher, &table(routers, hosts, "tls = \"passthrough\""), &connections(routers, true));
}

/// A bit of everything.
#[divan::bench(args = ROUTERS, sample_count = 20)]
fn decide_mixed(bencher: Bencher<'_, '_>, routers: usize) {
    run(bencher, &table(routers, mixed, "tls = \"passthrough\""), &connections(routers, true));
}

/// Networks of nine sizes, without TLS.
#[divan::bench(args = ROUTERS, sample_count = 20)]
fn decide_networks(bencher: Bencher<'_, '_>, routers: usize) {
    run(bencher, &table(routers, networks, ""), &connections(routers, false));
}

/// Patterns, each of which has to be tried.
#[divan::bench(args = [10, 100, 1_000], sample_count = 5)]
fn decide_patterns(bencher: Bencher<'_, '_>, routers: usize) {
    run(bencher, &table(routers, patterns, "tls = \"passthrough\""), &connections(routers, true));
}

/// With every router that was asked, and why.
#[divan::bench(args = [10, 1_000, 10_000], sample_count = 5)]
fn explain_mixed(bencher: Bencher<'_, '_>, routers: usize) {
    let table = table(routers, mixed, "tls = \"passthrough\"");
    let connections = connections(routers, true);
    let some = connections.get(..20).unwrap_or(&connections);
    bencher.counter(ItemsCount::new(some.len())).bench(|| {
        for connection in some {
            black_box(table.decide(black_box(connection)));
        }
    });
}

/// Objects to a table.
#[divan::bench(args = ROUTERS, sample_count = 10)]
fn build(bencher: Bencher<'_, '_>, routers: usize) {
    let (resources, environment) = state(routers, mixed, "tls = \"passthrough\"");
    bencher.counter(ItemsCount::new(routers)).bench(|| RoutingTable::new(black_box(&resources), &environment));
}
