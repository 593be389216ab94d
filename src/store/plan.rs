use std::sync::Arc;

use super::state_text::Reading;
use super::{Applied, Change, Deleted, Judgement, as_state};
use crate::compilation::Compilation;
use crate::resource::{Object, Resources};
use crate::source::Sources;

/// A change that is not made yet: the state before and after it, each compiled once, and what the checks report on it.
///
/// [`Store::plan`](super::Store::plan) makes it, [`Store::commit`](super::Store::commit) carries it out.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// What is to be changed.
    pub change: Change<'a>,
    /// What the checks report on it.
    pub judgement: Judgement,
    /// What the store holds.
    pub before: Arc<Compilation>,
    /// What it would hold.
    pub after: Arc<Compilation>,
    /// The new text, where the store is one.
    pub(super) edit: Option<Edit>,
}

/// A change of a text.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    pub from: Arc<Reading>,
    pub to: Arc<Reading>,
    pub done: Done,
}

/// What carrying out a plan did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// An object was applied.
    Applied(Applied),
    /// An object was deleted.
    Deleted(Deleted),
}

impl<'a> Plan<'a> {
    /// A change to objects that are in no text. `found` has what is around the changed object, as tables of a state file. What is
    /// missing there is reported and nothing more: who gets in is compared as if it existed.
    pub(super) fn of_objects(listed: Resources, facts: &Sources, found: &str, change: Change<'a>) -> Self {
        let changed = as_state::changed(&listed, &change);
        let (before, _) = as_state::compiled(&listed, facts);
        let (after, sources) = as_state::compiled(&changed, facts);
        let judgement = Judgement::new(&before, &after, &change, sources).around(&after, &change, found);
        let judgement = judgement.without_places();
        let [before, after] =
            [(before, listed), (after, changed)].map(|(side, objects)| Arc::new(as_state::serving(side, objects)));
        Self { change, judgement, before, after, edit: None }
    }

    /// The state after the change, with this object in place of the one that was planned.
    pub(crate) fn after_with(&self, applied: &Object) -> Compilation {
        let objects = self.after.resources.objects().iter();
        let objects = objects.map(|object| if self.change.concerns(object) { applied } else { object });
        as_state::serving((*self.after).clone(), Resources::new(objects.cloned().collect()))
    }

    /// A change of a text.
    pub(super) fn of_text(edit: Edit, change: Change<'a>) -> Self {
        let (before, after) = (Arc::clone(edit.from.compiled()), Arc::clone(edit.to.compiled()));
        let judgement = match edit.done {
            Done::Deleted(Deleted::NotFound) => Judgement::default(),
            _ => Judgement::new(&before, &after, &change, edit.to.sources().clone()),
        };
        Self { change, judgement, before, after, edit: Some(edit) }
    }
}
