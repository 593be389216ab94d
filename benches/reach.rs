//! All connections of tables of several sizes in classes, all on one entry point: `cargo bench --bench reach`.

use std::fmt::Write as _;

use divan::{Bencher, black_box};
use tcpgen::analysis::Classes;
use tcpgen::analysis::reach::{ReachFilter, reach};
use tcpgen::analysis::set::Universe;
use tcpgen::routing::RoutingTable;
use tcpgen::source::Sources;
use tcpgen::{Options, compile, environment};

const ROUTERS: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

/// Server names, each with an allow list of its own.
fn guarded(index: usize) -> (String, String) {
    let rule = format!("HostSNI(`db-{index}.example.com`)");
    let [_, a, b, c] = u32::try_from(index).unwrap_or(0).to_be_bytes();
    (rule, format!("ip_allow_list = [\"10.{a}.{b}.{c}\", \"192.168.0.0/16\"]"))
}

/// What a large installation looks like, as in `benches/decide.rs`.
fn mixed(index: usize) -> (String, String) {
    let rule = match index % 1_000 {
        0 => format!("HostSNIRegexp(`^pattern-{index}-[a-z]+\\\\.example\\\\.com$`)"),
        1..40 => format!("HostSNI(`*.zone-{index}.example.com`)"),
        40..100 => format!("HostSNI(`db-{index}.example.com`) && ClientIP(`10.{}.0.0/16`)", index % 256),
        100..150 => format!("HostSNI(`db-{index}.example.com`) || HostSNI(`alias-{index}.example.com`)"),
        _ => format!("HostSNI(`db-{index}.example.com`)"),
    };
    (rule, "in_flight_conn = 10".to_owned())
}

/// Plain clients, told apart by address.
fn networks(index: usize) -> (String, String) {
    let [_, a, b, c] = u32::try_from(index).unwrap_or(0).to_be_bytes();
    (format!("ClientIP(`10.{a}.{b}.{c}`)"), "in_flight_conn = 10".to_owned())
}

fn table(routers: usize, route: impl Fn(usize) -> (String, String), tls: &str) -> RoutingTable {
    let mut text = String::new();
    for index in 0..routers {
        let (rule, guard) = route(index);
        let _ = writeln!(
            text,
            "[middlewares.m{index}]\n{guard}\n[routes.r{index}]\nentry_points = [\"a\"]\nmatch = \"{rule}\"\n\
             service = \"s{index}:1\"\nmiddlewares = [\"m{index}\"]\n{tls}"
        );
    }
    let compilation = compile(&Sources::single("tcpgen.toml", text), Options::default());
    RoutingTable::new(&compilation.resources, &environment(&compilation.desired))
}

fn run(bencher: Bencher<'_, '_>, table: &RoutingTable) {
    let filter = ReachFilter::default();
    bencher.bench(|| reach(black_box(table), &filter));
}

/// Names with allow lists, TLS passed through.
#[divan::bench(args = ROUTERS, sample_count = 10)]
fn reach_guarded(bencher: Bencher<'_, '_>, routers: usize) {
    run(bencher, &table(routers, guarded, "tls = \"passthrough\""));
}

/// The same, with TLS ended.
#[divan::bench(args = ROUTERS, sample_count = 10)]
fn reach_ended(bencher: Bencher<'_, '_>, routers: usize) {
    run(bencher, &table(routers, guarded, "tls = {}"));
}

/// A bit of everything.
#[divan::bench(args = ROUTERS, sample_count = 10)]
fn reach_mixed(bencher: Bencher<'_, '_>, routers: usize) {
    run(bencher, &table(routers, mixed, "tls = \"passthrough\""));
}

/// Networks, without TLS.
#[divan::bench(args = ROUTERS, sample_count = 10)]
fn reach_networks(bencher: Bencher<'_, '_>, routers: usize) {
    run(bencher, &table(routers, networks, ""));
}

/// The classes alone, without what people and programs read of them.
#[divan::bench(args = ROUTERS, sample_count = 10)]
fn classes_guarded(bencher: Bencher<'_, '_>, routers: usize) {
    let table = table(routers, guarded, "tls = \"passthrough\"");
    bencher.bench(|| {
        let universe = Universe::new(&[black_box(&table)], &[]);
        Classes::new(&universe, &table)
    });
}

/// The same as disjoint boxes.
#[divan::bench(args = ROUTERS, sample_count = 10)]
fn rows_guarded(bencher: Bencher<'_, '_>, routers: usize) {
    let table = table(routers, guarded, "tls = \"passthrough\"");
    let universe = Universe::new(&[&table], &[]);
    let classes = Classes::new(&universe, &table);
    bencher.bench(|| black_box(&classes).rows());
}
