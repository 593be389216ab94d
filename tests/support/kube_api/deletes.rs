//! Requests that delete objects.

use serde_json::{Value, json};

use super::error::{Refusal, details};
use super::pages::list_of;
use super::query::{Query, is_dry_run};
use super::store::{Key, Store};
use super::target::Target;

/// How to delete.
#[derive(Debug, Default)]
struct Options {
    dry_run: bool,
    uid: Option<String>,
    resource_version: Option<String>,
}

impl Options {
    /// With a body, the query is ignored.
    fn read(query: &Query, body: &[u8]) -> Result<Self, Refusal> {
        if body.is_empty() {
            return Ok(Self { dry_run: query.dry_run, ..Self::default() });
        }
        let options: Value = serde_json::from_slice(body)
            .map_err(|error| Refusal::bad_request(format!("couldn't get version/kind; json parse error: {error}")))?;
        if options["kind"].as_str().is_some_and(|kind| kind != "DeleteOptions") {
            return Err(Refusal::bad_request(format!(
                "decoded object cannot be converted to DeleteOptions: {}",
                options["kind"]
            )));
        }
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let stages: Vec<&str> = options["dryRun"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        Ok(Self {
            dry_run: is_dry_run(&stages)?,
            uid: text(&options["preconditions"]["uid"]),
            resource_version: text(&options["preconditions"]["resourceVersion"]),
        })
    }

    fn hold(&self, key: &Key, live: &Value) -> Result<(), Refusal> {
        let recorded = |field: &str| live["metadata"][field].as_str().unwrap_or_default().to_owned();
        let (uid, version) = (recorded("uid"), recorded("resourceVersion"));
        let reason = match (&self.uid, &self.resource_version) {
            (Some(wanted), _) if *wanted != uid => format!(
                "the UID in the precondition ({wanted}) does not match the UID in record ({uid}). The object might have been \
                 deleted and then recreated"
            ),
            (_, Some(wanted)) if *wanted != version => format!(
                "the ResourceVersion in the precondition ({wanted}) does not match the ResourceVersion in record \
                 ({version}). The object might have been modified"
            ),
            _ => return Ok(()),
        };
        let Key { kind, name, .. } = key;
        let told = format!("Operation cannot be fulfilled on {}.{} \"{name}\": {reason}", kind.name, kind.group);
        let mut details = details(kind, name);
        details["kind"] = json!(kind.name);
        Err(Refusal::conflict(told).details(details))
    }
}

/// Deletes an object, or a namespace with all that is in it.
pub(super) fn delete(store: &Store, target: &Target, query: &Query, body: &[u8]) -> Result<Value, Refusal> {
    let options = Options::read(query, body)?;
    let Some(name) = &target.name else { return Ok(delete_all(store, target, query, &options)) };
    let key = target.key()?;
    let live = store.list(|known, _| *known == key).1.pop();
    let live = live.ok_or_else(|| Refusal::no_object(key.kind, name))?;
    options.hold(&key, &live)?;
    if live["metadata"]["finalizers"].as_array().is_some_and(|names| !names.is_empty()) {
        // It stays until its finalizers are removed.
        let (_, going) = store.change(&key, options.dry_run, |_| {
            let mut going = live.clone();
            going["metadata"]["deletionTimestamp"] = json!("2026-01-01T00:00:00Z");
            going["metadata"]["deletionGracePeriodSeconds"] = json!(0);
            Ok(going)
        })?;
        return Ok(going);
    }
    if !options.dry_run {
        if key.kind.name == "Namespace" {
            for inside in store.keys().into_iter().filter(|inside| inside.namespace == key.name) {
                store.delete(&inside);
            }
        }
        store.delete(&key);
    }
    let mut details = details(key.kind, &key.name);
    details["uid"] = live["metadata"]["uid"].clone();
    Ok(json!({ "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Success", "details": details }))
}

/// Deletes what the selector selects; the answer is what there was.
fn delete_all(store: &Store, target: &Target, query: &Query, options: &Options) -> Value {
    let (version, objects) = store.list(|key, object| target.covers(key) && query.labels.selects(object));
    if !options.dry_run {
        for key in store.keys().into_iter().filter(|key| target.covers(key)) {
            let text = |object: &Value, field: &str| object["metadata"][field].as_str().unwrap_or_default().to_owned();
            let is = |object: &Value| text(object, "name") == key.name && text(object, "namespace") == key.namespace;
            if objects.iter().any(is) {
                store.delete(&key);
            }
        }
    }
    list_of(target, json!({ "continue": "", "resourceVersion": version.to_string() }), objects)
}
