//! Who gets in after a change and did not before.

use crate::difference::{ConnectionChange, connections_between};
use crate::resource::{Object, Resources};
use crate::routing::{Environment, Outcome};
use crate::source::Sources;
use crate::store::{Refusal, Store};
use crate::{Options, compile, environment};

/// How many are shown. Each stands for all connections that are treated like it.
const AT_MOST: usize = 8;

/// What Traefik served before a change.
pub(super) struct Before {
    environment: Environment,
    resources: Resources,
}

impl Before {
    /// # Errors
    /// When the store cannot be read.
    pub fn of(store: &dyn Store) -> Result<Self, Refusal> {
        let facts = compile(&Sources::single("facts", store.facts()?), Options::default());
        Ok(Self { environment: environment(&facts.desired), resources: store.list()? })
    }

    /// The objects.
    pub fn resources(&self) -> &Resources {
        &self.resources
    }

    /// Connections that were not forwarded, and are (or may be, where Traefik makes no promise) once `old` has become
    /// `new`; none stands for no object.
    pub fn newcomers(&self, old: Option<&Object>, new: Option<&Object>) -> Vec<ConnectionChange> {
        let concerned = [old, new].map(|object| object.map(|object| (object.kind(), object.object_ref())));
        let others = self.resources.objects().iter();
        let mut objects: Vec<Object> =
            others.filter(|one| !concerned.contains(&Some((one.kind(), one.object_ref())))).cloned().collect();
        objects.extend(new.cloned());
        objects.sort_by_key(Object::kind);
        let mut found = connections_between(&self.environment, &self.resources, &Resources::new(objects));
        let gets_in = |outcome| matches!(outcome, Outcome::Forwarded | Outcome::Ambiguous);
        found.retain(|change| !gets_in(change.was.outcome) && gets_in(change.now.outcome));
        found.truncate(AT_MOST);
        found
    }
}

/// `203.0.113.9 to postgresql gets in now (was closed by default/office)`
pub(super) fn words(change: &ConnectionChange) -> String {
    format!("{change} gets in now (was {})", change.was)
}
