use std::sync::Arc;

use serde_json::Value;

use super::client::Client;
use super::clock::Clock;
use super::content::{configuration, state_of, stored};
use super::error::title;
use super::kept::continued;
use super::request::{Request, Verb};
use super::settled::Live;
use super::{ClusterError, ClusterOptions, Limit};
use crate::resource::{ApiGroup, Kind, Object, ObjectRef, Resources};
use crate::source::Sources;
use crate::store::{Applied, Deleted, Refusal, Store, Stored, surrounded};

/// A Kubernetes cluster. Clones share its connection.
#[derive(Clone)]
pub struct Cluster {
    pub(super) options: ClusterOptions,
    pub(super) client: Client,
    facts: Sources,
    /// What a list had a moment ago.
    pub(super) live: Option<Arc<Live>>,
    /// What [`Store::remarks`] has not reported yet.
    remarks: Vec<String>,
}

impl Cluster {
    /// Reads the kubeconfig. Whether the cluster can be reached shows at the first operation.
    ///
    /// # Errors
    /// When there is no kubeconfig, or it cannot be used.
    pub fn connect(options: ClusterOptions) -> Result<Self, ClusterError> {
        Ok(Self {
            client: Client::open(options.clone())?,
            options,
            facts: Sources::default(),
            live: None,
            remarks: Vec::new(),
        })
    }

    /// With another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Clock + 'static) -> Self {
        self.client = self.client.with_clock(clock);
        self
    }

    /// With a limit for all requests.
    #[must_use]
    pub fn within(mut self, limit: Limit) -> Self {
        self.client = self.client.within(limit);
        self
    }

    /// With these facts about Traefik: the checks of a change need them.
    #[must_use]
    pub fn with_facts(mut self, facts: Sources) -> Self {
        self.facts = facts;
        self
    }

    /// The same connection, for objects of this API group.
    #[must_use]
    pub fn of_group(mut self, group: ApiGroup) -> Self {
        self.options.group = group;
        self
    }

    /// Which of these objects an apply leaves as they are is known without asking.
    pub(super) fn knowing(&self, live: &Arc<Live>) -> Self {
        Self { live: Some(Arc::clone(live)), ..self.clone() }
    }

    /// What the cluster has of this kind and name.
    pub(super) fn find(&self, object: &Object) -> Result<Option<Value>, ClusterError> {
        self.client.ask(&Request::object(Verb::Get, object.group, object.kind(), object.object_ref())?)
    }

    /// Refuses to change what is marked as part of another state.
    pub(super) fn may_change(
        &self,
        kind: Kind,
        name: ObjectRef<'_>,
        before: Option<&Value>,
    ) -> Result<(), ClusterError> {
        match before.and_then(state_of) {
            Some(theirs) if self.options.state.as_deref() != Some(theirs) && !self.options.force_conflicts => {
                Err(ClusterError::OtherState { object: title(kind, name), state: theirs.to_owned() })
            }
            _ => Ok(()),
        }
    }

    pub(super) fn dry(&self, request: Request) -> Request {
        if self.options.dry_run { request.query("dryRun", "All") } else { request }
    }
}

impl Store for Cluster {
    fn get(&self, kind: Kind, name: ObjectRef<'_>) -> Result<Option<Stored>, Refusal> {
        let group = self.options.group;
        let found = self.client.ask(&Request::object(Verb::Get, group, kind, name)?)?;
        Ok(found.map(|value| stored(group, kind, value)).transpose()?)
    }

    fn list(&self) -> Result<Resources, Refusal> {
        Ok(Resources::new(self.list_where("", self.options.namespace.as_deref())?))
    }

    /// Lists each namespace separately: a Role in each of them is enough.
    fn list_in(&self, namespaces: &[String]) -> Result<Resources, Refusal> {
        let mut objects = Vec::new();
        for namespace in namespaces {
            objects.append(&mut self.list_where("", Some(namespace))?);
        }
        objects.sort_by_key(Object::kind);
        Ok(Resources::new(objects))
    }

    fn apply(&mut self, object: Object) -> Result<Applied, Refusal> {
        let written = self.put(&object)?;
        self.remarks.extend(written.remarks());
        Ok(written.applied)
    }

    /// Keeps the labels and annotations that tcpgen owns, and leaves those of others alone.
    fn apply_spec(&mut self, object: Object) -> Result<Applied, Refusal> {
        let Some(before) = self.find(&object)? else { return self.apply(object) };
        let configuration = continued(configuration(&object, None)?, &before);
        let written = self.write(&object, Some(&before), &configuration)?;
        self.remarks.extend(written.remarks());
        Ok(written.applied)
    }

    fn delete(&mut self, kind: Kind, name: ObjectRef<'_>) -> Result<Deleted, Refusal> {
        let group = self.options.group;
        let before = self.client.ask(&Request::object(Verb::Get, group, kind, name)?)?;
        if self.options.state.is_some() {
            self.may_change(kind, name, before.as_ref())?;
        }
        Ok(self.delete_known(group, kind, name, before.as_ref())?)
    }

    fn remarks(&mut self) -> Vec<String> {
        let mut remarks = self.client.notes();
        remarks.append(&mut self.remarks);
        remarks
    }

    fn facts(&self) -> Result<Sources, Refusal> {
        Ok(self.facts.clone())
    }

    fn surroundings(&self, objects: &[Object], within: Option<&[String]>) -> Result<String, Refusal> {
        Ok(self.surroundings_within(objects, within)?.facts)
    }

    fn surrounded(&self) -> Result<Sources, Refusal> {
        surrounded(self, None)
    }
}
