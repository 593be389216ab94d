//! Routes that still use what is to be deleted.

use std::collections::{BTreeMap, BTreeSet};

use super::error::title;
use super::references::{Identity, identity, references};
use super::step::Done;
use super::{Cluster, ClusterError};
use crate::resource::{Kind, Object};
use crate::store::Deleted;

/// How to delete.
#[derive(Clone, Copy, Debug, Default)]
pub struct Removal<'a> {
    /// Also what routes still use. Traefik then serves these routes without it, or not at all.
    pub force: bool,
    /// What the same run applied in a dry run: the cluster has these routes as they were, and will have them so.
    pub desired: &'a [&'a Object],
}

/// Which route uses what.
#[derive(Debug, Default)]
pub(super) struct Users {
    routes: BTreeMap<Identity, String>,
}

impl Users {
    /// Looks at the routes of the cluster, but for those that are `gone`.
    pub fn find(
        cluster: &Cluster,
        referenced: &[&Object],
        desired: &[&Object],
        gone: &BTreeSet<Identity>,
    ) -> Result<Self, ClusterError> {
        let namespaces = referenced.iter().map(|object| object.object_ref().namespace.to_owned()).collect();
        let live = cluster.routes(&namespaces)?.objects;
        let desired: Vec<&Object> =
            desired.iter().copied().filter(|object| object.kind() == Kind::IngressRouteTcp).collect();
        let is_desired = |route: &&Object| desired.iter().any(|object| identity(object) == identity(route));
        let stays = |route: &&Object| !gone.contains(&identity(route)) && !is_desired(route);
        let mut routes = BTreeMap::new();
        for route in live.iter().filter(stays).chain(desired.iter().copied()) {
            for used in references(route) {
                routes.entry(used).or_insert_with(|| title(route.kind(), route.object_ref()));
            }
        }
        Ok(Self { routes })
    }

    /// Deletes an object that no route uses.
    pub fn or_delete(&self, cluster: &Cluster, object: &Object) -> Result<Done, ClusterError> {
        match self.routes.get(&identity(object)) {
            Some(_) if !cluster.has(object)? => Ok(Done::Deleted(Deleted::NotFound)),
            Some(route) => {
                Ok(Done::Skipped(format!("not deleted: {route} uses it; `--force` deletes it all the same")))
            }
            None => cluster.remove(object).map(Done::Deleted),
        }
    }
}
