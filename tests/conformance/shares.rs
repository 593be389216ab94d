//! Weights: each service gets exactly its share of as many connections as the weights sum up to.

use std::collections::BTreeMap;

use tcpgen::routing::Connection;

use crate::conformance::rig::{Attempt, Rig, State};
use crate::support::Deed;

/// How many full turns are taken.
const TURNS: i64 = 3;

#[test]
fn weights_are_shares() {
    let rig = Rig::with_files(&Rig::static_config());
    for weights in [&[3, 1][..], &[1, 1, 1], &[5, 0, 2], &[1, 4, 2]] {
        let services: Vec<String> = (1..)
            .zip(weights)
            .map(|(number, weight)| format!("{{ name = \"s{number}\", port = 1, weight = {weight} }}"))
            .collect();
        let services = services.join(", ");
        let state = State::new(&format!("[routes.r]\nentry_points = [\"a\"]\nservices = [{services}]\n"));
        rig.serve(&state);
        let attempt = Attempt::parse("a");
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        for _ in 0..TURNS * weights.iter().sum::<i64>() {
            match rig.deed(&attempt) {
                Deed::Backend { name, .. } => *counts.entry(name).or_default() += 1,
                other => panic!("{other:?} of a connection to\n{}", state.text),
            }
        }
        let decision = state.table.decide(&Connection::plain("a", [127, 0, 0, 1].into()));
        let shares = decision.services.iter().map(|share| (share.service.to_string(), share.weight * TURNS));
        assert_eq!(counts, shares.collect(), "{weights:?}");
    }
}
