//! A run in an order that a rehearsal found.

use std::collections::HashSet;

use super::step::{Done, Step};
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
}

impl Run {
    /// Applies and deletes in the order that the rehearsal found, in which no step does harm. Returns false, and does
    /// nothing, where there is none, or the order by kind does no harm either. Objects that do not change come first.
    ///
    /// A step that was refused may be what made a later one harmless: then the later one is left alone.
    pub fn in_safe_order(
        &mut self,
        cluster: &Cluster,
        rehearsal: &Rehearsal,
        orders: Orders<'_>,
        told: &mut dyn FnMut(&Step),
    ) -> bool {
        let Some(order) = rehearsal.safe_order() else { return false };
        let moving: HashSet<&ObjectId> = order.iter().map(|change| &change.step.object).collect();
        let in_place: Vec<&Object> =
            orders.objects.iter().copied().filter(|object| !moving.contains(&ObjectId::of(object))).collect();
        self.apply_rehearsed(cluster, rehearsal, &in_place, told);
        if self.stopped.is_some() {
            return true;
        }
        let mut done = Vec::new();
        for change in &order {
            let Some(object) = object_of(change, orders) else { continue };
            // What was refused has not changed, and counts as still to come.
            let harms = !self.is_well() && rehearsal.does_harm(&done, change, &later(&order, &done, change));
            let outcome = self.take(cluster, change, object, orders, harms);
            if !self.note(object, outcome) {
                break;
            }
            if self.steps.last().is_some_and(|step| step.done.is_well()) {
                done.push(change.clone());
            }
            self.steps.last().into_iter().for_each(&mut *told);
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
                let applied = &self.applied(orders);
                self.users(cluster, &[object], Removal { force: false, applied })?.or_delete(cluster, object)
            }
        }
    }

    /// The objects that this run has applied so far.
    fn applied<'a>(&self, orders: Orders<'a>) -> Vec<&'a Object> {
        let applied = self.steps.iter().filter(|step| matches!(step.done, Done::Applied(_)));
        let applied: HashSet<&ObjectId> = applied.map(|step| &step.id).collect();
        orders.objects.iter().copied().filter(|object| applied.contains(&ObjectId::of(object))).collect()
    }
}

/// All steps but those that are done and this one.
fn later<'a>(order: &[Change<'a>], done: &[Change<'_>], change: &Change<'_>) -> Vec<Change<'a>> {
    let taken: HashSet<&ObjectId> =
        done.iter().chain(std::iter::once(change)).map(|change| &change.step.object).collect();
    order.iter().filter(|other| !taken.contains(&other.step.object)).cloned().collect()
}

/// The object as the state has it, or as it is to be deleted.
fn object_of<'a>(change: &Change<'_>, orders: Orders<'a>) -> Option<&'a Object> {
    let all = if change.content.is_some() { orders.objects } else { orders.stale };
    all.iter().copied().find(|object| ObjectId::of(object) == change.step.object)
}
