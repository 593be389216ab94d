use serde_json::{Value, json};

use super::consequences::{Access, Affected, lost};
use super::permission::{Consented, Permission};
use super::reply::Reply;
use crate::difference::{FieldChange, field_changes};
use crate::resource::Object;
use crate::store::{Plan, Refusal};

/// A change that is planned and not made.
pub(super) struct Prospect<'a> {
    /// The plan.
    pub plan: &'a Plan<'a>,
    /// The object before the change, if there is one.
    pub before: Option<&'a Object>,
    /// The answer's key for its name.
    pub key: &'a str,
    /// The other state that it is part of.
    pub state: Option<String>,
    /// What the message says beside it.
    pub note: Option<String>,
    /// What the call may do without asking anyone.
    pub permission: Permission<'a>,
}

/// What the change would do: to the object field by field, and to clients.
///
/// # Errors
/// When an API server would refuse the change.
pub(super) fn reply(prospect: Prospect<'_>) -> Result<Value, Refusal> {
    let Prospect { plan, before, key, state, note, permission } = prospect;
    if let Some(refusal) = plan.judgement.refusal() {
        return Err(refusal);
    }
    let after = plan.change.object();
    let fields = fields(before, after);
    let (kind, name) = (plan.change.kind().name(), plan.change.object_ref());
    let (change, message) = match (before, after) {
        (_, None) => ("delete", format!("would delete the {kind} `{name}`")),
        (None, Some(_)) => ("create", format!("would create the {kind} `{name}`")),
        (Some(_), Some(_)) if fields.is_empty() => {
            ("none", format!("the {kind} `{name}` already has these values; nothing would change"))
        }
        (Some(_), Some(_)) => ("update", format!("would update the {kind} `{name}` in place")),
    };
    let lost = before.map(|before| lost(before, after)).unwrap_or_default();
    let access = if change == "none" { Access::unchanged() } else { Access::of(plan, after) };
    let mut lines: Vec<String> = fields.iter().map(ToString::to_string).collect();
    lines.extend(access.newcomers.iter().map(ToString::to_string));
    lines.extend(access.shut_out.iter().map(Affected::shut_out));
    let mut reply = Reply::new(&message)
        .with(key, name.name)
        .with("namespace", name.namespace)
        .with("change", change)
        .with("fields", json!(fields))
        .with("lines", lines);
    if !permission.is_all() {
        let needed = permission.needed(plan, before.is_some(), &access);
        let needed: Vec<&str> = needed.into_iter().map(Consented::name).collect();
        reply = reply.with("needs_consent", needed);
    }
    Ok(reply.note(note).effects(&lost, &access).state(state).warnings(&plan.judgement))
}

/// What goes and what comes. Labels and annotations stay in every change.
fn fields(before: Option<&Object>, after: Option<&Object>) -> Vec<FieldChange> {
    let [old, new] = [before, after]
        .map(|side| json!({ "spec": side.map(|object| serde_json::to_value(&object.spec).unwrap_or_default()).unwrap_or(json!({})) }));
    field_changes(&old, &new)
}
