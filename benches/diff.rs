//! Two states of many routes, all on one entry point, of which one changes: `cargo bench --bench diff`.
//!
//! `compared_...` compares the two tables alone. `states_...` compares two compiled states: objects, tables, the steps
//! between, and diagnostics. `whole_...` also compiles both texts, each on a thread, as `tcpgen diff` does.

#![allow(clippy::unwrap_used, reason = "a benchmark of states that compile")]

#[path = "support/allocator.rs"]
mod allocator;
#[path = "support/routes.rs"]
mod routes;

use std::thread;

use divan::{Bencher, black_box};
use routes::{guarded, mixed, networks, state};
use tcpgen::Options;
use tcpgen::analysis::compare::compare;
use tcpgen::question::{Diff, Question as _, Subject};
use tcpgen::source::Sources;

const ROUTES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

/// A state, and the same with another service and, where there is one, another allow list on a route in the middle.
fn texts(routes: usize, route: impl Fn(usize) -> (String, String), tls: &str) -> [String; 2] {
    changed_at(routes / 2 + 200, state(routes, route, tls))
}

fn changed_at(place: usize, old: String) -> [String; 2] {
    let new = old.replace(&format!("\"s{place}:1\""), "\"other:1\"");
    let (before, after) = new.split_at(new.find(&format!("[middlewares.m{place}]\n")).unwrap());
    let new = format!("{before}{}", after.replacen("192.168.0.0/16", "192.168.0.0/17", 1));
    [old, new]
}

fn subject(text: &str) -> Subject {
    Subject::new(Sources::single("tcpgen.toml", text), Options::default())
}

fn compared(bencher: Bencher<'_, '_>, texts: &[String; 2]) {
    let [old, new] = texts.each_ref().map(|text| subject(text));
    assert!(!compare(&old.compilation.table, &new.compilation.table).is_empty());
    bencher.bench(|| compare(black_box(&old.compilation.table), &new.compilation.table));
}

fn states(bencher: Bencher<'_, '_>, texts: &[String; 2]) {
    let [old, new] = texts.each_ref().map(|text| subject(text));
    let question = Diff { against: &old, among: None };
    bencher.bench(|| question.ask(black_box(&new)).unwrap().difference);
}

fn whole(bencher: Bencher<'_, '_>, [old, new]: &[String; 2]) {
    bencher.bench(|| {
        let (old, new) = thread::scope(|scope| {
            let old = scope.spawn(|| subject(black_box(old)));
            let new = subject(black_box(new));
            (old.join().unwrap(), new)
        });
        Diff { against: &old, among: None }.ask(&new).unwrap().difference
    });
}

/// Names with allow lists, TLS passed through.
#[divan::bench(args = ROUTES, sample_count = 10)]
fn compared_guarded(bencher: Bencher<'_, '_>, routes: usize) {
    compared(bencher, &texts(routes, guarded, "tls = \"passthrough\""));
}

/// The same, with TLS ended.
#[divan::bench(args = ROUTES, sample_count = 10)]
fn compared_ended(bencher: Bencher<'_, '_>, routes: usize) {
    compared(bencher, &texts(routes, guarded, "tls = {}"));
}

/// A bit of everything.
#[divan::bench(args = ROUTES, sample_count = 10)]
fn compared_mixed(bencher: Bencher<'_, '_>, routes: usize) {
    compared(bencher, &texts(routes, mixed, "tls = \"passthrough\""));
}

/// The same, where the route with a regular expression changes: it may take any client, so that all are compared.
#[divan::bench(args = ROUTES, sample_count = 10)]
fn compared_expression(bencher: Bencher<'_, '_>, routes: usize) {
    compared(bencher, &changed_at(0, state(routes, mixed, "tls = \"passthrough\"")));
}

/// Networks, without TLS: all of them are compared.
#[divan::bench(args = ROUTES, sample_count = 10)]
fn compared_networks(bencher: Bencher<'_, '_>, routes: usize) {
    compared(bencher, &texts(routes, networks, ""));
}

/// Names with allow lists, TLS passed through.
#[divan::bench(args = ROUTES, sample_count = 10)]
fn states_guarded(bencher: Bencher<'_, '_>, routes: usize) {
    states(bencher, &texts(routes, guarded, "tls = \"passthrough\""));
}

/// Names with allow lists, TLS passed through.
#[divan::bench(args = ROUTES, sample_count = 10)]
fn whole_guarded(bencher: Bencher<'_, '_>, routes: usize) {
    whole(bencher, &texts(routes, guarded, "tls = \"passthrough\""));
}

/// Networks, without TLS.
#[divan::bench(args = ROUTES, sample_count = 10)]
fn whole_networks(bencher: Bencher<'_, '_>, routes: usize) {
    whole(bencher, &texts(routes, networks, ""));
}
