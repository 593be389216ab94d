//! What a tool call reports of who gets in now rests on fewer connections than a difference tries; it misses none of what
//! changes for a client.

use std::collections::BTreeSet;

use fastrand::Rng;
use tcpgen::difference::{ConnectionChange, Difference, Side, connections_between};
use tcpgen::source::Sources;
use tcpgen::{Compilation, Options, compile};

use super::random::pairs;
use super::state::{HEAD, guard, random, route};

fn compiled(entries: &str) -> (Sources, Compilation) {
    let sources = Sources::single("a.toml", format!("{HEAD}{entries}"));
    let compilation = compile(&sources, Options::default());
    (sources, compilation)
}

/// What becomes of connections before and after, without the connections.
fn outcomes(changes: &[ConnectionChange]) -> BTreeSet<String> {
    changes.iter().map(|change| format!("{:?} {:?}", change.was, change.now)).collect()
}

#[test]
fn fewer_connections_show_all_that_changes() {
    let mut changed = 0;
    for seed in 0..pairs() * 10 {
        let chance = &mut Rng::with_seed(seed);
        let others = random(chance);
        let guards = ["m0".to_owned(), "m1".to_owned()];
        let of = |chance: &mut Rng| match chance.u8(0..4) {
            0 => others.clone(),
            1 => random(chance),
            2 => format!("{others}[middlewares.g]\n{}", guard(chance)),
            _ => format!("{others}[routes.x]\n{}", route(chance, &guards)),
        };
        let [(old_sources, old), (new_sources, new)] = [compiled(&of(chance)), compiled(&of(chance))];
        let side = |sources, compilation| Side { sources, compilation };
        let all = Difference::new(side(&old_sources, &old), side(&new_sources, &new)).unwrap().connections;
        assert_eq!(outcomes(&connections_between(&old, &new)), outcomes(&all), "seed {seed}");
        changed += usize::from(!all.is_empty());
    }
    assert!(changed > 160, "only {changed} changed something");
}
