use std::borrow::Cow;
use std::collections::HashSet;

use super::ObjectId;
use crate::resource::{Object, Resources};
use crate::routing::Environment;
use crate::source::Sources;
use crate::{Compilation, environment};

/// One of the two states that are compared.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its texts.
    pub sources: &'a Sources,
    /// What they compile to.
    pub compilation: &'a Compilation,
}

impl Side<'_> {
    /// Whether there is a state file, and not only objects.
    pub(super) fn is_state(&self) -> bool {
        self.sources.iter().any(|(_, file)| !file.is_manifest())
    }

    /// What is known of the Traefik that serves it. Manifests and clusters know nothing of it: then it is the Traefik of
    /// the other side.
    pub(super) fn environment(&self, other: &Self) -> Environment {
        let knows = if self.is_state() { self } else { other };
        environment(&knows.compilation.desired)
    }

    /// Its objects, and those that the other side's state says exist elsewhere.
    pub(super) fn resources(&self, other: &Self) -> Cow<'_, Resources> {
        let own = &self.compilation.resources;
        if self.is_state() {
            return Cow::Borrowed(own);
        }
        let known: HashSet<ObjectId> = own.objects().iter().map(ObjectId::of).collect();
        let external = other.compilation.resources.objects().iter().filter(|object| object.external);
        let mut objects: Vec<Object> =
            external.filter(|object| !known.contains(&ObjectId::of(object))).cloned().collect();
        objects.extend_from_slice(own.objects());
        Cow::Owned(Resources::new(objects))
    }
}
