//! The order of `tcpgen apply` between any two states: it does no harm whenever some order does none. In the model, and on
//! the tests' API server. `TCPGEN_ROLLOUTS=1000 cargo test --all-features --test suite rollouts::applied -- --nocapture`
//! tries as many pairs in the model, and a tenth of it on the server.

use fastrand::Rng;
use tcpgen::difference::{Change, Rollout, changes};
use tcpgen::resource::Resources;

use super::exists::harmless_order_exists;
use super::random::pairs;
use super::state::{objects, random, traefik};
use super::walk::walk;

/// How many of the applies were of which sort.
#[derive(Debug, Default)]
pub struct Tally {
    pairs: usize,
    by_kind_harms: usize,
    reordered: usize,
    harmful: usize,
}

/// Judges one apply by the steps that it took.
pub fn judge(old: &Resources, new: &Resources, taken: &[Change<'_>], what: &str, tally: &mut Tally) {
    let traefik = traefik();
    let by_kind = changes(old, new);
    let harms = walk(old, taken, &traefik);
    tally.pairs += 1;
    let by_kind_harms = !walk(old, &by_kind, &traefik).is_empty();
    tally.by_kind_harms += usize::from(by_kind_harms);
    tally.reordered += usize::from(by_kind_harms && harms.is_empty());
    if let Some(harm) = harms.first() {
        tally.harmful += 1;
        assert!(!harmless_order_exists(old, &by_kind, &traefik), "{what}: an order without harm exists, and {harm}");
    }
}

#[test]
fn apply_does_no_harm_on_the_way_whenever_an_order_without_harm_exists() {
    let mut tally = Tally::default();
    for seed in 0..pairs() {
        let chance = &mut Rng::with_seed(seed);
        let (old, new) = (objects(&random(chance)), objects(&random(chance)));
        let rollout = Rollout::new(&old, &new, &traefik());
        assert!(rollout.rehearsed && rollout.search_complete, "seed {seed}");
        let steps = changes(&old, &new);
        let taken = match &rollout.safe_order {
            Some(order) => order.iter().map(|place| steps[*place].clone()).collect(),
            None => steps,
        };
        judge(&old, &new, &taken, &format!("seed {seed}"), &mut tally);
        // Where nothing is reported nothing happens, and where no order is found somebody notices it.
        let reported = !rollout.transients.is_empty() && rollout.safe_order.is_none();
        assert!(reported || walk(&old, &taken, &traefik()).is_empty(), "seed {seed}");
    }
    println!("the order of `tcpgen apply` in the model: {tally:?}");
    assert!(tally.reordered > 0 || tally.pairs < 40, "{tally:?}");
}

#[cfg(all(feature = "cluster", feature = "cli"))]
mod on_a_server {
    use tcpgen::difference::{Action, ObjectId};
    use tcpgen::resource::Kind;

    use super::*;
    use crate::cluster::place::Place;
    use crate::support::kube_api::Asked;

    const HEAD: &str = "[entry_points]\ndb = 5432\n";

    /// The step that a request to the API server is; none where it changes nothing.
    fn step<'a>(asked: &Asked, all: &[Change<'a>]) -> Option<Change<'a>> {
        let deletes = match asked.verb.as_str() {
            "patch" => false,
            "delete" => true,
            _ => return None,
        };
        let kind = Kind::ALL.into_iter().find(|kind| format!("{}s", kind.name().to_lowercase()) == asked.resource)?;
        let is_it = |id: &ObjectId| id.kind == kind && id.name == asked.name;
        let found = all.iter().find(|change| is_it(&change.step.object));
        found.filter(|change| (change.step.action == Action::Delete) == deletes).cloned()
    }

    /// One state after the other, each applied to what the one before left.
    #[test]
    fn tcpgen_apply_itself_takes_that_order() {
        let place = Place::own();
        let mut tally = Tally::default();
        let mut old = Resources::default();
        for seed in 0..(pairs() / 10).max(8) {
            let text = format!("{HEAD}{}", random(&mut Rng::with_seed(seed)));
            let new = Resources::new(place.objects(&text));
            let before = place.kube().asked().len();
            place.state(&text).run("apply --state-name s --prune --yes --force").exits(0);
            let all = changes(&old, &new);
            let asked = place.kube().asked();
            let taken: Vec<Change<'_>> = asked[before..].iter().filter_map(|asked| step(asked, &all)).collect();
            assert_eq!(taken.len(), all.len(), "seed {seed}: each step once");
            judge(&old, &new, &taken, &format!("seed {seed}"), &mut tally);
            old = new;
        }
        println!("`tcpgen apply` on the tests' API server: {tally:?}");
        assert!(tally.reordered > 0, "{tally:?}");
    }
}
