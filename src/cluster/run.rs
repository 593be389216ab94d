use std::collections::BTreeMap;

use super::step::{Done, Step};
use super::users::{Removal, Users};
use super::{Cluster, ClusterError};
use crate::difference::ObjectId;
use crate::resource::{Kind, Object};
use crate::routing::names::{Known, known, needs};

/// Many objects applied or deleted, one after the other.
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

    /// Whether everything was done, and the cluster matches the state now.
    pub fn matches_state(&self) -> bool {
        self.stopped.is_none() && self.steps.iter().all(|step| step.done.matches_state())
    }

    /// Whether the server's answers confirm that a dry run kept nothing: an answer that cannot be read confirms nothing.
    pub fn is_confirmed(&self) -> bool {
        let is_unreadable = |step: &Step| matches!(step.done, Done::Failed(ClusterError::Unreadable { .. }));
        self.stopped.is_none() && !self.steps.iter().any(is_unreadable)
    }

    /// Applies objects, referenced ones before routes. A route is left alone if something that it needs could not be
    /// applied: with a guard missing, Traefik would not serve it as intended. `step` is called after each.
    pub fn apply(&mut self, cluster: &Cluster, objects: &[&Object], step: &mut dyn FnMut()) {
        let (routes, referenced): (Vec<&Object>, Vec<&Object>) =
            objects.iter().partition(|object| object.kind() == Kind::IngressRouteTcp);
        for object in referenced.into_iter().chain(routes) {
            let done = self.put(cluster, object);
            if !self.note(object, done) {
                return;
            }
            step();
        }
    }

    /// Applies an object, if what it needs was applied.
    pub(super) fn put(&self, cluster: &Cluster, object: &Object) -> Result<Done, ClusterError> {
        match needs(object).find_map(|needed| self.undone.get(&needed)) {
            Some(needed) => Ok(Done::Skipped(format!("not applied: it needs {needed}, which was not"))),
            None => cluster.put(object).map(Done::Applied),
        }
    }

    /// Deletes objects, routes before what they refer to. What a route needs stays if the route could not be deleted; so
    /// does what any other route of the cluster uses, unless `removal` forces it.
    pub fn delete(&mut self, cluster: &Cluster, objects: &[&Object], removal: Removal<'_>, step: &mut dyn FnMut()) {
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
            step();
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
            step();
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
