use std::collections::BTreeSet;

use super::{Applied, Deleted, Refusal, Store, Stored, surrounded};
use crate::resource::{ApiGroup, Kind, Metadata, Object, ObjectRef, Resources, Spec};
use crate::source::{Sources, Text};

/// A store that reads and writes only some namespaces.
///
/// What lies beyond the fence is never read: referenced objects there count as external, so they may exist, and nothing
/// else is known of them.
pub struct Fenced {
    store: Box<dyn Store + Send>,
    /// Sorted, each once.
    namespaces: Vec<String>,
}

impl Fenced {
    /// Fences a store in to these namespaces; with none, nothing is read or written.
    pub fn new(store: Box<dyn Store + Send>, namespaces: impl IntoIterator<Item = String>) -> Self {
        let namespaces: BTreeSet<String> = namespaces.into_iter().collect();
        Self { store, namespaces: namespaces.into_iter().collect() }
    }

    fn holds(&self, namespace: &str) -> bool {
        self.namespaces.iter().any(|known| known == namespace)
    }

    /// A route must not newly lead to a Service beyond the fence: Traefik would open what this store may not even read.
    fn admit_object(&self, object: &Object) -> Result<(), Refusal> {
        self.admit(object.object_ref().namespace)?;
        let known = self.store.get(object.kind(), object.object_ref())?;
        let known: Vec<&str> = known.iter().flat_map(|stored| namespaces_of_services(&stored.object)).collect();
        let mut wanted = namespaces_of_services(object).into_iter();
        match wanted.find(|namespace| !self.holds(namespace) && !known.contains(namespace)) {
            Some(namespace) => Err(Refusal::outside(namespace, &self.namespaces)),
            None => Ok(()),
        }
    }
}

/// The namespaces that a route's services name.
fn namespaces_of_services(object: &Object) -> Vec<&str> {
    let Spec::IngressRouteTcp(route) = &object.spec else { return Vec::new() };
    let services = route.routes.iter().flat_map(|rule| &rule.services);
    let named = services.filter_map(|service| service.namespace.as_ref()).map(Text::as_str);
    named.filter(|namespace| !namespace.is_empty()).collect()
}

impl Store for Fenced {
    fn get(&self, kind: Kind, name: ObjectRef<'_>) -> Result<Option<Stored>, Refusal> {
        self.admit(name.namespace)?;
        self.store.get(kind, name)
    }

    fn list(&self) -> Result<Resources, Refusal> {
        let inside = self.store.list_in(&self.namespaces)?;
        let references = inside.objects().iter().flat_map(Object::references);
        let beyond: BTreeSet<(Kind, ObjectRef<'_>)> =
            references.filter(|(_, name)| !self.holds(name.namespace) && !name.name.contains('@')).collect();
        let mut objects: Vec<Object> = beyond.into_iter().map(|(kind, name)| external(kind, name)).collect();
        objects.extend_from_slice(inside.objects());
        objects.sort_by_key(Object::kind);
        Ok(Resources::new(objects))
    }

    fn list_in(&self, namespaces: &[String]) -> Result<Resources, Refusal> {
        namespaces.iter().try_for_each(|namespace| self.admit(namespace))?;
        self.store.list_in(namespaces)
    }

    fn namespaces(&self) -> Option<&[String]> {
        Some(&self.namespaces)
    }

    fn apply(&mut self, object: Object) -> Result<Applied, Refusal> {
        self.admit_object(&object)?;
        self.store.apply(object)
    }

    fn apply_spec(&mut self, object: Object) -> Result<Applied, Refusal> {
        self.admit_object(&object)?;
        self.store.apply_spec(object)
    }

    fn apply_spec_to(&mut self, seen: &Object, object: Object) -> Result<Applied, Refusal> {
        self.admit_object(&object)?;
        self.store.apply_spec_to(seen, object)
    }

    fn delete(&mut self, kind: Kind, name: ObjectRef<'_>) -> Result<Deleted, Refusal> {
        self.admit(name.namespace)?;
        self.store.delete(kind, name)
    }

    fn surroundings(&self, objects: &[Object], within: Option<&[String]>) -> Result<String, Refusal> {
        self.store.surroundings(objects, within.or(Some(&self.namespaces)))
    }

    fn surrounded(&self) -> Result<Sources, Refusal> {
        surrounded::surrounded(self, Some(&self.namespaces))
    }

    fn remarks(&mut self) -> Vec<String> {
        self.store.remarks()
    }

    fn facts(&self) -> Result<Sources, Refusal> {
        self.store.facts()
    }
}

/// An object of which nothing is known.
fn external(kind: Kind, name: ObjectRef<'_>) -> Object {
    let text = |text: &str| Text::nowhere(text.into());
    let metadata = Metadata { name: text(name.name), namespace: text(name.namespace), ..Metadata::default() };
    Object { external: true, ..Object::new(ApiGroup::default(), metadata, Spec::empty(kind)) }
}
