//! The text of a state file as a store: what is not changed stays as it is written, comments, order and layout included.
//!
//! An edit is made on the document ([`toml_edit`]), and then read like any other state file. Only when every object says
//! what it should, the new text takes the old one's place.

mod array;
mod comments;
mod edit;
mod entry;
mod expand;
mod insert;
mod key;
mod lay;
mod metadata;
mod reading;
mod remove;
mod rules;
mod sections;
mod verify;

use std::sync::Arc;

use smol_str::format_smolstr;
use toml_edit::DocumentMut;

use super::change::says_the_same;
use super::plan::{Done, Edit, Plan};
use super::{Applied, Change, Deleted, Refusal, Store, Stored};
use crate::resource::{Kind, Object, ObjectRef, Resources};
use crate::source::Sources;
use crate::traefik::TraefikVersion;
pub(super) use reading::Reading;
use reading::find;
use sections::Part;

/// What a state file says that is about no object: the checks look at it, new objects take labels from it.
const FACTS: [&str; 6] = ["namespace", "labels", "annotations", "traefik", "output", "entry_points"];

/// What of it holds for the objects of a cluster as well.
const OF_TRAEFIK: [&str; 2] = ["traefik", "entry_points"];

/// A state file's text, as a store. Each text is parsed and compiled once; clones share the result.
#[derive(Clone, Debug, Default)]
pub struct StateText(Arc<Reading>);

impl StateText {
    /// The text of the file of this name.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::of(Sources::single(name, text))
    }

    /// The first of the sources; those behind it are what is known beside it.
    pub fn of(sources: Sources) -> Self {
        Self(Arc::new(Reading::new(sources)))
    }

    /// The same text for this Traefik, which overrides the version in the text; none keeps that one.
    #[must_use]
    pub fn for_traefik(self, version: Option<TraefikVersion>) -> Self {
        Self::of(self.0.sources().clone().for_traefik(version))
    }

    /// The text as it is now.
    pub fn text(&self) -> &str {
        self.0.text()
    }

    /// The text, and behind it what is known beside it.
    pub fn sources(&self) -> &Sources {
        self.0.sources()
    }

    /// What is known of the Traefik that serves it: the tables `[traefik]` and `[entry_points]`, and what was found, for another
    /// store.
    ///
    /// # Errors
    /// When the text is no TOML.
    pub fn of_traefik(&self) -> Result<Sources, Refusal> {
        self.0.only(&OF_TRAEFIK)
    }

    /// The text after a change.
    fn changed(&self, change: &Change<'_>) -> Result<Self, Refusal> {
        if let Some(part) = edit::part(self.0.text(), self.0.compiled(), change)
            && let Ok(Some(changed)) = self.changed_in(part, || self.0.parsed(part.text), change)
        {
            return Ok(changed);
        }
        let changed = self.changed_in(Part::whole(self.0.text()), || self.0.document(), change)?;
        changed.ok_or_else(|| self.not_written(change))
    }

    /// The text after a change in a part of it, which is this document.
    fn changed_in(
        &self,
        part: Part<'_>,
        document: impl Fn() -> Result<DocumentMut, Refusal>,
        change: &Change<'_>,
    ) -> Result<Option<Self>, Refusal> {
        let before = self.0.compiled();
        edit::edited(document, before, change, |document| {
            let text = edit::printed_like(self.0.text(), part, document);
            let changed = Self(Arc::new(self.0.printed(text)));
            verify::specifies(changed.0.compiled(), before, change).then_some(changed)
        })
    }

    /// The text with this object.
    fn with(&self, object: &Object) -> Result<(Self, Applied), Refusal> {
        self.0.sound()?;
        let applied = match find(self.0.compiled(), object.kind(), object.object_ref()) {
            Some(existing) if says_the_same(existing, object) => return Ok((self.clone(), Applied::Unchanged)),
            Some(existing) if !existing.external => Applied::Updated,
            _ => Applied::Created,
        };
        Ok((self.changed(&Change::Apply(object))?, applied))
    }

    /// The text with this object, which keeps its labels and annotations if it exists. An update needs it to be as it was
    /// `seen`.
    fn with_spec(&self, seen: Option<&Object>, object: &Object) -> Result<(Self, Applied), Refusal> {
        self.0.sound()?;
        let existing = find(self.0.compiled(), object.kind(), object.object_ref());
        if let Some(seen) = seen.filter(|seen| !existing.is_some_and(|existing| says_the_same(existing, seen))) {
            return Err(Refusal::changed_underneath(seen));
        }
        let Some(existing) = existing.filter(|existing| !existing.external) else { return self.with(object) };
        let mut object = object.clone();
        object.metadata.labels.clone_from(&existing.metadata.labels);
        object.metadata.annotations.clone_from(&existing.metadata.annotations);
        self.with(&object)
    }

    /// The text without this object.
    fn without(&self, kind: Kind, name: ObjectRef<'_>) -> Result<(Self, Deleted), Refusal> {
        self.0.sound()?;
        match find(self.0.compiled(), kind, name).filter(|object| !object.external) {
            Some(_) => Ok((self.changed(&Change::Delete(kind, name))?, Deleted::Deleted)),
            None => Ok((self.clone(), Deleted::NotFound)),
        }
    }

    /// Becomes the changed text.
    fn replace<T>(&mut self, (changed, done): (Self, T)) -> T {
        *self = changed;
        done
    }

    /// A plan for this text: one that was made for another text is made again, and must be sound.
    fn still<'a>(&self, plan: Plan<'a>) -> Result<Plan<'a>, Refusal> {
        if plan.edit.as_ref().is_some_and(|edit| edit.from.sources().are_same(self.0.sources())) {
            return Ok(plan);
        }
        let plan = self.plan(plan.change)?;
        match plan.judgement.refusal() {
            Some(refusal) => Err(refusal),
            None => Ok(plan),
        }
    }

    fn not_written(&self, change: &Change<'_>) -> Refusal {
        let (name, what) = (self.0.name(), format!("the {} `{}`", change.kind().name(), change.object_ref()));
        let refusal =
            Refusal::new("not-written", format!("{name}: {what} cannot be written so that it reads back the same"));
        match change.object() {
            Some(object) => {
                let entry = crate::import::state_entry(&object.spec, object.metadata.name.as_str());
                refusal.help(format!("nothing was changed; write it by hand:\n{entry}"))
            }
            None => refusal.help("nothing was changed; take the entry out by hand"),
        }
    }
}

impl Store for StateText {
    /// In a file the name alone makes an object this very object.
    fn get(&self, kind: Kind, name: ObjectRef<'_>) -> Result<Option<Stored>, Refusal> {
        self.0.sound()?;
        let found = find(self.0.compiled(), kind, name).cloned();
        Ok(found.map(|object| Stored { uid: format_smolstr!("{}/{name}", kind.table()), object }))
    }

    fn list(&self) -> Result<Resources, Refusal> {
        self.0.sound()?;
        Ok(self.0.compiled().resources.clone())
    }

    fn apply(&mut self, object: Object) -> Result<Applied, Refusal> {
        self.with(&object).map(|made| self.replace(made))
    }

    fn apply_spec(&mut self, object: Object) -> Result<Applied, Refusal> {
        self.with_spec(None, &object).map(|made| self.replace(made))
    }

    fn apply_spec_to(&mut self, seen: &Object, object: Object) -> Result<Applied, Refusal> {
        self.with_spec(Some(seen), &object).map(|made| self.replace(made))
    }

    fn delete(&mut self, kind: Kind, name: ObjectRef<'_>) -> Result<Deleted, Refusal> {
        self.without(kind, name).map(|made| self.replace(made))
    }

    fn facts(&self) -> Result<Sources, Refusal> {
        self.0.only(&FACTS)
    }

    fn state(&self) -> Result<Sources, Refusal> {
        Ok(self.0.sources().clone())
    }

    /// The text itself is changed, so that diagnostics have places in it.
    fn plan<'a>(&self, change: Change<'a>) -> Result<Plan<'a>, Refusal> {
        let applied = |(to, applied)| (to, Done::Applied(applied));
        let (to, done) = match change {
            Change::Apply(object) => self.with_spec(None, object).map(applied)?,
            Change::Update { seen, object } => self.with_spec(Some(seen), object).map(applied)?,
            Change::Delete(kind, name) => self.without(kind, name).map(|(to, deleted)| (to, Done::Deleted(deleted)))?,
        };
        Ok(Plan::of_text(Edit { from: Arc::clone(&self.0), to: to.0, done }, change))
    }

    fn commit<'a>(&mut self, plan: Plan<'a>) -> Result<(Done, Plan<'a>), Refusal> {
        let plan = self.still(plan)?;
        let Some(Edit { to, done, .. }) = plan.edit.clone() else { return Err(self.not_written(&plan.change)) };
        self.0 = to;
        Ok((done, plan))
    }
}

#[cfg(test)]
mod tests;
