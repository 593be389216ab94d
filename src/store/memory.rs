use std::collections::BTreeMap;
use std::sync::Arc;

use smol_str::{SmolStr, format_smolstr};

use super::change::says_the_same;
use super::{Applied, Deleted, Refusal, Store, Stored};
use crate::resource::{Kind, Object, ObjectRef, Resources};
use crate::source::Sources;

/// A cluster in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Copied when one of several that share them changes.
    objects: Arc<BTreeMap<(Kind, SmolStr, SmolStr), Stored>>,
    /// Objects created so far: the next uid.
    created: u64,
    /// What [`Store::facts`] gives.
    facts: Sources,
}

impl Memory {
    /// A cluster that holds these objects.
    pub fn with(objects: impl IntoIterator<Item = Object>) -> Self {
        let mut memory = Self::default();
        for object in objects {
            memory.put(object);
        }
        memory
    }

    /// Knows these facts: tables of a state file, such as `[traefik]` and `[entry_points]`.
    #[must_use]
    pub fn knowing(mut self, facts: impl Into<String>) -> Self {
        self.facts = Sources::single("facts", facts);
        self
    }

    /// What [`Store::apply`] does; memory never refuses.
    pub fn put(&mut self, object: Object) -> Applied {
        let key = key(object.kind(), object.object_ref());
        if let Some(stored) = self.objects.get(&key) {
            let applied = if says_the_same(&stored.object, &object) { Applied::Unchanged } else { Applied::Updated };
            if stored.object != object
                && let Some(stored) = Arc::make_mut(&mut self.objects).get_mut(&key)
            {
                stored.object = object;
            }
            return applied;
        }
        self.created += 1;
        // Shaped like Kubernetes' uids, and the same in every run.
        let uid = format_smolstr!("00000000-0000-4000-8000-{:012x}", self.created);
        Arc::make_mut(&mut self.objects).insert(key, Stored { uid, object });
        Applied::Created
    }

    /// What [`Store::delete`] does; memory never refuses.
    pub fn remove(&mut self, kind: Kind, name: ObjectRef<'_>) -> Deleted {
        let key = key(kind, name);
        if !self.objects.contains_key(&key) {
            return Deleted::NotFound;
        }
        Arc::make_mut(&mut self.objects).remove(&key);
        Deleted::Deleted
    }

    /// What [`Store::get`] gives.
    pub fn find(&self, kind: Kind, name: ObjectRef<'_>) -> Option<&Stored> {
        self.objects.get(&key(kind, name))
    }

    /// Every object, referenced kinds before routes, each kind by namespace and name.
    pub fn objects(&self) -> impl Iterator<Item = &Object> {
        self.objects.values().map(|stored| &stored.object)
    }

    /// Every object, as the stages that read objects take them.
    pub fn resources(&self) -> Resources {
        Resources::new(self.objects().cloned().collect())
    }
}

impl Store for Memory {
    fn get(&self, kind: Kind, name: ObjectRef<'_>) -> Result<Option<Stored>, Refusal> {
        Ok(self.find(kind, name).cloned())
    }

    fn list(&self) -> Result<Resources, Refusal> {
        Ok(self.resources())
    }

    fn apply(&mut self, object: Object) -> Result<Applied, Refusal> {
        Ok(self.put(object))
    }

    fn delete(&mut self, kind: Kind, name: ObjectRef<'_>) -> Result<Deleted, Refusal> {
        Ok(self.remove(kind, name))
    }

    fn facts(&self) -> Result<Sources, Refusal> {
        Ok(self.facts.clone())
    }
}

fn key(kind: Kind, name: ObjectRef<'_>) -> (Kind, SmolStr, SmolStr) {
    (kind, name.namespace.into(), name.name.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, compile};

    fn objects(text: &str) -> Vec<Object> {
        let compilation = compile(&Sources::single("a", text), &Options::default());
        assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
        compilation.resources.objects().to_vec()
    }

    const PG: ObjectRef<'_> = ObjectRef { namespace: "default", name: "pg" };

    #[test]
    fn an_update_in_place_keeps_the_uid_and_a_new_object_has_a_new_one() {
        let first = objects("[routes.pg]\nentry_points = ['pg']\nservice = 'a:1'\ntls = 'passthrough'\nsni = 'a.b'");
        let same = objects(
            "\n\n[routes.pg]\nsni = ['a.b']\ntls = {passthrough = true}\nentry_points = ['pg']\nservice = 'a:1'",
        );
        let other = objects("[routes.pg]\nentry_points = ['pg']\nservice = 'b:1'");
        let mut store = Memory::with(first.clone());
        let uid = store.find(Kind::IngressRouteTcp, PG).unwrap().uid.clone();
        assert_eq!(store.put(same[0].clone()), Applied::Unchanged);
        assert_eq!(store.put(other[0].clone()), Applied::Updated);
        let stored = store.find(Kind::IngressRouteTcp, PG).unwrap();
        assert_eq!((&stored.uid, &stored.object), (&uid, &other[0]));
        assert_eq!(store.remove(Kind::IngressRouteTcp, PG), Deleted::Deleted);
        assert_eq!(store.remove(Kind::IngressRouteTcp, PG), Deleted::NotFound);
        assert_eq!(store.put(first[0].clone()), Applied::Created);
        assert_ne!(store.find(Kind::IngressRouteTcp, PG).unwrap().uid, uid);
    }

    #[test]
    fn kinds_and_namespaces_tell_objects_of_one_name_apart_and_give_the_order() {
        let text = "[routes.x]\nentry_points = ['e']\nservice = 'a:1'\n[routes.'b/x']\nentry_points = ['e']\nservice = 'a:1'\n\
                    [middlewares.x]\nip_allow_list = ['10.0.0.1']\n";
        let store = Memory::with(objects(text));
        let listed: Vec<String> =
            store.objects().map(|object| format!("{:?} {}", object.kind(), object.object_ref())).collect();
        assert_eq!(listed, ["MiddlewareTcp default/x", "IngressRouteTcp b/x", "IngressRouteTcp default/x"]);
    }
}
