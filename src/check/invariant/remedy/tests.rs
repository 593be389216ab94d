//! Remedies, proven in two ways.

use fastrand::Rng;

use super::*;
use crate::invariant::invariants;
use crate::source::Sources;
use crate::state::State;

const RULES: [&str; 6] = [
    "HostSNI(`a.test`)",
    "HostSNI(`a.test`) || HostSNI(`*.test`)",
    "HostSNIRegexp(`^[ab]\\\\.test$`)",
    "HostSNIRegexp(`^a`) && ClientIP(`10.0.0.0/8`)",
    "HostSNI(`*`)",
    "HostSNI(`*`) && ClientIP(`10.1.0.0/16`)",
];
const LISTS: [&str; 4] =
    ["\"10.0.0.0/8\"", "\"10.1.0.0/16\", \"192.0.2.0/24\"", "\"0.0.0.0/0\", \"::/0\"", "\"10.1.2.3\""];
const DEMANDS: [&str; 5] = [
    "only = { client_ip = [\"10.0.0.0/8\"] }",
    "only = { client_ip = [\"10.1.0.0/16\", \"192.0.2.0/24\"] }",
    "never = { client_ip = [\"128.0.0.0/1\", \"::/0\"] }",
    "always = { client_ip = [\"10.1.0.0/16\"], sni = \"a.test\" }",
    "never = { client_ip = [\"10.1.2.3\"] }",
];

fn state(rng: &mut Rng) -> String {
    let mut parts = Vec::new();
    for number in 0..3 {
        let list = LISTS[rng.usize(..LISTS.len())];
        parts.push(format!("[middlewares.m{number}]\nip_allow_list = [{list}]\n"));
    }
    for number in 0..rng.usize(1..5) {
        let rule = RULES[rng.usize(..RULES.len())];
        let is_plain = rule.contains("`*`") && rng.bool();
        let tls = if is_plain { "" } else { ["tls = \"passthrough\"", "tls = {}"][rng.usize(..2)] };
        let guards: Vec<_> = (0..3).filter(|_| rng.u8(..3) == 0).map(|guard| format!("\"m{guard}\"")).collect();
        let at = ["entry_points = [\"a\"]", "entry_points = [\"a\", \"b\"]", ""][rng.usize(..3)];
        let (service, guards) = (rng.u8(..3), guards.join(", "));
        parts.push(format!(
            "[routes.r{number}]\n{at}\nmatch = \"{rule}\"\nservice = \"s{service}:1\"\nmiddlewares = [{guards}]\n{tls}\n"
        ));
    }
    for number in 0..4 {
        let (to, demand) = (["*", "s0:1", "s1:1"][rng.usize(..3)], DEMANDS[rng.usize(..DEMANDS.len())]);
        parts.push(format!("[invariants.i{number}]\nto = \"{to}\"\n{demand}\n"));
    }
    parts.concat()
}

/// The proof for what a change concerns agrees with that of the whole state once it is changed.
#[test]
fn a_change_mends_what_it_mends_in_the_whole_state() {
    let (mut mended, mut tried) = (0, 0);
    for seed in 0..400 {
        let text = state(&mut Rng::with_seed(seed));
        let sources = Sources::single("tcpgen.toml", text.clone());
        let state = State::read(&sources);
        let table = RoutingTable::new(&state.resources, &environment(&state.desired));
        let context = Context::new(&sources, &state, &table);
        assert!(context.complete, "{text}");
        let (stated, _) = invariants(&state.desired);
        let all: Vec<_> = stated.iter().map(|stated| &stated.invariant).collect();
        let prover = Prover::new(&table, &all);
        let proofs: Vec<_> = all.iter().map(|invariant| prover.proof(invariant)).collect();
        let remedies = Remedies::new(&context, &all, &proofs, &prover);
        for (place, proof) in proofs.iter().enumerate() {
            let Some(breach) = proof.broken.first() else { continue };
            let answer = table.decide_fast(&breach.witness);
            let Some(router) = answer.router.or_else(|| answer.contenders.first().copied()) else { continue };
            for change in remedies.changes(all[place], router) {
                let Some(amended) = change.amended(&context) else { continue };
                let whole = remedies.mends_all(place, &change);
                assert_eq!(remedies.mends_what_it_concerns(place, &amended), whole, "{}: {text}", change.words());
                tried += 1;
                mended += usize::from(whole);
            }
        }
    }
    assert!(mended > 100 && tried - mended > 100, "{mended} of {tried}");
}
