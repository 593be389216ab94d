//! Random sequences of what several owners do to one object: tcpgen, `kubectl apply`, `kubectl edit`, Argo CD.
//!
//! `TCPGEN_TEST_SEQUENCES` says how many; the seed of one that fails is in the message.

use fastrand::Rng;
use serde_json::{Value, json};
use tcpgen::cluster::{Cluster, ClusterError, ClusterOptions, Wish, Written};
use tcpgen::resource::Object;
use tcpgen::store::Applied;

use crate::cluster::place::{NOTE, Place};

const STEPS: usize = 12;

/// Connections to one cluster: with and without a dry run, with and without force.
struct Clusters([[Cluster; 2]; 2]);

impl Clusters {
    fn of(place: &Place) -> Self {
        let connect = |dry_run, force_conflicts| {
            Cluster::connect(ClusterOptions { dry_run, force_conflicts, ..place.options() }).unwrap()
        };
        Self([false, true].map(|dry_run| [false, true].map(|force| connect(dry_run, force))))
    }

    fn get(&self, dry_run: bool, force: bool) -> &Cluster {
        &self.0[usize::from(dry_run)][usize::from(force)]
    }
}

/// A route that says more or less.
fn wanted(place: &Place, rng: &mut Rng) -> Object {
    let service = ["a:1", "b:2"][rng.usize(..2)];
    let entry_points = ["['x']", "['x', 'y']"][rng.usize(..2)];
    let tls = ["", "sni = 'a.b'\ntls = 'passthrough'\n", "sni = 'a.b'\ntls = { secret_name = 's' }\n"][rng.usize(..3)];
    let labels = ["", "labels = { team = 'data' }\n"][rng.usize(..2)];
    place.object(&format!("[routes.pg]\nentry_points = {entry_points}\nservice = '{service}'\n{tls}{labels}"))
}

fn live(place: &Place) -> Option<Value> {
    place.kube().object("IngressRouteTCP", &place.namespace, "pg")
}

/// The result in short: the same of a dry run and of the run itself.
fn short(done: &Result<Written, ClusterError>) -> String {
    match done {
        Ok(Written { applied, kept, taken_over, .. }) => format!("{applied:?} {kept:?} {taken_over}"),
        Err(error) => error.to_string(),
    }
}

fn tcpgen_applies(place: &Place, clusters: &Clusters, rng: &mut Rng) {
    let object = wanted(place, rng);
    let force_conflicts = rng.bool();
    let cluster = |dry_run| clusters.get(dry_run, force_conflicts);
    let before = live(place);
    let foreseen = foreseen(cluster(false), &object);
    let predicted = cluster(true).put(&object);
    assert_eq!(live(place), before, "a dry run changes nothing");
    let done = cluster(false).put(&object);
    assert_eq!(short(&predicted), short(&done), "a dry run shows what the run does");
    let Ok(written) = done else {
        assert_eq!(live(place), before, "a refusal changes nothing");
        assert!(matches!(done, Err(ClusterError::Conflict { .. })) && !force_conflicts, "{done:?}");
        return;
    };
    let (after, configuration) = (live(place).unwrap(), serde_json::to_value(&object).unwrap());
    for (section, key) in [("metadata", "labels"), ("metadata", "annotations")] {
        assert_eq!(foreseen[section].get(key), after[section].get(key), "a preview shows what the run does");
    }
    assert_eq!(foreseen["spec"], after["spec"], "a preview shows what the run does");
    for (key, value) in configuration["spec"].as_object().unwrap() {
        if value.is_object() {
            continue;
        }
        assert_eq!(after["spec"][key], *value);
    }
    if written.kept.is_empty() {
        assert_eq!(after["spec"], configuration["spec"], "nobody keeps anything");
    } else {
        assert_ne!(after["spec"], configuration["spec"], "{:?}", written.kept);
        assert!(
            written
                .kept
                .iter()
                .all(|kept| !kept.manager.starts_with("kubectl-client-side") && kept.manager != "nobody")
        );
    }
    let managers = after["metadata"]["managedFields"].to_string();
    assert!(!managers.contains("kubectl-client-side-apply"), "{managers}");
    let again = cluster(false).put(&object).unwrap();
    assert_eq!((again.applied, again.taken_over, again.kept), (Applied::Unchanged, false, written.kept));
}

/// What the preview of an apply says of the object.
fn foreseen(cluster: &Cluster, object: &Object) -> Value {
    let around = std::collections::BTreeSet::new();
    let wish = Wish { objects: &[object], state: None, prune: false, namespaces: &[], around: &around };
    serde_json::to_value(&cluster.preview(wish).unwrap().written[0]).unwrap()
}

/// As kubectl does it: what the note says and the new manifest does not goes.
fn kubectl_applies(place: &Place, rng: &mut Rng) {
    let object = serde_json::to_value(wanted(place, rng)).unwrap();
    let Some(live) = live(place) else { return place.client_side_apply("ingressroutetcps", &object) };
    let note: Value =
        live["metadata"]["annotations"][NOTE].as_str().map_or(json!({}), |note| serde_json::from_str(note).unwrap());
    let mut patch = object.clone();
    patch["metadata"]["annotations"][NOTE] = json!(object.to_string());
    for (section, key) in [("spec", "tls"), ("metadata", "labels")] {
        if !note[section][key].is_null() && object[section][key].is_null() {
            patch[section][key] = Value::Null;
        }
    }
    place.merge("kubectl-client-side-apply", "ingressroutetcps", &patch);
}

fn somebody_edits(place: &Place, rng: &mut Rng) {
    let tls = [Value::Null, json!({ "passthrough": true }), json!({ "secretName": "edited", "passthrough": null })];
    let patch = json!({ "metadata": { "name": "pg" }, "spec": { "tls": tls[rng.usize(..3)] } });
    if live(place).is_some() {
        place.merge("kubectl-edit", "ingressroutetcps", &patch);
    }
}

fn argo_applies(place: &Place, rng: &mut Rng) {
    let object = serde_json::to_value(wanted(place, rng)).unwrap();
    place.apply_as("argocd", "ingressroutetcps", &object);
}

fn tcpgen_deletes(place: &Place, clusters: &Clusters, rng: &mut Rng) {
    let (object, before, dry_run) = (wanted(place, rng), live(place), rng.bool());
    let deleted = clusters.get(dry_run, false).remove(&object).unwrap();
    assert_eq!(deleted.name(), if before.is_some() { "deleted" } else { "not-found" });
    assert_eq!(live(place), before.filter(|_| dry_run));
}

#[test]
fn whatever_others_do_a_dry_run_changes_nothing_and_an_apply_that_matches_does() {
    let count = std::env::var("TCPGEN_TEST_SEQUENCES").map_or(8, |count| count.parse().unwrap());
    for seed in 0..count {
        let place = Place::own();
        let (clusters, mut rng) = (Clusters::of(&place), Rng::with_seed(seed));
        println!("seed {seed}");
        for _ in 0..STEPS {
            match rng.usize(..10) {
                0..4 => tcpgen_applies(&place, &clusters, &mut rng),
                4..6 => kubectl_applies(&place, &mut rng),
                6 => somebody_edits(&place, &mut rng),
                7..9 => argo_applies(&place, &mut rng),
                _ => tcpgen_deletes(&place, &clusters, &mut rng),
            }
        }
    }
}
