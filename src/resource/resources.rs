use foldhash::{HashMap, HashMapExt as _};

use super::{IngressRouteTcp, Kind, MiddlewareTcp, Object, ObjectRef, Spec};

/// The objects of a state, in output order: referenced kinds before the routes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resources {
    objects: Vec<Object>,
}

/// Objects of one kind by namespace and name.
pub type Index<'a> = HashMap<ObjectRef<'a>, &'a Object>;

impl Resources {
    /// These objects, in this order.
    pub fn new(objects: Vec<Object>) -> Self {
        Self { objects }
    }

    /// Every object, external ones too.
    pub fn objects(&self) -> &[Object] {
        &self.objects
    }

    /// The objects themselves, in the same order.
    pub fn into_objects(self) -> Vec<Object> {
        self.objects
    }

    /// Every object, to be changed in its place.
    pub fn objects_mut(&mut self) -> &mut [Object] {
        &mut self.objects
    }

    /// The objects that are emitted.
    pub fn emitted(&self) -> impl Iterator<Item = &Object> {
        self.objects.iter().filter(|object| !object.external)
    }

    /// The routes with their objects.
    pub fn routes(&self) -> impl Iterator<Item = (&Object, &IngressRouteTcp)> {
        self.objects.iter().filter_map(|object| match &object.spec {
            Spec::IngressRouteTcp(route) => Some((object, route)),
            _ => None,
        })
    }

    /// The middlewares with their objects.
    pub fn middlewares(&self) -> impl Iterator<Item = (&Object, &MiddlewareTcp)> {
        self.objects.iter().filter_map(|object| match &object.spec {
            Spec::MiddlewareTcp(middleware) => Some((object, middleware)),
            _ => None,
        })
    }

    /// Objects of one kind by namespace and name; the first of several that share a name.
    pub fn index(&self, kind: Kind) -> Index<'_> {
        let mut index = Index::new();
        for object in self.objects.iter().filter(|object| object.kind() == kind) {
            index.entry(object.object_ref()).or_insert(object);
        }
        index
    }
}
