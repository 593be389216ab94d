//! A run in an order that a rehearsal found.

use std::collections::HashSet;

use super::step::Done;
use super::users::Removal;
use super::{Cluster, ClusterError, Rehearsal, Run};
use crate::difference::{Change, ObjectId};
use crate::resource::{Kind, Object};

/// What a run is to do: objects written and objects deleted.
#[derive(Clone, Copy, Debug)]
pub struct Orders<'a> {
    /// The objects that are written.
    pub objects: &'a [&'a Object],
    /// The objects that are deleted.
    pub stale: &'a [&'a Object],
    /// Whether also what routes still use is deleted.
    pub force: bool,
    /// Whether the server keeps nothing.
    pub dry_run: bool,
}

impl Run {
    /// Applies and deletes in the order of the rehearsal in which no step does harm; false where the order by kind is as
    /// good or no order is, and then nothing was done. Objects that are as they are to be come first.
    ///
    /// A step that was refused may be what made a later one harmless: then the later one is left alone.
    pub fn in_safe_order(
        &mut self,
        cluster: &Cluster,
        rehearsal: &Rehearsal,
        orders: Orders<'_>,
        step: &mut dyn FnMut(),
    ) -> bool {
        let Some(order) = rehearsal.safe_order() else { return false };
        let moving: HashSet<&ObjectId> = order.iter().map(|change| &change.step.object).collect();
        let in_place: Vec<&Object> =
            orders.objects.iter().copied().filter(|object| !moving.contains(&ObjectId::of(object))).collect();
        self.apply(cluster, &in_place, step);
        let mut rest = order;
        let mut done = Vec::new();
        while self.stopped.is_none() && !rest.is_empty() {
            let change = rest.remove(0);
            let Some(object) = object_of(&change, orders) else { continue };
            // What was refused is as it was, and stays in the rehearsal's future.
            let harms = !self.is_well() && rehearsal.does_harm(&done, &change, &later(rehearsal, &done, &change));
            let outcome = self.take(cluster, &change, object, orders, harms);
            if !self.note(object, outcome) {
                break;
            }
            if self.steps.last().is_some_and(|step| step.done.is_well()) {
                done.push(change);
            }
            step();
        }
        true
    }

    fn take(
        &self,
        cluster: &Cluster,
        change: &Change<'_>,
        object: &Object,
        orders: Orders<'_>,
        harms: bool,
    ) -> Result<Done, ClusterError> {
        match change.content {
            Some(_) if harms => {
                Ok(Done::Skipped("not applied: clients would notice it, since a step before it was refused".to_owned()))
            }
            Some(_) => self.put(cluster, object),
            None if !self.is_well() => {
                Ok(Done::Skipped("not deleted: a step before it was refused, and what stays may need it".to_owned()))
            }
            None if object.kind() == Kind::IngressRouteTcp || orders.force => cluster.remove(object).map(Done::Deleted),
            None => {
                let written = self.written(orders);
                let desired = if orders.dry_run { written.as_slice() } else { &[] };
                self.users(cluster, &[object], Removal { force: false, desired })?.or_delete(cluster, object)
            }
        }
    }

    /// The objects that this run has applied so far.
    fn written<'a>(&self, orders: Orders<'a>) -> Vec<&'a Object> {
        let applied = self.steps.iter().filter(|step| matches!(step.done, Done::Applied(_)));
        let applied: HashSet<_> = applied.map(|step| (step.kind, &*step.namespace, &*step.name)).collect();
        let is_applied = |object: &&&Object| {
            let name = object.object_ref();
            applied.contains(&(object.kind(), name.namespace, name.name))
        };
        orders.objects.iter().filter(is_applied).copied().collect()
    }
}

/// All steps but those that are done and this one.
fn later<'a>(rehearsal: &'a Rehearsal, done: &[Change<'_>], change: &Change<'_>) -> Vec<Change<'a>> {
    let taken: HashSet<&ObjectId> =
        done.iter().chain(std::iter::once(change)).map(|change| &change.step.object).collect();
    let all = rehearsal.safe_order().unwrap_or_default();
    all.into_iter().filter(|other| !taken.contains(&other.step.object)).collect()
}

/// The object as the state has it, or as it is to be deleted.
fn object_of<'a>(change: &Change<'_>, orders: Orders<'a>) -> Option<&'a Object> {
    let all = if change.content.is_some() { orders.objects } else { orders.stale };
    all.iter().copied().find(|object| ObjectId::of(object) == change.step.object)
}
