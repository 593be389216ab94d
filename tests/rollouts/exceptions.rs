//! Where an order cannot hold: minimal examples, each of which the docs name and tcpgen reports.

use tcpgen::difference::{Effect, Rollout};

use super::named::{GUARDED, harms};
use super::state::{objects, traefik};
use super::ways::{ORDERED, Way};

const OPEN: &str = "[routes.a-route]\nentry_points = [\"db\"]\nservice = \"s:1\"\n";

fn effects(way: Way, old: &str, new: &str) -> Vec<Effect> {
    let mut found: Vec<Effect> = harms(way, old, new).iter().map(|harm| harm.effect).collect();
    found.dedup();
    found
}

fn rollout(old: &str, new: &str) -> Rollout {
    Rollout::new(&objects(old), &objects(new), &traefik())
}

/// docs/apply.md: "Flux goes by kind".
#[test]
fn flux_shuts_clients_out_while_a_guard_is_added() {
    assert_eq!(effects(Way::Flux, OPEN, GUARDED), [Effect::Shuts]);
    assert_eq!(effects(Way::FluxStages, OPEN, GUARDED), []);
}

/// docs/apply.md: "Argo CD goes by name within a wave".
#[test]
fn argo_without_waves_shuts_clients_out_while_a_guard_is_added_or_removed() {
    assert_eq!(effects(Way::Argo, OPEN, GUARDED), [Effect::Shuts]);
    assert_eq!(effects(Way::Argo, GUARDED, OPEN), [Effect::Shuts]);
    assert_eq!(effects(Way::ArgoWaves, OPEN, GUARDED), []);
    assert_eq!(effects(Way::ArgoWaves, GUARDED, OPEN), []);
}

/// One change of two objects that are both in use: the guard is opened for everyone, and the route that it guarded moves
/// to a service that everyone may see. The guard comes first, and for that time everyone reaches the database. The route
/// would have to come first; but where the guard is new it must not. No order by kind is right for both.
#[test]
fn a_guard_that_is_widened_while_its_route_moves_opens_the_old_service() {
    let new = GUARDED.replace("10.0.0.0/8", "0.0.0.0/0").replace("s:1", "public:1");
    for way in ORDERED {
        assert_eq!(effects(way, GUARDED, &new), [Effect::Opens], "{way:?}");
    }
    let rollout = rollout(GUARDED, &new);
    assert_eq!(rollout.transients[0].effect, Effect::Opens);
    assert_eq!(rollout.safe_order, Some(vec![1, 0]), "the route first");
}

/// Two routes for the same clients, of which the one that takes them comes second in the file.
#[test]
fn a_new_route_behind_the_one_that_it_overrules_opens_that_one() {
    let new = "[middlewares.nobody]\nip_allow_list = [\"172.16.0.1\"]\n[routes.all]\nentry_points = [\"db\"]\nservice = \"s:1\"\n\
               [routes.closed]\nentry_points = [\"db\"]\nmatch = \"ClientIP(`10.0.0.0/8`)\"\nservice = \"t:1\"\n\
               middlewares = [\"nobody\"]\n";
    for way in [Way::Stream, Way::Folder, Way::Apply] {
        assert_eq!(effects(way, "", new), [Effect::Opens], "{way:?}");
    }
    let rollout = rollout("", new);
    assert_eq!(rollout.safe_order, Some(vec![0, 2, 1]), "the route that closes first");
}

/// A list that is exchanged for a disjoint one, and a route that exchanges its second guard: one client gets in if the
/// list is changed first, another if the route is. There is no third way: the change takes two applies.
#[test]
fn no_order_exists_where_each_of_two_steps_opens_before_the_other() {
    let state = |list: &str, second: &str| {
        format!(
            "[middlewares.list]\nip_allow_list = [\"{list}\"]\n[middlewares.one]\nip_allow_list = [\"192.168.0.0/16\"]\n\
             [middlewares.two]\nip_allow_list = [\"10.0.0.0/8\"]\n[routes.r]\nentry_points = [\"db\"]\nservice = \"s:1\"\n\
             middlewares = [\"list\", \"{second}\"]\n"
        )
    };
    let (old, new) = (state("10.0.0.0/8", "one"), state("192.168.0.0/16", "two"));
    for way in ORDERED {
        assert_eq!(effects(way, &old, &new), [Effect::Opens], "{way:?}");
    }
    let rollout = rollout(&old, &new);
    assert_eq!((rollout.steps.len(), rollout.transients.len(), rollout.safe_order), (2, 1, None));
}
