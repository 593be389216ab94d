//! Where the time of a build goes, inside the process: `cargo bench --bench compile`.

#[path = "support/allocator.rs"]
mod allocator;
#[path = "support/workload.rs"]
mod workload;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use tcpgen::source::Sources;
use tcpgen::{Options, compile, output};
use workload::workload;

const ROUTES: [usize; 4] = [100, 1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

/// The TOML library alone.
#[divan::bench(args = ROUTES, sample_count = 10)]
fn parse(bencher: Bencher<'_, '_>, routes: usize) {
    let text = workload(routes);
    bencher.counter(ItemsCount::new(routes)).bench(|| toml::de::DeTable::parse(black_box(&text)).is_ok());
}

/// Parse, read, lower and all checks.
#[divan::bench(args = ROUTES, sample_count = 10)]
fn compile_all(bencher: Bencher<'_, '_>, routes: usize) {
    let sources = Sources::single("tcpgen.toml", workload(routes));
    bencher.counter(ItemsCount::new(routes)).bench(|| compile(black_box(&sources), &Options::default()));
}

/// The objects as YAML.
#[divan::bench(args = ROUTES, sample_count = 10)]
fn yaml(bencher: Bencher<'_, '_>, routes: usize) {
    let sources = Sources::single("tcpgen.toml", workload(routes));
    let compilation = compile(&sources, &Options::default());
    bencher.counter(ItemsCount::new(routes)).bench(|| output::yaml(black_box(&compilation.resources).emitted()));
}
