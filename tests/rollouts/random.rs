//! Random states: `TCPGEN_ROLLOUTS=3000 cargo test --test suite rollouts::random -- --nocapture` tries as many pairs.

use fastrand::Rng;
use tcpgen::difference::{Change, Rollout, changes, transients};
use tcpgen::resource::Resources;

use super::state::{guard, objects, random, route, traefik};
use super::walk::{effect, states, walk};
use super::ways::{ORDERED, Way};

pub fn pairs() -> u64 {
    std::env::var("TCPGEN_ROLLOUTS").ok().map_or(40, |count| count.parse().unwrap())
}

/// One route changes with whatever it refers to: guards that no other object names come with it, and guards that it alone
/// named go with it. Every ordered way leads there without a harm, and tcpgen reports none.
#[test]
fn one_route_and_its_guards_change_without_harm_in_every_ordered_way() {
    let traefik = traefik();
    for seed in 0..pairs() {
        let chance = &mut Rng::with_seed(seed);
        let others = random(chance);
        let side = |chance: &mut Rng, mark: &str| {
            let guards: Vec<String> = (0..chance.u8(0..3)).map(|number| format!("{mark}{number}")).collect();
            let entries: Vec<String> =
                guards.iter().map(|name| format!("[middlewares.{name}]\n{}", guard(chance))).collect();
            if chance.u8(0..6) == 0 {
                others.clone()
            } else {
                format!("{others}{}[routes.x]\n{}", entries.concat(), route(chance, &guards))
            }
        };
        let (old, new) = (objects(&side(chance, "old")), objects(&side(chance, "new")));
        for way in ORDERED {
            let found = walk(&old, &way.changes(&old, &new, chance), &traefik);
            assert!(found.is_empty(), "seed {seed}, {way:?}: {}", found[0]);
        }
        assert!(Rollout::new(&old, &new, &traefik).transients.is_empty(), "seed {seed}");
    }
}

/// One guard that any routes use changes in place.
#[test]
fn one_guard_changes_without_harm_in_every_way() {
    let traefik = traefik();
    for seed in 0..pairs() {
        let chance = &mut Rng::with_seed(seed);
        let others = random(chance);
        let of = |chance: &mut Rng| {
            objects(&format!(
                "{others}[middlewares.g]\n{}[routes.z]\nentry_points = [\"db\"]\nservice = \"z:1\"\nmiddlewares = [\"g\"]\n",
                guard(chance)
            ))
        };
        let (old, new) = (of(chance), of(chance));
        for way in ORDERED.into_iter().chain([Way::Argo, Way::Flux]) {
            let found = walk(&old, &way.changes(&old, &new, chance), &traefik);
            assert!(found.is_empty(), "seed {seed}, {way:?}: {}", found[0]);
        }
    }
}

/// Any state to any other. An order by kind cannot always hold; whenever it does not, tcpgen reports it for that order, and
/// what it reports happens. An order that it recommends instead does no harm.
#[test]
fn whatever_goes_wrong_between_any_two_states_is_reported_and_nothing_else() {
    let traefik = traefik();
    let (mut harmful, mut recommended) = (0, 0);
    for seed in 0..pairs() {
        let chance = &mut Rng::with_seed(seed);
        let (old, new) = (objects(&random(chance)), objects(&random(chance)));
        for way in ORDERED.into_iter().chain([Way::Argo, Way::Flux]) {
            agree(&old, &way.changes(&old, &new, chance), &format!("seed {seed}, {way:?}"));
        }
        let rollout = Rollout::new(&old, &new, &traefik);
        let applied = changes(&old, &new);
        assert_eq!(rollout.transients, transients(&old, &applied, &traefik), "seed {seed}");
        harmful += usize::from(!rollout.transients.is_empty());
        if let Some(order) = &rollout.safe_order {
            recommended += 1;
            let mut sorted = order.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..applied.len()).collect::<Vec<_>>(), "seed {seed}: each step once");
            let ordered: Vec<Change<'_>> = order.iter().map(|place| applied[*place].clone()).collect();
            let found = walk(&old, &ordered, &traefik);
            assert!(found.is_empty(), "seed {seed}: {}", found[0]);
        }
    }
    println!(
        "{} pairs: {harmful} harm somebody in the order of `tcpgen apply`, {recommended} have an order that does not",
        pairs()
    );
    assert!(harmful > recommended && recommended > 0 || pairs() < 40, "{harmful} {recommended}");
}

/// What the plain walk finds, tcpgen finds, and the other way round.
fn agree(old: &Resources, changes: &[Change<'_>], what: &str) {
    let traefik = traefik();
    let walked = walk(old, changes, &traefik);
    let reported = transients(old, changes, &traefik);
    for harm in &walked {
        // tcpgen reports it where it begins.
        let goes_on = walked.iter().any(|other| {
            other.after_steps + 1 == harm.after_steps
                && (other.effect, &other.connection) == (harm.effect, &harm.connection)
        });
        let same = |effect, after| (harm.effect, harm.after_steps) == (effect, after);
        let is_reported = reported.iter().any(|found| same(found.effect, found.after_steps));
        assert!(goes_on || is_reported, "{what}: not reported: {harm}");
    }
    let tables = states(old, changes, &traefik);
    for found in &reported {
        let three = [&tables[0], &tables[found.after_steps], &tables[tables.len() - 1]];
        assert_eq!(
            effect(three, &found.connection),
            Some(found.effect),
            "{what}: reported, and does not happen: {found}"
        );
    }
}
