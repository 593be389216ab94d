//! What a cluster has.

use std::collections::BTreeSet;

use serde_json::Value;

use super::content::{MANAGER, STATE_LABEL, stored};
use super::request::Resource;
use super::{Cluster, ClusterError};
use crate::resource::{Kind, MANAGED_BY, Object};

/// Objects, and where they were listed.
#[derive(Clone, Debug)]
pub struct Found {
    /// The objects, by kind, namespace and name.
    pub objects: Vec<Object>,
    /// The namespaces that were listed; none: all.
    pub only_in: Option<BTreeSet<String>>,
}

impl Cluster {
    /// Whether no namespace limits what is listed.
    pub fn lists_everywhere(&self) -> bool {
        self.options.namespace.is_none()
    }

    /// The objects that are marked as part of a state, referenced kinds before routes: in the namespace of the options;
    /// without one in all namespaces, or, if that is not allowed, in those named here.
    ///
    /// # Errors
    /// When the cluster cannot be read.
    pub fn part_of(&self, state: &str, namespaces: &BTreeSet<String>) -> Result<Found, ClusterError> {
        let labels = format!("{STATE_LABEL}={state},{MANAGED_BY}={MANAGER}");
        self.wherever_allowed(namespaces, |namespace| self.list_where(&labels, namespace))
    }

    /// The routes, with the same choice of namespaces.
    pub(super) fn routes(&self, namespaces: &BTreeSet<String>) -> Result<Found, ClusterError> {
        self.wherever_allowed(namespaces, |namespace| {
            self.list_kind(Kind::IngressRouteTcp, "", namespace, &mut |_, _| {})
        })
    }

    pub(super) fn wherever_allowed(
        &self,
        namespaces: &BTreeSet<String>,
        list: impl Fn(Option<&str>) -> Result<Vec<Object>, ClusterError>,
    ) -> Result<Found, ClusterError> {
        if let Some(namespace) = &self.options.namespace {
            let only_in = Some(BTreeSet::from([namespace.clone()]));
            return Ok(Found { objects: list(Some(namespace))?, only_in });
        }
        match list(None) {
            Ok(objects) => Ok(Found { objects, only_in: None }),
            Err(ClusterError::Forbidden { namespace: None, .. }) if !namespaces.is_empty() => {
                let mut objects = Vec::new();
                for namespace in namespaces {
                    objects.append(&mut list(Some(namespace))?);
                }
                objects.sort_by_key(Object::kind);
                Ok(Found { objects, only_in: Some(namespaces.clone()) })
            }
            Err(error) => Err(error),
        }
    }

    /// All kinds, by kind.
    pub(super) fn list_where(&self, labels: &str, namespace: Option<&str>) -> Result<Vec<Object>, ClusterError> {
        self.list_with(labels, namespace, &mut |_, _| {})
    }

    /// The same. `note` gets each object as the server has it, with its kind.
    pub(super) fn list_with(
        &self,
        labels: &str,
        namespace: Option<&str>,
        note: &mut dyn FnMut(Kind, &Value),
    ) -> Result<Vec<Object>, ClusterError> {
        let mut objects = Vec::new();
        let mut missing = None;
        for kind in Kind::ALL {
            match self.list_kind(kind, labels, namespace, note) {
                Ok(found) => objects.extend(found),
                // Traefik v2 does not have all of them.
                Err(error @ ClusterError::NoCrds { .. }) if kind != Kind::IngressRouteTcp => missing = Some(error),
                Err(error) => {
                    return Err(missing.filter(|_| matches!(error, ClusterError::NoCrds { .. })).unwrap_or(error));
                }
            }
        }
        Ok(objects)
    }

    fn list_kind(
        &self,
        kind: Kind,
        labels: &str,
        namespace: Option<&str>,
        note: &mut dyn FnMut(Kind, &Value),
    ) -> Result<Vec<Object>, ClusterError> {
        let group = self.options.group;
        let items: Vec<Value> = self.list_all(Resource::own(group, kind), labels, namespace)?;
        let mut objects = Vec::with_capacity(items.len());
        for item in items {
            note(kind, &item);
            objects.push(stored(group, kind, item)?.object);
        }
        Ok(objects)
    }
}
