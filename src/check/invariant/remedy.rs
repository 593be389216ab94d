//! The smallest change that mends a broken invariant. Each is made on a copy of the objects, and proven.

use super::change::Change;
use crate::analysis::compare::extents_of;
use crate::analysis::invariant::{Demand, Invariant, Part, Proof, Prover};
use crate::analysis::set::Clients;
use crate::check::Context;
use crate::environment::environment;
use crate::resource::{MiddlewareTcp, Object, ObjectRef, Spec};
use crate::routing::{Amended, Router, RoutingTable};
use crate::source_range::SourceRange;

/// How many changes are tried in one run. Most are proven for the connections alone that the changed routers may take; some
/// take as long as all proofs.
const TRIALS: usize = 6;

/// The most ranges that a person is asked to write.
const MOST_RANGES: usize = 6;

/// Changes to try, while somebody waits.
pub(super) struct Remedies<'c, 'a> {
    context: &'c Context<'a>,
    invariants: &'c [&'c Invariant],
    proofs: &'c [Proof],
    prover: &'c Prover<'c>,
    left: usize,
}

impl<'c, 'a> Remedies<'c, 'a> {
    pub fn new(
        context: &'c Context<'a>,
        invariants: &'c [&'c Invariant],
        proofs: &'c [Proof],
        prover: &'c Prover<'c>,
    ) -> Self {
        Self { context, invariants, proofs, prover, left: TRIALS }
    }

    /// A change after which the invariant at `place` holds, and no other is broken that was not.
    pub fn find(&mut self, place: usize, breach: &Part) -> Option<String> {
        let invariant = *self.invariants.get(place)?;
        let answer = self.context.table.decide_fast(&breach.witness);
        let router = answer.router.or_else(|| answer.contenders.first().copied())?;
        for change in self.changes(invariant, router) {
            self.left = self.left.checked_sub(1)?;
            if self.mends(place, &change) {
                return Some(change.words());
            }
        }
        None
    }

    fn changes(&self, invariant: &Invariant, router: &Router) -> Vec<Change<'c>> {
        let Some(clients) = &invariant.set.clients else { return Vec::new() };
        let wanted = match invariant.demand {
            Demand::Only | Demand::Always => clients.clone(),
            Demand::Never => clients.complement(),
        };
        let lists = router.middlewares.iter().filter_map(|name| self.allow_list(name));
        let change = |(object, list): (&'c Object, Clients)| {
            let ranges =
                if invariant.demand == Demand::Always { list.union(&wanted) } else { list.intersection(&wanted) };
            (ranges != list && is_short(&ranges)).then_some(Change::Ranges(object, ranges))
        };
        let mut changes: Vec<_> = lists.filter_map(change).collect();
        if invariant.demand != Demand::Always && is_short(&wanted) {
            let name = ObjectRef { namespace: &router.object.namespace, name: &router.object.name };
            let route = self.context.resources.routes().map(|(object, _)| object);
            let route = route.filter(|object| !object.external).find(|object| object.object_ref() == name);
            changes.extend(route.map(|object| Change::Guard(object, router.index, wanted)));
        }
        changes
    }

    /// The allow list of a middleware, `namespace/name`, that the state has.
    fn allow_list(&self, name: &str) -> Option<(&'c Object, Clients)> {
        let (namespace, name) = name.split_once('/')?;
        let object = *self.context.middlewares.get(&ObjectRef { namespace, name })?;
        let Spec::MiddlewareTcp(MiddlewareTcp { ip_allow_list: Some(list), .. }) = &object.spec else { return None };
        let ranges: Result<Vec<_>, _> = list.source_range.iter().map(|text| SourceRange::parse(text)).collect();
        Some((object, Clients::of(&ranges.ok()?))).filter(|_| !object.external)
    }

    fn mends(&self, place: usize, change: &Change<'_>) -> bool {
        match change.amended(self.context) {
            Some(amended) => self.mends_what_it_concerns(place, &amended),
            None => self.mends_all(place, change),
        }
    }

    /// For all other connections every proof is what it was.
    fn mends_what_it_concerns(&self, place: usize, Amended { table, routers }: &Amended) -> bool {
        let own = self.context.table;
        let routers: Vec<&Router> = routers.iter().filter_map(|place| own.routers().get(*place)).collect();
        let extents = extents_of(own, table, &routers);
        let Some(invariant) = self.invariants.get(place) else { return false };
        if self.prover.is_broken_outside(invariant, &extents) {
            return false;
        }
        let held = self.invariants.iter().zip(self.proofs).filter(|(_, before)| before.holds());
        let wanted: Vec<&Invariant> = std::iter::once(*invariant).chain(held.map(|(held, _)| *held)).collect();
        let prover = Prover::within(table, &wanted, &extents);
        wanted.iter().all(|invariant| prover.holds(invariant))
    }

    fn mends_all(&self, place: usize, change: &Change<'_>) -> bool {
        let table = RoutingTable::new(&change.made(self.context.resources), &environment(self.context.desired));
        let prover = Prover::new(&table, self.invariants);
        let holds = |at: usize| self.invariants.get(at).is_some_and(|invariant| prover.holds(invariant));
        holds(place) && self.proofs.iter().enumerate().all(|(at, before)| !before.holds() || holds(at))
    }
}

/// Whether a person can write these ranges.
fn is_short(clients: &Clients) -> bool {
    !clients.is_empty() && !clients.is_everyone() && clients.ranges().len() <= MOST_RANGES
}

#[cfg(test)]
mod tests {
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
        let mut text = String::new();
        for number in 0..3 {
            text += &format!("[middlewares.m{number}]\nip_allow_list = [{}]\n", LISTS[rng.usize(..LISTS.len())]);
        }
        for number in 0..rng.usize(1..5) {
            let rule = RULES[rng.usize(..RULES.len())];
            let tls = if rule.contains("`*`") && rng.bool() {
                ""
            } else {
                ["tls = \"passthrough\"", "tls = {}"][rng.usize(..2)]
            };
            let guards: Vec<String> =
                (0..3).filter(|_| rng.u8(..3) == 0).map(|guard| format!("\"m{guard}\"")).collect();
            let at = ["entry_points = [\"a\"]", "entry_points = [\"a\", \"b\"]", ""][rng.usize(..3)];
            let (service, guards) = (rng.u8(..3), guards.join(", "));
            text += &format!(
                "[routes.r{number}]\n{at}\nmatch = \"{rule}\"\nservice = \"s{service}:1\"\nmiddlewares = [{guards}]\n{tls}\n"
            );
        }
        for number in 0..4 {
            let (to, demand) = (["*", "s0:1", "s1:1"][rng.usize(..3)], DEMANDS[rng.usize(..DEMANDS.len())]);
            text += &format!("[invariants.i{number}]\nto = \"{to}\"\n{demand}\n");
        }
        text
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
}
