//! What it costs to look at a whole routing table, all on one entry point: `cargo bench --bench analyse`.

#[path = "support/allocator.rs"]
mod allocator;

use std::fmt::Write as _;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use tcpgen::analysis::analyse;
use tcpgen::routing::RoutingTable;
use tcpgen::source::Sources;
use tcpgen::{Options, compile, environment};

const ROUTERS: [usize; 4] = [10, 1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

/// Exact hosts, and a route for everybody else.
fn hosts(index: usize) -> String {
    if index == 0 { "HostSNI(`*`)".to_owned() } else { format!("HostSNI(`db-{index}.example.com`)") }
}

/// Hosts, hosts for certain clients, wildcards, and a few patterns.
fn mixed(index: usize) -> String {
    match index {
        0 => "HostSNI(`*`)".to_owned(),
        1..4 => format!("HostSNIRegexp(`^pattern-{index}-[a-z]+\\.example\\.com$`)"),
        _ => match index % 100 {
            1..5 => format!("HostSNI(`*.zone-{index}.example.com`)"),
            5..20 => format!("HostSNI(`db-{index}.example.com`) && ClientIP(`10.{}.0.0/16`)", index % 256),
            20..30 => format!("HostSNI(`db-{index}.example.com`) || HostSNI(`alias-{index}.example.com`)"),
            _ => format!("HostSNI(`db-{index}.example.com`)"),
        },
    }
}

/// Networks alone.
fn networks(index: usize) -> String {
    format!("ClientIP(`10.{}.{}.{}/32`)", index / 65_536, index / 256 % 256, index % 256)
}

/// Rules that meet each other everywhere.
fn tangled(index: usize) -> String {
    let (name, address) = (index % 50, index % 250);
    format!("HostSNI(`*.d{name}.test`) && !ClientIP(`10.{address}.0.0/16`) || HostSNIRegexp(`x{}`)", index % 20)
}

fn table(routers: usize, rule: impl Fn(usize) -> String) -> RoutingTable {
    let mut text = String::new();
    for index in 0..routers {
        let rule = rule(index);
        let _ = writeln!(
            text,
            "[routes.r{index}]\nentry_points = [\"a\"]\nmatch = '{rule}'\nservice = \"s{index}:1\"\ntls = \"passthrough\""
        );
    }
    let compilation = compile(&Sources::single("tcpgen.toml", text), &Options::default());
    RoutingTable::new(&compilation.resources, &environment(&compilation.desired))
}

fn run(bencher: Bencher<'_, '_>, routers: usize, rule: impl Fn(usize) -> String) {
    let table = table(routers, rule);
    bencher.counter(ItemsCount::new(routers)).bench(|| analyse(black_box(&table)));
}

/// Exact hosts and a catch-all.
#[divan::bench(args = ROUTERS, sample_count = 10)]
fn analyse_hosts(bencher: Bencher<'_, '_>, routers: usize) {
    run(bencher, routers, hosts);
}

/// A bit of everything.
#[divan::bench(args = ROUTERS, sample_count = 10)]
fn analyse_mixed(bencher: Bencher<'_, '_>, routers: usize) {
    run(bencher, routers, mixed);
}

/// Networks.
#[divan::bench(args = ROUTERS, sample_count = 5)]
fn analyse_networks(bencher: Bencher<'_, '_>, routers: usize) {
    run(bencher, routers, networks);
}

/// As bad as it gets: the bound on the work decides.
#[divan::bench(args = [10, 1_000, 10_000], sample_count = 3)]
fn analyse_tangled(bencher: Bencher<'_, '_>, routers: usize) {
    run(bencher, routers, tangled);
}
