use serde_json::{Value, json};

use super::client::Client;
use super::clock::Clock;
use super::content::{MANAGER, STATE_LABEL, configuration, says_the_same, state_of, stored};
use super::error::title;
use super::kept::{Kept, continued, kept};
use super::request::{Request, Verb};
use super::{ClusterError, ClusterOptions, Limit};
use crate::resource::{ApiGroup, Kind, Object, ObjectRef, Resources};
use crate::store::{Applied, Deleted, Refusal, Store, Stored};

/// Objects of one page of a list.
const PAGE: &str = "500";

/// A Kubernetes cluster. Clones share its connection.
#[derive(Clone)]
pub struct Cluster {
    options: ClusterOptions,
    client: Client,
    facts: String,
}

impl Cluster {
    /// Reads the kubeconfig. Whether the cluster is there is seen at the first operation.
    ///
    /// # Errors
    /// When there is no kubeconfig, or none that can be used.
    pub fn connect(options: ClusterOptions) -> Result<Self, ClusterError> {
        Ok(Self { client: Client::open(options.clone())?, options, facts: String::new() })
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

    /// Knowing this of Traefik: tables of a state file, for what the checks say of a change.
    #[must_use]
    pub fn with_facts(mut self, facts: impl Into<String>) -> Self {
        self.facts = facts.into();
        self
    }

    /// As [`Store::apply`], and tells what others kept in the object.
    ///
    /// # Errors
    /// As [`Store::apply`].
    pub fn put(&self, object: &Object) -> Result<(Applied, Vec<Kept>), ClusterError> {
        let before = self.find(object)?;
        self.may_change(object.kind(), object.object_ref(), before.as_ref())?;
        let configuration = configuration(object, self.options.state.as_deref())?;
        self.write(object, before.as_ref(), &configuration)
    }

    /// What there is of an object's kind and name.
    fn find(&self, object: &Object) -> Result<Option<Value>, ClusterError> {
        self.client.ask(&Request::object(Verb::Get, object.group, object.kind(), object.object_ref())?)
    }

    /// Has an object be as `configuration` says.
    fn write(
        &self,
        object: &Object,
        before: Option<&Value>,
        configuration: &Value,
    ) -> Result<(Applied, Vec<Kept>), ClusterError> {
        let (kind, name) = (object.kind(), object.object_ref());
        let request = self.dry(Request::object(Verb::Patch, object.group, kind, name)?);
        let request = request
            .query("fieldManager", MANAGER)
            .query("fieldValidation", "Strict")
            .query("force", self.options.force_conflicts.to_string())
            .body(configuration);
        let gone = || ClusterError::refused(kind, name, "it went away in this moment");
        let after = self.client.ask(&request)?.ok_or_else(gone)?;
        let applied = match before {
            None => Applied::Created,
            Some(before) if says_the_same(before, &after) => Applied::Unchanged,
            Some(_) => Applied::Updated,
        };
        Ok((applied, kept(configuration, &after)))
    }

    /// As [`Store::delete`], in the object's own group, unless it is another state's.
    ///
    /// # Errors
    /// As [`Store::delete`].
    pub fn remove(&self, object: &Object) -> Result<Deleted, ClusterError> {
        let before = self.find(object)?;
        self.may_change(object.kind(), object.object_ref(), before.as_ref())?;
        self.delete_known(object.group, object.kind(), object.object_ref(), before.as_ref())
    }

    /// The objects that are marked as part of a state, in every namespace, referenced kinds before routes.
    ///
    /// # Errors
    /// When the cluster cannot be read.
    pub fn part_of(&self, state: &str) -> Result<Vec<Object>, ClusterError> {
        let labels = format!("{STATE_LABEL}={state},app.kubernetes.io/managed-by={MANAGER}");
        let found = self.list_where(&labels, std::slice::from_ref(&self.options.namespace))?;
        Ok(found.objects().to_vec())
    }

    fn delete_known(
        &self,
        group: ApiGroup,
        kind: Kind,
        name: ObjectRef<'_>,
        before: Option<&Value>,
    ) -> Result<Deleted, ClusterError> {
        let Some(before) = before else { return Ok(Deleted::NotFound) };
        // Not the one that somebody makes of the same name meanwhile.
        let preconditions = json!({ "uid": before["metadata"]["uid"] });
        let body = json!({ "kind": "DeleteOptions", "apiVersion": "v1", "preconditions": preconditions });
        let request = self.dry(Request::object(Verb::Delete, group, kind, name)?).body(&body);
        // It was there: when it is gone now, an attempt whose answer was lost has deleted it.
        self.client.ask(&request).map(|_| Deleted::Deleted)
    }

    /// What is marked as part of another state is not touched.
    fn may_change(&self, kind: Kind, name: ObjectRef<'_>, before: Option<&Value>) -> Result<(), ClusterError> {
        match before.and_then(state_of) {
            Some(theirs) if self.options.state.as_deref() != Some(theirs) && !self.options.force_conflicts => {
                Err(ClusterError::OtherState { object: title(kind, name), state: theirs.to_owned() })
            }
            _ => Ok(()),
        }
    }

    /// The objects with these labels in some namespaces; a namespace that is none stands for all.
    fn list_where(&self, labels: &str, namespaces: &[Option<String>]) -> Result<Resources, ClusterError> {
        let mut objects = Vec::new();
        let mut missing = None;
        for (kind, namespace) in Kind::ALL.into_iter().flat_map(|kind| namespaces.iter().map(move |one| (kind, one))) {
            match self.list_kind(kind, labels, namespace.as_ref()) {
                Ok(found) => objects.extend(found),
                // Traefik v2 has not all of them.
                Err(error @ ClusterError::NoCrds { .. }) if kind != Kind::IngressRouteTcp => missing = Some(error),
                Err(error) => {
                    return Err(missing.filter(|_| matches!(error, ClusterError::NoCrds { .. })).unwrap_or(error));
                }
            }
        }
        Ok(Resources::new(objects))
    }

    /// By namespace and name, as the server lists them.
    fn list_kind(&self, kind: Kind, labels: &str, namespace: Option<&String>) -> Result<Vec<Object>, ClusterError> {
        let group = self.options.group;
        let mut objects = Vec::new();
        let mut next = String::new();
        loop {
            let mut request = Request::collection(group, kind, namespace.cloned()).query("limit", PAGE);
            if !labels.is_empty() {
                request = request.query("labelSelector", labels);
            }
            if !next.is_empty() {
                request = request.query("continue", next.as_str());
            }
            let mut page = self.client.ask(&request)?.unwrap_or_default();
            let Value::Array(items) = page["items"].take() else { return Ok(objects) };
            for item in items {
                objects.push(stored(group, kind, item)?.object);
            }
            page["metadata"]["continue"].as_str().unwrap_or_default().clone_into(&mut next);
            if next.is_empty() {
                return Ok(objects);
            }
        }
    }

    fn dry(&self, request: Request) -> Request {
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
        Ok(self.list_where("", std::slice::from_ref(&self.options.namespace))?)
    }

    /// Asks for each namespace alone: a Role in each of them is enough.
    fn list_in(&self, namespaces: &[String]) -> Result<Resources, Refusal> {
        let namespaces: Vec<Option<String>> = namespaces.iter().cloned().map(Some).collect();
        Ok(self.list_where("", &namespaces)?)
    }

    fn apply(&mut self, object: Object) -> Result<Applied, Refusal> {
        Ok(self.put(&object)?.0)
    }

    /// What tcpgen owns of labels and annotations it goes on saying, and of what others own it says nothing.
    fn apply_spec(&mut self, object: Object) -> Result<Applied, Refusal> {
        let Some(before) = self.find(&object)? else { return self.apply(object) };
        let configuration = continued(configuration(&object, None)?, &before);
        Ok(self.write(&object, Some(&before), &configuration)?.0)
    }

    fn delete(&mut self, kind: Kind, name: ObjectRef<'_>) -> Result<Deleted, Refusal> {
        let group = self.options.group;
        let before = self.client.ask(&Request::object(Verb::Get, group, kind, name)?)?;
        if self.options.state.is_some() {
            self.may_change(kind, name, before.as_ref())?;
        }
        Ok(self.delete_known(group, kind, name, before.as_ref())?)
    }

    fn facts(&self) -> Result<String, Refusal> {
        Ok(self.facts.clone())
    }
}
