//! Limits of connections at once: tcpgen tells how many, and Traefik lets that many through.

use std::net::TcpStream;

use crate::conformance::rig::{Attempt, Rig, State};
use crate::support::{Deed, KubernetesFlags};

/// Holds connections until one is refused; tells how many there are by then. They close with the second value.
fn hold(rig: &Rig, attempt: &Attempt) -> (usize, Vec<TcpStream>) {
    let mut held = Vec::new();
    // Twice as many as any test here allows.
    while held.len() < 20 {
        let (observation, stream) = rig.client(attempt).hold();
        match (observation.deed, stream) {
            (Deed::Backend { .. }, Some(stream)) => held.push(stream),
            (Deed::Closed, _) => break,
            (other, _) => panic!("{other:?} of `{attempt}`"),
        }
    }
    (held.len(), held)
}

#[test]
fn as_many_connections_get_through_as_tcpgen_tells() {
    let state = State::new(
        r#"
[middlewares.three]
in_flight_conn = 3
[middlewares.five]
ip_allow_list = ["127.0.0.5", "127.0.0.6"]
[routes.one]
entry_points = ["a", "b"]
service = "first:1"
middlewares = ["three"]
[routes.two]
entry_points = ["c"]
service = "first:1"
middlewares = ["three", "five"]
"#,
    );
    let rigs = [
        Rig::with_files(&Rig::static_config()),
        Rig::with_kubernetes(&Rig::static_config(), KubernetesFlags::default()),
    ];
    for rig in rigs {
        rig.serve(&state);
        let mut all = Vec::new();
        // Each router of each entry point counts for itself, and so does each client.
        for text in ["a from:127.0.0.5", "a from:127.0.0.6", "b from:127.0.0.5", "c from:127.0.0.5"] {
            let attempt = Attempt::parse(text);
            let notes = state.table.decide(&attempt.connection).notes;
            let told = "middleware `default/three` lets 3 connections of one client address through at once";
            assert!(notes.iter().any(|note| note == told), "{notes:?}");
            let (count, held) = hold(&rig, &attempt);
            assert_eq!(count, 3, "{text}");
            all.push(held);
        }
        let refused = Attempt::parse("c from:127.0.0.7");
        assert_eq!(rig.deed(&refused), Deed::Closed);
        drop(all);
    }
}
