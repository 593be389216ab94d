use std::collections::BTreeMap;

use super::at_once::at_once;
use super::step::{Done, Step};
use super::users::{Removal, Users};
use super::{Cluster, ClusterError, Rehearsal};
use crate::difference::ObjectId;
use crate::resource::{Kind, Object};
use crate::routing::names::{Known, known, needs};

/// Many objects applied or deleted.
///
/// Every step is safe to do again: a run that was interrupted is completed by the same run.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// What became of each object so far.
    pub steps: Vec<Step>,
    /// Why it ended before the last one.
    pub stopped: Option<ClusterError>,
    /// What could not be done.
    undone: BTreeMap<Known, ObjectId>,
}

impl Run {
    /// A run that ended before its first object.
    pub fn ended(error: ClusterError) -> Self {
        Self { stopped: Some(error), ..Self::default() }
    }

    /// Whether everything was done.
    pub fn is_well(&self) -> bool {
        self.stopped.is_none() && self.steps.iter().all(|step| step.done.is_well())
    }

    /// Whether anything in the cluster is not as it was.
    pub fn has_changed(&self) -> bool {
        self.steps.iter().any(|step| matches!(step.done.name(), "created" | "updated" | "deleted"))
    }

    /// Whether everything was done, and the cluster matches the state now.
    pub fn matches_state(&self) -> bool {
        self.stopped.is_none() && self.steps.iter().all(|step| step.done.matches_state())
    }

    /// Whether the server's answers confirm that a dry run kept nothing: an answer that cannot be read confirms nothing.
    pub fn is_confirmed(&self) -> bool {
        let is_unreadable = |step: &Step| matches!(step.done, Done::Failed(ClusterError::Unreadable { .. }));
        self.stopped.is_none() && !self.steps.iter().any(is_unreadable)
    }

    /// Applies objects, referenced ones before routes, one after the other. A route is left alone if something that it needs
    /// could not be applied: with a guard missing, Traefik would not serve it as intended. `told` is called after each.
    pub fn apply(&mut self, cluster: &Cluster, objects: &[&Object], told: &mut dyn FnMut(&Step)) {
        let single = by_kind(objects).into_iter().map(|object| vec![object]).collect::<Vec<_>>();
        self.apply_batches(cluster, &single, told);
    }

    /// The same in batches, the objects of each at once. They are reported in their order. After a failure the rest is written
    /// one by one: what a batch counts on may be missing.
    pub(super) fn apply_batches(&mut self, cluster: &Cluster, batches: &[Vec<&Object>], told: &mut dyn FnMut(&Step)) {
        for batch in batches {
            let at_most = if self.undone.is_empty() { batch.len() } else { 1 };
            for part in batch.chunks(at_most.max(1)) {
                self.apply_at_once(cluster, part, told);
                if self.stopped.is_some() {
                    return;
                }
            }
        }
    }

    fn apply_at_once(&mut self, cluster: &Cluster, batch: &[&Object], told: &mut dyn FnMut(&Step)) {
        let skipped: Vec<Option<Done>> = batch.iter().map(|object| self.skipped(object)).collect();
        let work = |at: usize| match &skipped[at] {
            Some(done) => Ok(done.clone()),
            None => cluster.put(batch[at]).map(Done::Applied),
        };
        // What was done beside a failure that ends the run is done, and reported.
        let ends = |done: &Result<Done, ClusterError>| done.as_ref().is_err_and(|error| !error.is_of_object());
        let mut stopped = None;
        at_once(batch.len(), work, ends, &mut |at, done| match done {
            Err(error) if !error.is_of_object() => drop(stopped.get_or_insert(error)),
            done => {
                self.note(batch[at], done);
                self.steps.last().into_iter().for_each(&mut *told);
            }
        });
        self.stopped = stopped;
    }

    /// Applies objects by kind, in batches where the rehearsal has them. What is unchanged is found by its list.
    pub fn apply_rehearsed(
        &mut self,
        cluster: &Cluster,
        rehearsal: &Rehearsal,
        objects: &[&Object],
        told: &mut dyn FnMut(&Step),
    ) {
        self.apply_batches(&cluster.knowing(rehearsal.live()), &rehearsal.batches(&by_kind(objects)), told);
    }

    /// Applies an object, if what it needs was applied.
    pub(super) fn put(&self, cluster: &Cluster, object: &Object) -> Result<Done, ClusterError> {
        self.skipped(object).map_or_else(|| cluster.put(object).map(Done::Applied), Ok)
    }

    /// Why an object is left alone: something that it needs was not applied.
    fn skipped(&self, object: &Object) -> Option<Done> {
        let needed = needs(object).find_map(|needed| self.undone.get(&needed))?;
        Some(Done::Skipped(format!("not applied: it needs {needed}, which was not")))
    }

    /// Deletes objects, routes before what they refer to. What a route needs stays if the route could not be deleted; so
    /// does what any other route of the cluster uses, unless `removal` forces it.
    pub fn delete(
        &mut self,
        cluster: &Cluster,
        objects: &[&Object],
        removal: Removal<'_>,
        told: &mut dyn FnMut(&Step),
    ) {
        let (routes, referenced): (Vec<&Object>, Vec<&Object>) =
            objects.iter().partition(|object| object.kind() == Kind::IngressRouteTcp);
        let mut needed: BTreeMap<Known, ObjectId> = BTreeMap::new();
        for object in routes {
            if !self.note(object, cluster.remove(object).map(Done::Deleted)) {
                return;
            }
            if let Some(route) = self.undone.get(&known(object)) {
                needed.extend(needs(object).map(|one| (one, route.clone())));
            }
            self.steps.last().into_iter().for_each(&mut *told);
        }
        let users = if removal.force { Ok(Users::default()) } else { self.users(cluster, &referenced, removal) };
        for object in referenced {
            let done = match (needed.get(&known(object)), &users) {
                (Some(route), _) => Ok(Done::Skipped(format!("not deleted: {route} needs it, which was not"))),
                (None, Err(error)) => Err(error.clone()),
                (None, Ok(users)) => users.or_delete(cluster, object),
            };
            if !self.note(object, done) {
                return;
            }
            self.steps.last().into_iter().for_each(&mut *told);
        }
    }

    /// Which routes still use what is to be deleted, apart from those that this run deleted.
    pub(super) fn users(
        &self,
        cluster: &Cluster,
        referenced: &[&Object],
        removal: Removal<'_>,
    ) -> Result<Users, ClusterError> {
        if referenced.is_empty() {
            return Ok(Users::default());
        }
        let is_gone = |step: &&Step| matches!(step.done, Done::Deleted(_));
        let gone = self.steps.iter().filter(is_gone).map(|step| step.id.clone()).collect();
        Users::find(cluster, referenced, removal.applied, gone)
    }

    /// Records what became of an object. False when there is no point in going on.
    pub(super) fn note(&mut self, object: &Object, done: Result<Done, ClusterError>) -> bool {
        let done = match done {
            Ok(done) => done,
            Err(error) if error.is_of_object() => Done::Failed(error),
            Err(error) => {
                self.stopped = Some(error);
                return false;
            }
        };
        let step = Step::new(object, done);
        if !step.done.is_well() {
            self.undone.insert(known(object), step.id.clone());
        }
        self.steps.push(step);
        true
    }
}

/// Referenced objects before routes, each in the order given.
fn by_kind<'o>(objects: &[&'o Object]) -> Vec<&'o Object> {
    let is_route = |object: &&Object| object.kind() == Kind::IngressRouteTcp;
    let (routes, mut all): (Vec<&Object>, Vec<&Object>) = objects.iter().copied().partition(is_route);
    all.extend(routes);
    all
}
