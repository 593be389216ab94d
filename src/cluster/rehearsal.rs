//! What clients would notice while a state is applied to what the cluster has.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::time::Instant;

use serde_json::Value;
use smol_str::SmolStr;

use super::batches::batches;
use super::settled::Live;
use super::{Cluster, ClusterError};
use crate::difference::{Change, ObjectId, Rollout, changes, in_one_traefik, transients};
use crate::invariant::Promise;
use crate::resource::{CLASS_ANNOTATION, Kind, Object, Resources};
use crate::routing::Environment;

/// What is to be applied.
#[derive(Clone, Copy, Debug)]
pub struct Intent<'a> {
    /// The objects that are written.
    pub objects: &'a [&'a Object],
    /// The objects that are deleted.
    pub stale: &'a [&'a Object],
    /// The objects that the state says exist elsewhere.
    pub external: &'a [&'a Object],
    /// What the state says of Traefik.
    pub environment: &'a Environment,
    /// The state's invariants, which every state on the way has to keep.
    pub promises: &'a [Promise],
}

/// An apply, rehearsed on the objects that the cluster has.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    /// The steps, and what goes wrong between them.
    pub rollout: Rollout,
    /// The namespaces that were looked into; none: all there are.
    pub only_in: Option<BTreeSet<String>>,
    live: Arc<Live>,
    old: Resources,
    new: Resources,
    environment: Environment,
}

impl Rehearsal {
    /// Lists what the cluster has and rehearses the change. Looks into the namespace of the options; without one into all
    /// namespaces, or, if that is not allowed, into those named here. Nothing is written.
    ///
    /// # Errors
    /// When the cluster cannot be listed.
    pub fn new(cluster: &Cluster, intent: Intent<'_>, namespaces: &BTreeSet<String>) -> Result<Self, ClusterError> {
        let (listed, wanted) = (Instant::now(), intent.objects.iter().map(|object| ObjectId::of(object)).collect());
        let live = RefCell::new(HashMap::new());
        let found = cluster.wherever_allowed(namespaces, |namespace| {
            cluster.list_with("", namespace, &mut |kind, value| keep(&wanted, &live, kind, value))
        })?;
        let live = Live::new(live.into_inner(), listed);
        let [old, new] = sides(found.objects, intent);
        let environment = in_one_traefik(intent.environment, &old, &new);
        let rollout = Rollout::keeping(intent.promises, &old, &new, &environment);
        Ok(Self { rollout, only_in: found.only_in, live: Arc::new(live), old, new, environment })
    }

    /// The objects that are written, as the cluster has them.
    pub(super) fn live(&self) -> &Arc<Live> {
        &self.live
    }

    /// The objects in the order given, in batches that can be written at once.
    pub(super) fn batches<'o>(&self, objects: &[&'o Object]) -> Vec<Vec<&'o Object>> {
        batches(objects, &self.old, &self.new, &self.environment)
    }

    /// The steps in the order to take, if the order by kind does harm and another does none.
    pub(super) fn safe_order(&self) -> Option<Vec<Change<'_>>> {
        let steps = changes(&self.old, &self.new);
        let order = self.rollout.safe_order.as_ref()?;
        Some(order.iter().filter_map(|place| steps.get(*place).cloned()).collect())
    }

    /// Whether a step does harm if of the others `done` was done, and `rest` was not.
    pub(super) fn does_harm(&self, done: &[Change<'_>], step: &Change<'_>, rest: &[Change<'_>]) -> bool {
        let steps = [done, std::slice::from_ref(step), rest].concat();
        let found = transients(&self.old, &steps, &self.environment);
        found.iter().any(|transient| transient.after_steps == done.len() + 1)
    }
}

/// Keeps what the server has of a wanted object.
fn keep(wanted: &HashSet<ObjectId>, live: &RefCell<HashMap<ObjectId, Value>>, kind: Kind, value: &Value) {
    let text = |key: &str| SmolStr::from(value["metadata"][key].as_str().unwrap_or_default());
    let id = ObjectId { kind, namespace: text("namespace"), name: text("name") };
    if wanted.contains(&id) {
        live.borrow_mut().insert(id, value.clone());
    }
}

/// The objects before and after. What the state does not have stays as it is. So does an object if only labels or
/// annotations change that Traefik does not read.
fn sides(listed: Vec<Object>, intent: Intent<'_>) -> [Resources; 2] {
    let Intent { objects, stale, external, .. } = intent;
    let desired: HashSet<ObjectId> = objects.iter().map(|object| ObjectId::of(object)).collect();
    let stale: HashSet<ObjectId> = stale.iter().map(|object| ObjectId::of(object)).collect();
    let live: HashMap<ObjectId, &Object> = listed.iter().map(|object| (ObjectId::of(object), object)).collect();
    let elsewhere = external.iter().filter(|object| !live.contains_key(&ObjectId::of(object)));
    let elsewhere: Vec<Object> = elsewhere.map(|object| Object::clone(object)).collect();
    let stays = |object: &&Object| {
        let id = ObjectId::of(object);
        !desired.contains(&id) && !stale.contains(&id)
    };
    let written = objects.iter().map(|object| match live.get(&ObjectId::of(object)) {
        Some(live) if routes_the_same(live, object) => Object::clone(live),
        _ => Object::clone(object),
    });
    let new = elsewhere.iter().cloned().chain(listed.iter().filter(stays).cloned()).chain(written).collect();
    let old = elsewhere.into_iter().chain(listed).collect();
    [old, new].map(Resources::new)
}

fn routes_the_same(one: &Object, other: &Object) -> bool {
    let spec = |object: &Object| serde_json::to_value(&object.spec).ok();
    let class = |object: &Object| object.metadata.annotations.get(CLASS_ANNOTATION).map(|class| class.value.clone());
    one.group == other.group && spec(one).is_some_and(|known| spec(other) == Some(known)) && class(one) == class(other)
}
