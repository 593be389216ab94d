//! All connections of tables of several sizes in classes, all on one entry point: `cargo bench --bench reach`.

#[path = "support/allocator.rs"]
mod allocator;
#[path = "support/routes.rs"]
mod routes;

use divan::{Bencher, black_box};
use routes::{guarded, mixed, networks, state};
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

fn table(routers: usize, route: impl Fn(usize) -> (String, String), tls: &str) -> RoutingTable {
    let compilation = compile(&Sources::single("tcpgen.toml", state(routers, route, tls)), &Options::default());
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
