use std::borrow::Cow;

use foldhash::{HashMap, HashSet};

use super::ObjectId;
use crate::compilation::Compilation;
use crate::environment::environment;
use crate::resource::{Object, Resources};
use crate::routing::{Environment, RoutingTable};
use crate::source::Sources;

/// One of the two states that are compared.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its texts.
    pub sources: &'a Sources,
    /// What they compile to.
    pub compilation: &'a Compilation,
    /// The objects that there are: those of the compilation, or also others.
    pub objects: &'a Resources,
}

impl<'a> Side<'a> {
    /// A state whose objects are all that there are.
    pub fn new(sources: &'a Sources, compilation: &'a Compilation) -> Self {
        Self { sources, compilation, objects: &compilation.resources }
    }

    /// The same state where these objects are, its own and others.
    #[must_use]
    pub fn among(self, objects: &'a Resources) -> Self {
        Self { objects, ..self }
    }

    /// Whether there is a state file, and not only objects.
    pub(super) fn is_state(&self) -> bool {
        self.sources.iter().any(|(_, file)| !file.is_manifest())
    }

    fn has_manifests(&self) -> bool {
        self.sources.iter().any(|(_, file)| file.is_manifest())
    }

    /// Whether its objects serve under the facts of the other side: manifests and clusters know nothing of Traefik.
    fn borrows_facts(&self, other: &Self) -> bool {
        !self.is_state() && other.is_state()
    }

    /// What serves these objects in this environment: the compilation's table where that is the same.
    pub(super) fn table(&self, other: &Self, objects: &Cow<'a, Resources>, at: &Environment) -> Cow<'a, RoutingTable> {
        let own = &self.compilation.table;
        let same_objects =
            matches!(objects, Cow::Borrowed(objects) if std::ptr::eq(*objects, &raw const self.compilation.resources));
        let same_entry_points =
            !at.assume_entry_points || own.entry_points().eq(other.compilation.table.entry_points());
        let same_facts = !self.borrows_facts(other) && !other.borrows_facts(self);
        if same_objects && same_facts && same_entry_points {
            Cow::Borrowed(own)
        } else {
            Cow::Owned(RoutingTable::new(objects, at))
        }
    }
}

/// What is known of the Traefik that serves each side. HTTPS routers of old manifests stay when a state replaces these.
pub(super) fn environments(old: Side<'_>, new: Side<'_>) -> [Environment; 2] {
    let desired = [old, new].map(|side| &side.compilation.desired);
    match (old.borrows_facts(&new), new.borrows_facts(&old)) {
        (true, _) => {
            let [before, after] = desired;
            let https = before.https.iter().filter(|router| !after.https.contains(router)).cloned();
            let mut both = after.clone();
            both.https.extend(https);
            let environment = environment(&both);
            [environment.clone(), environment]
        }
        (false, true) => desired.map(|_| environment(desired[0])),
        (false, false) => desired.map(environment),
    }
}

/// The objects before and after. What a state says exists elsewhere does so for objects alone as well. And a state removes
/// only what is marked as tcpgen's: any other object of the old manifests stays.
pub(super) fn serving<'a>(old: Side<'a>, new: Side<'a>) -> [Cow<'a, Resources>; 2] {
    if !old.has_manifests() && !new.has_manifests() {
        return [old, new].map(|side| Cow::Borrowed(side.objects));
    }
    let [before, after] = [old, new].map(|side| -> HashMap<ObjectId, bool> {
        side.objects.objects().iter().map(|object| (ObjectId::of(object), object.external)).collect()
    });
    let elsewhere = |side: Side<'_>, other: Side<'_>, known: &HashMap<ObjectId, bool>| -> Vec<Object> {
        let external = other.objects.objects().iter().filter(|object| object.external && !side.is_state());
        external.filter(|object| !known.contains_key(&ObjectId::of(object))).cloned().collect()
    };
    let is_kept = |object: &&Object| match after.get(&ObjectId::of(object)) {
        _ if object.external || object.entry.is_some() || !new.is_state() => false,
        Some(is_external) => *is_external,
        None => !object.is_managed(),
    };
    let kept: Vec<Object> = old.objects.objects().iter().filter(is_kept).cloned().collect();
    let known: HashSet<ObjectId> = kept.iter().map(ObjectId::of).collect();
    let was = [elsewhere(old, new, &before), old.objects.objects().to_vec()].concat();
    let mut is = [elsewhere(new, old, &after), new.objects.objects().to_vec()].concat();
    is.retain(|object| !(object.external && known.contains(&ObjectId::of(object))));
    if !kept.is_empty() {
        is.extend(kept);
        is.sort_by_key(Object::kind);
    }
    [was, is].map(|objects| Cow::Owned(Resources::new(objects)))
}
