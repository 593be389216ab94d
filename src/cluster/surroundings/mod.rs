//! What a cluster has of the Services, Secrets and ConfigMaps that objects refer to.
//!
//! It becomes tables of a state file, so that facts that are found and facts that are written are the same. Reading them is
//! optional: without the right to, nothing is known. Of Secrets only the names of keys are read.

mod facts;
mod objects;
mod wanted;

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::request::{CONFIG_MAPS, ENDPOINT_SLICES, Request, Resource, SECRETS, SERVICES, Verb};
use super::{Cluster, ClusterError};
use crate::resource::{Object, ObjectRef};
use facts::Facts;
use objects::{EndpointSlice, InNamespace, Keyed, Listed, Service};
use wanted::Wanted;

/// So many namespaces are listed one by one; for more of them, all of the cluster is listed first.
const FEW_NAMESPACES: usize = 4;

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Tables of a state file: `[services]`, `[secrets]`, `[config_maps]`. Empty if nothing is known.
    pub facts: String,
    /// What may not be read: `services in namespace prod`.
    pub hidden: Vec<String>,
}

impl Cluster {
    /// Looks for what these objects refer to.
    ///
    /// # Errors
    /// When the cluster cannot be read for another reason than a missing right.
    pub fn surroundings<'o>(
        &self,
        objects: impl IntoIterator<Item = &'o Object>,
    ) -> Result<Surroundings, ClusterError> {
        self.surroundings_within(objects, None)
    }

    /// The same in these namespaces only.
    pub(super) fn surroundings_within<'o>(
        &self,
        objects: impl IntoIterator<Item = &'o Object>,
        namespaces: Option<&[String]>,
    ) -> Result<Surroundings, ClusterError> {
        let wanted = Wanted::by(objects).within(namespaces);
        let (mut facts, mut hidden) = (Facts::default(), BTreeSet::new());
        let namespaces: BTreeSet<&str> = wanted.services.iter().map(|name| name.namespace.as_str()).collect();
        let services = self.listed::<Service>(SERVICES, &namespaces, &mut hidden)?;
        // Nobody asks for the endpoints of Services that are not known.
        let seen =
            services.iter().filter(|(_, found)| found.is_some()).map(|(namespace, _)| namespace.as_str()).collect();
        let slices = self.listed::<EndpointSlice>(ENDPOINT_SLICES, &seen, &mut hidden)?;
        facts.add_services(&wanted.services, &services, &slices);
        let kept = [("secrets", SECRETS, &wanted.secrets), ("config_maps", CONFIG_MAPS, &wanted.config_maps)];
        for (table, of, names) in kept {
            for name in names {
                let object = ObjectRef { namespace: &name.namespace, name: &name.name };
                // A check reports a name that nothing can have.
                let Ok(request) = Request::one(Verb::Get, of, object) else { continue };
                match self.client.ask_for::<Keyed>(&request) {
                    Ok(found) => facts.add_keys(table, name, found.as_ref()),
                    Err(error) => drop(hidden.insert(concealed(error)?)),
                }
            }
        }
        Ok(Surroundings { facts: facts.text(), hidden: hidden.into_iter().collect() })
    }

    fn listed<T: DeserializeOwned + InNamespace>(
        &self,
        of: Resource,
        namespaces: &BTreeSet<&str>,
        hidden: &mut BTreeSet<String>,
    ) -> Result<Listed<T>, ClusterError> {
        if namespaces.len() > FEW_NAMESPACES && self.lists_everywhere() {
            let mut all: Listed<T> = namespaces.iter().map(|&name| (name.to_owned(), Some(Vec::new()))).collect();
            match self.list_all::<T>(of, "", None) {
                Ok(found) => {
                    for object in found {
                        if let Some(Some(own)) = all.get_mut(object.namespace()) {
                            own.push(object);
                        }
                    }
                    return Ok(all);
                }
                Err(error) => drop(concealed(error)?),
            }
        }
        let mut all = Listed::new();
        for &namespace in namespaces {
            let found = match self.list_all(of, "", Some(namespace)) {
                Ok(found) => Some(found),
                Err(error) => {
                    hidden.insert(concealed(error)?);
                    None
                }
            };
            all.insert(namespace.to_owned(), found);
        }
        Ok(all)
    }
}

/// What may not be read, if that is what is wrong: then it is not known, which is no error.
fn concealed(error: ClusterError) -> Result<String, ClusterError> {
    match error {
        ClusterError::Forbidden { resource, namespace: Some(namespace), .. } => {
            Ok(format!("{resource} in namespace {namespace}"))
        }
        ClusterError::Forbidden { resource, namespace: None, .. } | ClusterError::NoCrds { resource } => Ok(resource),
        error => Err(error),
    }
}
