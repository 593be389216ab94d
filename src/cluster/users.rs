//! Routes that still use what is to be deleted.

use std::collections::{BTreeMap, BTreeSet};

use super::step::Done;
use super::{Cluster, ClusterError};
use crate::difference::ObjectId;
use crate::resource::{Kind, Object};
use crate::routing::names::{Known, known, needs};
use crate::store::Deleted;

/// How to delete.
#[derive(Clone, Copy, Debug, Default)]
pub struct Removal<'a> {
    /// Also what routes still use. Traefik then serves these routes without it, or not at all.
    pub force: bool,
    /// What the same run applied. After a dry run the cluster still has these routes as they were before.
    pub applied: &'a [&'a Object],
}

/// Which route uses what.
#[derive(Debug, Default)]
pub(super) struct Users {
    routes: BTreeMap<Known, ObjectId>,
}

impl Users {
    /// Looks at the routes of the cluster, except those that are `gone`, and in a dry run at those that were `applied`
    /// instead of their former versions.
    pub fn find(
        cluster: &Cluster,
        referenced: &[&Object],
        applied: &[&Object],
        mut gone: BTreeSet<ObjectId>,
    ) -> Result<Self, ClusterError> {
        let namespaces = referenced.iter().map(|object| object.object_ref().namespace.to_owned()).collect();
        let live = cluster.routes(&namespaces)?.objects;
        let applied = if cluster.options.dry_run { applied } else { &[] };
        let applied: Vec<&Object> =
            applied.iter().copied().filter(|object| object.kind() == Kind::IngressRouteTcp).collect();
        gone.extend(applied.iter().copied().map(ObjectId::of));
        let mut routes = BTreeMap::new();
        for route in live.iter().filter(|route| !gone.contains(&ObjectId::of(route))).chain(applied) {
            for used in needs(route) {
                routes.entry(used).or_insert_with(|| ObjectId::of(route));
            }
        }
        Ok(Self { routes })
    }

    /// Deletes an object that no route uses.
    pub fn or_delete(&self, cluster: &Cluster, object: &Object) -> Result<Done, ClusterError> {
        match self.routes.get(&known(object)) {
            Some(_) if cluster.find(object)?.is_none() => Ok(Done::Deleted(Deleted::NotFound)),
            Some(route) => {
                Ok(Done::Skipped(format!("not deleted: {route} uses it; `--force` deletes it all the same")))
            }
            None => cluster.remove(object).map(Done::Deleted),
        }
    }
}
