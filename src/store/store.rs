use std::slice;

use smol_str::SmolStr;

use super::change::says_the_same;
use super::{Applied, Change, Deleted, Done, Plan, Refusal, as_state};
use crate::resource::{Kind, Object, ObjectRef, Resources};
use crate::source::Sources;

/// Where objects live.
///
/// The operations are those of the traffic tools. A store that has to wait (a file, a cluster) waits inside them: who
/// calls a store needs no async runtime. A [`Refusal`] says why nothing was done.
pub trait Store {
    /// The object of this kind, namespace and name, if there is one.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn get(&self, kind: Kind, name: ObjectRef<'_>) -> Result<Option<Stored>, Refusal>;

    /// Every object, referenced kinds before routes.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn list(&self) -> Result<Resources, Refusal>;

    /// Every object of these namespaces. A store that is able to does not read the others.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn list_in(&self, namespaces: &[String]) -> Result<Resources, Refusal> {
        let mut objects = self.list()?.objects().to_vec();
        objects.retain(|object| namespaces.iter().any(|name| object.metadata.namespace.as_str() == name));
        Ok(Resources::new(objects))
    }

    /// The namespaces that it is limited to; none: it reads and writes all.
    fn namespaces(&self) -> Option<&[String]> {
        None
    }

    /// Whether it reads and writes a namespace.
    ///
    /// # Errors
    /// When it is limited to others.
    fn admit(&self, namespace: &str) -> Result<(), Refusal> {
        match self.namespaces() {
            Some(open) if !open.iter().any(|known| known == namespace) => Err(Refusal::outside(namespace, open)),
            _ => Ok(()),
        }
    }

    /// Creates the object, or changes the one of its kind, namespace and name in place.
    ///
    /// # Errors
    /// When the store cannot be written, or refuses the object.
    fn apply(&mut self, object: Object) -> Result<Applied, Refusal>;

    /// As [`apply`](Self::apply), but an object that exists keeps its labels and annotations.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    fn apply_spec(&mut self, mut object: Object) -> Result<Applied, Refusal> {
        if let Some(stored) = self.get(object.kind(), object.object_ref())?.filter(|stored| !stored.object.external) {
            object.metadata.labels = stored.object.metadata.labels;
            object.metadata.annotations = stored.object.metadata.annotations;
        }
        self.apply(object)
    }

    /// As [`apply_spec`](Self::apply_spec), but only while the object is still as it was `seen`, so that another writer's
    /// change is not overwritten.
    ///
    /// # Errors
    /// As [`apply`](Self::apply), and `changed-underneath` when it is not as it was seen.
    fn apply_spec_to(&mut self, seen: &Object, object: Object) -> Result<Applied, Refusal> {
        match self.get(seen.kind(), seen.object_ref())? {
            Some(now) if says_the_same(&now.object, seen) => self.apply_spec(object),
            _ => Err(Refusal::changed_underneath(seen)),
        }
    }

    /// Deletes the object of this kind, namespace and name.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn delete(&mut self, kind: Kind, name: ObjectRef<'_>) -> Result<Deleted, Refusal>;

    /// What else there is to report since the last call: fields that were taken over, fields that others keep,
    /// warnings of the store.
    fn remarks(&mut self) -> Vec<String> {
        Vec::new()
    }

    /// What is known beside the objects: tables of a state file, `[traefik]`, `[entry_points]`, and what new objects have in
    /// common, and behind them what was found elsewhere.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn facts(&self) -> Result<Sources, Refusal> {
        Ok(Sources::default())
    }

    /// Everything as a state, as [`compile`](crate::compile) takes it. A store without a text has one made of its objects.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn state(&self) -> Result<Sources, Refusal> {
        Ok(as_state::state(&self.list()?, &self.facts()?))
    }

    /// What there is of the Services, Secrets and ConfigMaps that these objects refer to, as tables of a state file, in
    /// these namespaces or everywhere. Empty where nothing is known of them.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn surroundings(&self, _objects: &[Object], _within: Option<&[String]>) -> Result<String, Refusal> {
        Ok(String::new())
    }

    /// As [`state`](Self::state), with [`surroundings`](Self::surroundings) as facts.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn surrounded(&self) -> Result<Sources, Refusal> {
        self.state()
    }

    /// What a change would do. Reads the store once and changes nothing.
    ///
    /// # Errors
    /// When the store cannot be read, the change cannot be written, or the object of an update has changed since it was
    /// seen.
    fn plan<'a>(&self, change: Change<'a>) -> Result<Plan<'a>, Refusal> {
        // What is missing around the object is a warning: a failure to read it prevents no change.
        let around = change.object().map(|object| self.surroundings(slice::from_ref(object), None));
        let around = around.and_then(Result::ok).unwrap_or_default();
        Ok(Plan::of_objects(self.list()?, &self.facts()?, &around, change))
    }

    /// Carries out a plan. Returns the plan that was carried out: a new one if another writer changed the store
    /// in between.
    ///
    /// # Errors
    /// As [`apply_spec`](Self::apply_spec), [`apply_spec_to`](Self::apply_spec_to) and [`delete`](Self::delete).
    fn commit<'a>(&mut self, plan: Plan<'a>) -> Result<(Done, Plan<'a>), Refusal> {
        let done = match plan.change {
            Change::Apply(object) => Done::Applied(self.apply_spec(object.clone())?),
            Change::Update { seen, object } => Done::Applied(self.apply_spec_to(seen, object.clone())?),
            Change::Delete(kind, name) => Done::Deleted(self.delete(kind, name)?),
        };
        Ok((done, plan))
    }
}

/// An object as a store keeps it.
#[derive(Clone, Debug)]
pub struct Stored {
    /// What makes it this very object: kept when it is changed in place, new when it is deleted and created again.
    pub uid: SmolStr,
    /// What it says.
    pub object: Object,
}
