use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use crate::difference::ObjectId;
use crate::resource::{Kind, Object, Resources, Spec};
use crate::routing::{Environment, RoutingTable};

/// On which entry points a TLS route is served whatever is written next.
#[derive(Debug)]
pub(super) struct TlsRoutes {
    stay_on: HashSet<SmolStr>,
    /// Where each object that is still to be written has one from then on.
    once_written: HashMap<ObjectId, Vec<SmolStr>>,
}

impl TlsRoutes {
    /// `old` and `new` are what there is in the cluster before and after.
    pub fn new(old: &Resources, new: &Resources, environment: &Environment) -> Self {
        let before: HashSet<(ObjectId, SmolStr)> = served(old, environment).into_iter().collect();
        let [was, is] = [old, new].map(specs);
        let mut routes = Self { stay_on: HashSet::new(), once_written: HashMap::new() };
        for (id, entry_point) in served(new, environment) {
            if was.get(&id) == is.get(&id) && before.contains(&(id.clone(), entry_point.clone())) {
                routes.stay_on.insert(entry_point);
            } else {
                routes.once_written.entry(id).or_default().push(entry_point);
            }
        }
        routes
    }

    /// Whether one is served on an entry point.
    pub fn stay_on(&self, entry_point: &SmolStr) -> bool {
        self.stay_on.contains(entry_point)
    }

    /// An object is written.
    pub fn written(&mut self, object: &Object) {
        self.stay_on.extend(self.once_written.remove(&ObjectId::of(object)).into_iter().flatten());
    }
}

fn specs(resources: &Resources) -> HashMap<ObjectId, &Spec> {
    resources.objects().iter().map(|object| (ObjectId::of(object), &object.spec)).collect()
}

/// The objects with a TLS route that Traefik serves, and where.
fn served(resources: &Resources, environment: &Environment) -> Vec<(ObjectId, SmolStr)> {
    let table = RoutingTable::new(resources, environment);
    let mut found = Vec::new();
    for listener in table.listeners() {
        let Some(name) = listener.name else { continue };
        for router in listener.tls.iter().filter_map(|place| table.routers().get(*place)) {
            let (namespace, object) = (router.object.namespace.clone(), router.object.name.clone());
            found.push((ObjectId { kind: Kind::IngressRouteTcp, namespace, name: object }, SmolStr::from(name)));
        }
    }
    found
}
