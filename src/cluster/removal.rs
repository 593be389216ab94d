//! Objects deleted.

use serde_json::{Value, json};

use super::error::title;
use super::request::{Request, Verb};
use super::{Cluster, ClusterError};
use crate::resource::{ApiGroup, Kind, Object, ObjectRef};
use crate::store::Deleted;

impl Cluster {
    /// As [`Store::delete`](crate::store::Store::delete), in the object's own group, unless it is another state's.
    ///
    /// # Errors
    /// As [`Store::delete`](crate::store::Store::delete).
    pub fn remove(&self, object: &Object) -> Result<Deleted, ClusterError> {
        let before = self.find(object)?;
        self.may_change(object.kind(), object.object_ref(), before.as_ref())?;
        self.delete_known(object.group, object.kind(), object.object_ref(), before.as_ref())
    }

    pub(super) fn delete_known(
        &self,
        group: ApiGroup,
        kind: Kind,
        name: ObjectRef<'_>,
        before: Option<&Value>,
    ) -> Result<Deleted, ClusterError> {
        let Some(before) = before else { return Ok(Deleted::NotFound) };
        // Not one that somebody creates with the same name in the meantime.
        let preconditions = json!({ "uid": before["metadata"]["uid"] });
        let mut options = json!({ "kind": "DeleteOptions", "apiVersion": "v1", "preconditions": preconditions });
        if self.options.dry_run {
            // A server that gets a body takes the options from there alone.
            options["dryRun"] = json!(["All"]);
        }
        let request = self.dry(Request::object(Verb::Delete, group, kind, name)?).body(&options).conditional();
        let answer = self.client.ask(&request)?;
        if self.options.dry_run {
            // Not there any more: an attempt whose answer was lost may have deleted it.
            self.confirm_kept(group, kind, name, before)?;
        }
        // The answer is the object if finalizers keep it, and a status if it is gone.
        if let Some(going) = answer.and_then(|answer| going(kind, name, &answer)) {
            return Err(going);
        }
        // It was there: when it is gone now, an attempt whose answer was lost has deleted it.
        Ok(Deleted::Deleted)
    }

    /// The answer to a deletion does not show whether the server did a dry run. That the object is still there does.
    fn confirm_kept(
        &self,
        group: ApiGroup,
        kind: Kind,
        name: ObjectRef<'_>,
        before: &Value,
    ) -> Result<(), ClusterError> {
        let live = self.client.ask(&Request::object(Verb::Get, group, kind, name)?)?.unwrap_or_default();
        let same = |key: &str| live["metadata"][key] == before["metadata"][key];
        if same("uid") && same("deletionTimestamp") {
            return Ok(());
        }
        Err(ClusterError::DryRunIgnored { object: title(kind, name) })
    }
}

/// The error of an object that is on its way out.
pub(super) fn going(kind: Kind, name: ObjectRef<'_>, object: &Value) -> Option<ClusterError> {
    let metadata = &object["metadata"];
    metadata["deletionTimestamp"].as_str()?;
    let finalizers = metadata["finalizers"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let finalizers = finalizers.map(str::to_owned).collect();
    Some(ClusterError::BeingDeleted { object: title(kind, name), finalizers })
}
