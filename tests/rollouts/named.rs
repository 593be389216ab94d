//! What every ordered way has to keep, by name.

use fastrand::Rng;
use tcpgen::difference::Rollout;

use super::state::{objects, traefik};
use super::walk::{Harm, walk};
use super::ways::{ORDERED, Way};

const OPEN: &str = "[routes.a-route]\nentry_points = [\"db\"]\nservice = \"s:1\"\n";

/// The same route behind a guard whose name sorts behind its own.
pub const GUARDED: &str = "[middlewares.office]\nip_allow_list = [\"10.0.0.0/8\"]\n[routes.a-route]\nentry_points = [\"db\"]\n\
                       service = \"s:1\"\nmiddlewares = [\"office\"]\n";

pub fn harms(way: Way, old: &str, new: &str) -> Vec<Harm> {
    let (old, new) = (objects(old), objects(new));
    let changes = way.changes(&old, &new, &mut Rng::with_seed(0));
    walk(&old, &changes, &traefik())
}

fn texts(harms: &[Harm]) -> Vec<String> {
    harms.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn harmless(old: &str, new: &str) {
    for way in ORDERED {
        assert_eq!(texts(&harms(way, old, new)), [""; 0], "{way:?}");
    }
    let rollout = Rollout::new(&objects(old), &objects(new), &traefik());
    assert!(rollout.rehearsed && rollout.transients.is_empty(), "{rollout:?}");
}

#[test]
fn a_guard_that_is_added_to_a_live_route_leaves_no_gap() {
    harmless(OPEN, GUARDED);
}

#[test]
fn a_guard_that_is_removed_from_a_live_route_leaves_no_gap() {
    harmless(GUARDED, OPEN);
}

#[test]
fn a_guard_that_takes_another_one_s_place_never_leaves_the_route_open() {
    let other = "[middlewares.vpn]\nip_allow_list = [\"10.1.0.0/16\"]\n";
    harmless(GUARDED, &(other.to_owned() + &OPEN.replace("s:1\"\n", "s:1\"\nmiddlewares = [\"vpn\"]\n")));
}

#[test]
fn a_guard_that_is_changed_in_place_is_one_step() {
    harmless(GUARDED, &GUARDED.replace("10.0.0.0/8", "192.168.0.0/16"));
}

#[test]
fn a_route_that_comes_with_its_guard_and_one_that_goes_with_it_are_never_open() {
    harmless("", GUARDED);
    harmless(GUARDED, "");
}

/// What was wrong with `kubectl apply -f manifests/`.
#[test]
fn the_former_file_names_shut_clients_out_while_a_guard_is_added() {
    let found = texts(&harms(Way::FormerFolder, OPEN, GUARDED));
    assert!(found.contains(&"shuts 10.0.0.1  after 1".to_owned()), "{found:?}");
}

/// Changes that have nothing to do with each other cost what they are, not their product.
#[test]
fn a_hundred_routes_that_move_at_once_are_rehearsed_whole() {
    let state = |service: &str| {
        let route = |number: usize| {
            format!(
                "[middlewares.m{number}]\nip_allow_list = [\"10.{number}.0.0/16\"]\n[routes.r{number}]\n\
                 entry_points = [\"db\"]\nsni = \"h{number}.test\"\ntls = \"passthrough\"\nservice = \"{service}{number}:1\"\n\
                 middlewares = [\"m{number}\"]\n"
            )
        };
        (0..100).map(route).collect::<Vec<_>>().concat()
    };
    let rollout = Rollout::new(&objects(&state("a")), &objects(&state("b")), &traefik());
    assert!(rollout.rehearsed && rollout.transients.is_empty() && rollout.steps.len() == 100);
}

/// `tcpgen apply` rehearses before it writes, and must not keep anybody waiting.
#[test]
fn two_thousand_objects_are_rehearsed_in_part_and_that_is_reported() {
    let state = |service: &str| {
        let route = |number: usize| {
            format!(
                "[middlewares.m{number}]\nip_allow_list = [\"10.{}.{}.0/24\"]\n[routes.r{number}]\n\
                 entry_points = [\"db\"]\nsni = \"h{number}.test\"\ntls = \"passthrough\"\nservice = \"{service}{number}:1\"\n\
                 middlewares = [\"m{number}\"]\n",
                number / 250,
                number % 250,
            )
        };
        objects(&(0..1000).map(route).collect::<Vec<_>>().concat())
    };
    let (old, new) = (objects(""), state("a"));
    let begin = std::time::Instant::now();
    let rollout = Rollout::new(&old, &new, &traefik());
    println!("2,000 objects rehearsed in part: {:?}", begin.elapsed());
    assert_eq!((rollout.steps.len(), rollout.rehearsed, rollout.search_complete), (2000, false, false));
    assert!(rollout.transients.is_empty());
}

/// More steps than an order could be looked for by trying all: the nearest one is found at once.
#[test]
fn an_order_is_found_for_sixty_routes_that_each_need_another_one_than_usual() {
    let state = |range: &str, service: &str| {
        let route = |number: usize| {
            format!(
                "[middlewares.m{number}]\nip_allow_list = [\"{range}\"]\n[routes.r{number}]\nentry_points = [\"db\"]\n\
                 sni = \"h{number}.test\"\ntls = \"passthrough\"\nservice = \"{service}{number}:1\"\nmiddlewares = [\"m{number}\"]\n"
            )
        };
        objects(&(0..60).map(route).collect::<Vec<_>>().concat())
    };
    let (old, new) = (state("10.0.0.0/8", "a"), state("0.0.0.0/0", "b"));
    let rollout = Rollout::new(&old, &new, &traefik());
    assert_eq!((rollout.steps.len(), rollout.transients.len()), (120, 60));
    let order = rollout.safe_order.unwrap();
    let changes = tcpgen::difference::changes(&old, &new);
    let taken: Vec<_> = order.iter().map(|place| changes[*place].clone()).collect();
    assert!(tcpgen::difference::transients(&old, &taken, &traefik()).is_empty());
}
