use std::collections::BTreeMap;

use super::references::{Identity, identity, references};
use super::step::{Done, Step};
use super::{Cluster, ClusterError};
use crate::resource::{Kind, Object};

/// Many objects applied or deleted, one after the other.
///
/// Every step is safe to do again: a run that was interrupted is completed by the same run.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// What became of each object so far.
    pub steps: Vec<Step>,
    /// Why it ended before the last one.
    pub stopped: Option<ClusterError>,
    /// What could not be done, with the title that people know it by.
    undone: BTreeMap<Identity, String>,
}

impl Run {
    /// Whether everything is as it should be now.
    pub fn is_well(&self) -> bool {
        self.stopped.is_none() && self.steps.iter().all(|step| step.done.is_well())
    }

    /// Applies objects, referenced ones before routes. A route is left alone when something that it needs could not be
    /// applied: with a guard missing, Traefik would serve it in another way than it is meant. `step` is called after each.
    pub fn apply(&mut self, cluster: &Cluster, objects: &[&Object], step: &mut dyn FnMut()) {
        let (routes, referenced): (Vec<&Object>, Vec<&Object>) =
            objects.iter().partition(|object| object.kind() == Kind::IngressRouteTcp);
        for object in referenced.into_iter().chain(routes) {
            let needs = references(object).into_iter().find_map(|needed| self.undone.get(&needed));
            let done = match needs {
                Some(needed) => Ok(Done::Skipped(format!("not applied: it needs {needed}, which was not"))),
                None => cluster.put(object).map(|(applied, kept)| Done::Applied(applied, kept)),
            };
            if !self.note(object, done) {
                return;
            }
            step();
        }
    }

    /// Deletes objects, routes before what they refer to. What a route needs that could not be deleted stays.
    pub fn delete(&mut self, cluster: &Cluster, objects: &[&Object], step: &mut dyn FnMut()) {
        let (routes, referenced): (Vec<&Object>, Vec<&Object>) =
            objects.iter().partition(|object| object.kind() == Kind::IngressRouteTcp);
        let mut needed: BTreeMap<Identity, String> = BTreeMap::new();
        for object in routes.into_iter().chain(referenced) {
            let done = match needed.get(&identity(object)) {
                Some(route) => Ok(Done::Skipped(format!("not deleted: {route} needs it, which was not"))),
                None => cluster.remove(object).map(Done::Deleted),
            };
            if !self.note(object, done) {
                return;
            }
            if let Some(route) = self.undone.get(&identity(object)) {
                needed.extend(references(object).into_iter().map(|needs| (needs, route.clone())));
            }
            step();
        }
    }

    /// False when there is no point in going on.
    fn note(&mut self, object: &Object, done: Result<Done, ClusterError>) -> bool {
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
            self.undone.insert(identity(object), step.title());
        }
        self.steps.push(step);
        true
    }
}
