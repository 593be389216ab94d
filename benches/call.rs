//! What a tool call costs on a state of 2,000 routes: `cargo bench --bench call`. `first` has not read the text before;
//! `next` follows a call on the same store, as in a session or an agent's server.

#![allow(clippy::unwrap_used, reason = "a benchmark of calls that succeed")]

#[path = "support/allocator.rs"]
mod allocator;
#[path = "support/workload.rs"]
mod workload;

use divan::{Bencher, black_box};
use serde_json::{Value, json};
use tcpgen::operation;
use tcpgen::store::StateText;
use workload::workload;

const ROUTES: usize = 2_000;
const TOOL: &str = "traefik_manage_tcp_routing";

fn main() {
    divan::main();
}

fn create(name: &str) -> Value {
    json!({
        "route_name": name, "namespace": "team-03", "service_name": "postgres", "service_port": 5432,
        "entry_points": ["tcp-tls"], "sni_match": format!("{name}.example.com"), "tls_passthrough": true,
        "middlewares": ["edge-allow-0003"],
    })
}

fn update() -> Value {
    json!({ "route_name": "edge-db-0030", "namespace": "team-03", "action": "update", "service_port": 5433 })
}

fn delete() -> Value {
    json!({ "route_name": "edge-db-0030", "namespace": "team-03", "action": "delete" })
}

fn call(store: &mut StateText, arguments: &Value) -> Value {
    operation::call(store, TOOL, black_box(arguments)).unwrap()
}

/// A call on a text that has not been read before.
#[divan::bench(args = ["create", "update", "delete"], sample_count = 20)]
fn first(bencher: Bencher<'_, '_>, what: &str) {
    let (text, arguments) = (workload(ROUTES), arguments(what));
    bencher.with_inputs(|| StateText::new("tcpgen.toml", text.as_str())).bench_local_values(|mut store| {
        call(&mut store, &arguments);
        store
    });
}

/// A call after another.
#[divan::bench(args = ["create", "update", "delete"], sample_count = 20)]
fn next(bencher: Bencher<'_, '_>, what: &str) {
    let arguments = arguments(what);
    let mut used = StateText::new("tcpgen.toml", workload(ROUTES));
    call(&mut used, &create("before"));
    bencher.with_inputs(|| used.clone()).bench_local_values(|mut store| {
        call(&mut store, &arguments);
        store
    });
}

fn arguments(what: &str) -> Value {
    match what {
        "create" => create("postgres-route"),
        "update" => update(),
        _ => delete(),
    }
}
