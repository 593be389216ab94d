//! Twenty invariants of a state with many routes, all on one entry point: `cargo bench --bench invariants`.
//!
//! `checked` compiles the text, and `without` the same text without its invariants: the difference is the proofs.

#![allow(clippy::unwrap_used, reason = "a benchmark of states that compile")]

#[path = "support/allocator.rs"]
mod allocator;
#[path = "support/routes.rs"]
mod routes;

use std::fmt::Write as _;

use divan::{Bencher, black_box};
use routes::{guarded, mixed, networks, state};
use tcpgen::source::Sources;
use tcpgen::{Options, compile};

const ROUTES: [usize; 3] = [1_000, 10_000, 100_000];
const INVARIANTS: usize = 20;

fn main() {
    divan::main();
}

/// One kind of demand after the other, about services spread over the state, and one about all of them.
fn invariants(routes: usize) -> String {
    let mut text = String::new();
    for index in 0..INVARIANTS {
        let service = index * (routes / INVARIANTS);
        let demand = match index % 4 {
            0 => "only = { client_ip = [\"10.0.0.0/8\", \"192.168.0.0/16\", \"172.16.0.0/12\"] }".to_owned(),
            1 => "never = { client_ip = [\"203.0.113.0/24\"] }".to_owned(),
            2 => "never = { client_ip = [\"198.51.100.7\"], tls = false }".to_owned(),
            _ => format!("never = {{ sni = \"other-{index}.example.com\" }}"),
        };
        let to = if index == 0 { "*".to_owned() } else { format!("s{service}:1") };
        let _ = writeln!(text, "[invariants.i{index}]\nto = \"{to}\"\n{demand}");
    }
    text
}

fn compiled(bencher: Bencher<'_, '_>, text: &str) {
    let sources = Sources::single("tcpgen.toml", text);
    bencher.bench(|| compile(black_box(&sources), &Options::default()));
}

/// Names with allow lists, TLS passed through.
#[divan::bench(args = ROUTES, sample_count = 10)]
fn checked_guarded(bencher: Bencher<'_, '_>, routes: usize) {
    compiled(bencher, &(state(routes, guarded, "tls = \"passthrough\"") + &invariants(routes)));
}

#[divan::bench(args = ROUTES, sample_count = 10)]
fn without_guarded(bencher: Bencher<'_, '_>, routes: usize) {
    compiled(bencher, &state(routes, guarded, "tls = \"passthrough\""));
}

/// A bit of everything.
#[divan::bench(args = ROUTES, sample_count = 10)]
fn checked_mixed(bencher: Bencher<'_, '_>, routes: usize) {
    compiled(bencher, &(state(routes, mixed, "tls = \"passthrough\"") + &invariants(routes)));
}

#[divan::bench(args = ROUTES, sample_count = 10)]
fn without_mixed(bencher: Bencher<'_, '_>, routes: usize) {
    compiled(bencher, &state(routes, mixed, "tls = \"passthrough\""));
}

/// Networks, without TLS.
#[divan::bench(args = ROUTES, sample_count = 10)]
fn checked_networks(bencher: Bencher<'_, '_>, routes: usize) {
    compiled(bencher, &(state(routes, networks, "") + &invariants(routes)));
}

#[divan::bench(args = ROUTES, sample_count = 10)]
fn without_networks(bencher: Bencher<'_, '_>, routes: usize) {
    compiled(bencher, &state(routes, networks, ""));
}
