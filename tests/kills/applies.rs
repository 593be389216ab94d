use std::collections::BTreeMap;

use fastrand::Rng;
use serde_json::Value;

use super::{Met, Moment, kill, kills, takes, tcpgen};
use crate::cluster::place::Place;
use crate::support::kube_api::Asked;

/// Routes and guards of a state.
const MOST: u64 = 8;

/// A state with some of the guards and routes; what they have differs from state to state.
fn state(random: &mut Rng) -> String {
    let mut text = String::new();
    for number in 0..MOST {
        if number > 0 && random.u8(0..3) == 0 {
            continue;
        }
        let (range, service) = (random.u8(0..200), random.u8(0..100));
        let entries = format!(
            "[middlewares.m{number}]\nip_allow_list = [\"10.{number}.{range}.0/24\"]\n[routes.r{number}]\nentry_points = [\"e{number}\"]\nservice = \"s{service}:1\"\nmiddlewares = [\"m{number}\"]\n"
        );
        text.push_str(&entries);
    }
    text
}

/// What the API server has, by kind and name: labels and specification.
fn objects(place: &Place) -> BTreeMap<(&'static str, u64), Value> {
    let names = (0..MOST).flat_map(|number| [("middlewaretcps", 'm', number), ("ingressroutetcps", 'r', number)]);
    let found = names.filter_map(|(plural, letter, number)| {
        let object = place.raw(plural, &format!("{letter}{number}"))?;
        Some(((plural, number), serde_json::json!([object["metadata"]["labels"], object["spec"]])))
    });
    found.collect()
}

#[test]
fn applies_that_are_killed_leave_old_or_new_objects_and_the_next_one_ends_them() {
    let mut met = Met::default();
    let count = kills(12);
    let place = Place::own();
    let apply = |text: &str| {
        place.state(text);
        let mut command = tcpgen(place.file("tcpgen.toml").parent().unwrap());
        command.args([
            "apply",
            "--prune",
            "--yes",
            "--state-name",
            "kills",
            "--namespace",
            &place.namespace,
            "--kubeconfig",
        ]);
        command.arg(&place.kubeconfig);
        command
    };
    let mut random = Rng::with_seed(1);
    let mut text = state(&mut random);
    let mut usual = takes(apply(&text));
    for seed in 0..count {
        let before = objects(&place);
        text = state(&mut random);
        let already = place.kube().asked().len();
        let wanted = random.usize(1..=2 * usize::try_from(MOST).unwrap());
        // An apply asks the server about each object before it writes, and records itself: that changes none of them.
        let is_write = |asked: &&Asked| {
            matches!(asked.verb.as_str(), "patch" | "delete")
                && asked.resource.ends_with("tcps")
                && !asked.query.contains("dryRun")
        };
        let has_begun = || place.kube().asked().iter().skip(already).filter(is_write).count() >= wanted;
        let moment = if seed.is_multiple_of(2) { Moment::Any(usual) } else { Moment::Writing(&has_begun) };
        met.late += usize::from(kill(apply(&text).spawn().unwrap(), &moment, &mut random));
        let found = objects(&place);
        usual = takes(apply(&text)).max(usual / 2);
        let after = objects(&place);
        met.early += usize::from(found == before && found != after);
        met.between += usize::from(found != before && found != after);
        for (name, object) in &found {
            let is_whole = [&before, &after].iter().any(|objects| objects.get(name) == Some(object));
            assert!(is_whole, "kill {seed}: {name:?} is neither the old object nor the new one: {object}");
        }
        for name in before.keys().filter(|name| after.contains_key(*name)) {
            assert!(found.contains_key(name), "kill {seed}: {name:?} is in both states and missing");
        }
        assert!(apply(&text).arg("--dry-run").status().unwrap().success());
    }
    println!("{count} applies that were killed: {met:?}");
    assert!(met.early + met.between > 0, "no kill came in time: {met:?}");
}
