//! Requests that make or change objects.

use serde_json::{Value, json};

use super::access::User;
use super::body::{read_object, read_yaml};
use super::error::{Cause, Refusal, details};
use super::faults::Asked;
use super::json_patch;
use super::query::{Query, Validation};
use super::server_side_apply;
use super::store::{Applied, Key, Store};
use super::target::Target;
use super::validation::{look, prune};

/// Namespaces that every cluster has.
const ALWAYS: [&str; 2] = ["default", "kube-system"];

/// A request that writes, and who sends it.
pub(super) struct Write<'r> {
    pub(super) store: &'r Store,
    pub(super) target: &'r Target,
    pub(super) query: &'r Query,
    pub(super) content_type: &'r str,
    /// The manager of a change that names none: the first word of the client's name.
    pub(super) agent: &'r str,
    pub(super) body: &'r [u8],
    pub(super) user: Option<&'r User>,
    pub(super) asked: &'r Asked,
}

/// A code, a body, and what the `Warning` headers say.
pub(super) type Written = (u16, Value, Vec<String>);

impl Write<'_> {
    /// Changes an object, or makes it by a server-side apply.
    pub(super) fn patch(&self) -> Result<Written, Refusal> {
        let key = self.target.key()?;
        match self.content_type {
            "application/apply-patch+yaml" => self.apply(&key),
            "application/json-patch+json" => self.change(&key, json_patch::patch),
            "application/merge-patch+json" => self.change(&key, json_patch::merge),
            _ => Err(Refusal::unknown_format(&[
                "application/json-patch+json",
                "application/merge-patch+json",
                "application/apply-patch+yaml",
            ])),
        }
    }

    fn apply(&self, key: &Key) -> Result<Written, Refusal> {
        let mut object = read_object(self.target, read_yaml(self.body)?)?;
        let manager = self.query.field_manager.as_deref().ok_or_else(no_manager)?;
        if let Some(metadata) = object["metadata"].as_object_mut() {
            metadata.remove("managedFields");
        }
        let namespace = self.store.namespace(&key.namespace);
        let (applied, object) = self.store.change(key, self.query.dry_run, |live| {
            if live.is_none() {
                self.may_create(namespace.as_ref(), key)?;
            }
            look(key.kind, &object).refuse_patch(key.kind, &object)?;
            server_side_apply::apply(live, &object, manager, self.query.force)
        })?;
        Ok((if applied == Applied::Created { 201 } else { 200 }, object, Vec::new()))
    }

    /// Changes what is there by a patch that says how.
    fn change(&self, key: &Key, patch: impl Fn(&Value, &[u8]) -> Result<Value, Refusal>) -> Result<Written, Refusal> {
        self.write(key, |live| patch(live, self.body))
    }

    /// A whole object, as editors write it.
    pub(super) fn put(&self) -> Result<Written, Refusal> {
        let object = read_object(self.target, read_yaml(self.body)?)?;
        self.write(&self.target.key()?, |_| Ok(object.clone()))
    }

    /// A new object.
    pub(super) fn post(&self) -> Result<Written, Refusal> {
        if self.target.name.is_some() {
            return Err(Refusal::method_not_allowed());
        }
        let object = read_object(self.target, read_yaml(self.body)?)?;
        let name = object["metadata"]["name"].as_str().unwrap_or_default().to_owned();
        let namespace = self.target.namespace.clone().unwrap_or_default();
        let key = Key { kind: self.target.kind, namespace, name };
        let namespace = self.store.namespace(&key.namespace);
        let mut warnings = Vec::new();
        let (_, object) = self.store.change(&key, self.query.dry_run, |live| {
            if live.is_some() {
                let message = format!("{} \"{}\" already exists", key.kind.resource(), key.name);
                return Err(Refusal::new(409, "AlreadyExists", message).details(details(key.kind, &key.name)));
            }
            exists(namespace.as_ref(), &key)?;
            let (object, told) = self.admitted(&key, object)?;
            warnings = told;
            Ok(server_side_apply::update(&json!({}), &object, self.manager()))
        })?;
        Ok((201, object, warnings))
    }

    /// Puts in the place of what is there what `make` makes of it.
    fn write(&self, key: &Key, make: impl Fn(&Value) -> Result<Value, Refusal>) -> Result<Written, Refusal> {
        let mut warnings = Vec::new();
        let (_, object) = self.store.change(key, self.query.dry_run, |live| {
            let live = live.ok_or_else(|| Refusal::no_object(key.kind, &key.name))?;
            let object = make(live)?;
            let version = &object["metadata"]["resourceVersion"];
            if !version.is_null() && *version != live["metadata"]["resourceVersion"] {
                return Err(was_modified(key));
            }
            let (object, told) = self.admitted(key, object)?;
            warnings = told;
            Ok(server_side_apply::update(live, &object, self.manager()))
        })?;
        Ok((200, object, warnings))
    }

    fn manager(&self) -> &str {
        self.query.field_manager.as_deref().unwrap_or(self.agent)
    }

    /// An object as it is kept, and the warnings about it.
    fn admitted(&self, key: &Key, mut object: Value) -> Result<(Value, Vec<String>), Refusal> {
        let found = look(key.kind, &object);
        let unknown: Vec<String> = found.undeclared.iter().map(|field| format!("unknown field \"{field}\"")).collect();
        if !unknown.is_empty() && self.query.field_validation == Validation::Strict {
            let (name, version) = (key.kind.name, key.kind.version);
            return Err(Refusal::bad_request(format!(
                "{name} in version \"{version}\" cannot be handled as a {name}: strict decoding error: {}",
                unknown.join(", ")
            )));
        }
        prune(key.kind, &mut object);
        found.refuse(key.kind, &object)?;
        let warns = self.query.field_validation == Validation::Warn;
        Ok((object, if warns { unknown } else { Vec::new() }))
    }

    fn may_create(&self, namespace: Option<&Value>, key: &Key) -> Result<(), Refusal> {
        if let Some(user) = self.user {
            user.may_create(self.asked, key.kind)?;
        }
        exists(namespace, key)
    }
}

/// Refuses a new object whose namespace does not exist, or is being deleted.
fn exists(namespace: Option<&Value>, key: &Key) -> Result<(), Refusal> {
    let name = key.namespace.as_str();
    if let Some(going) = namespace.map(|namespace| namespace["status"]["phase"] == "Terminating") {
        return if going { Err(terminating(key)) } else { Ok(()) };
    }
    if !key.kind.namespaced || ALWAYS.contains(&name) {
        return Ok(());
    }
    let details = json!({ "name": name, "kind": "namespaces" });
    Err(Refusal::not_found(format!("namespaces \"{name}\" not found")).details(details))
}

fn terminating(key: &Key) -> Refusal {
    let Key { kind, namespace, name } = key;
    let message = format!(
        "{} \"{name}\" is forbidden: unable to create new content in namespace {namespace} because it is being terminated",
        kind.resource()
    );
    let cause = format!("namespace {namespace} is being terminated");
    let mut details = details(kind, name);
    details["causes"] = json!([Cause::new("NamespaceTerminating", "metadata.namespace", cause).to_json()]);
    Refusal::new(403, "Forbidden", message).details(details)
}

fn was_modified(key: &Key) -> Refusal {
    let message = format!(
        "Operation cannot be fulfilled on {} \"{}\": the object has been modified; please apply your changes to the latest \
         version and try again",
        key.kind.resource(),
        key.name
    );
    Refusal::conflict(message).details(details(key.kind, &key.name))
}

fn no_manager() -> Refusal {
    let cause = Cause::new("FieldValueRequired", "fieldManager", "Required value: is required for apply patch");
    Refusal::invalid("meta.k8s.io", "PatchOptions", "", &[cause])
}
