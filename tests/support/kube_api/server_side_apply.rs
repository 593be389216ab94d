//! Server-side apply, and updates by those who do without it.

use serde_json::{Value, json};

use super::error::{Cause, Refusal};
use super::fields::{Fields, Path, at, shown};
use super::managers::{Manager, Managers};

/// What an object is after a manager has said what it wants of it.
pub(super) fn apply(live: Option<&Value>, wanted: &Value, manager: &str, force: bool) -> Result<Value, Refusal> {
    let mut object = live.cloned().unwrap_or_else(|| json!({}));
    let fields = Fields::of(wanted);
    let mut managers = Managers::of(&object);
    let others: Vec<Manager> = managers.all.clone();
    let others = others.iter().filter(|other| other.name != manager || other.operation != "Apply");
    let clashes = |path: &Path| at(&object, path).is_some_and(|there| Some(there) != at(wanted, path));
    let conflicts: Vec<(&Manager, Path)> = others
        .flat_map(|other| other.fields.0.iter().map(move |path| (other, path)))
        .filter(|(_, path)| fields.0.contains(*path) && clashes(path))
        .map(|(other, path)| (other, path.clone()))
        .collect();
    if !force && !conflicts.is_empty() {
        return Err(conflict(&conflicts, &object));
    }
    for (loser, path) in &conflicts {
        let loses = |manager: &&mut Manager| manager.name == loser.name && manager.operation == loser.operation;
        if let Some(loser) = managers.all.iter_mut().find(loses) {
            loser.fields.0.remove(path);
        }
    }
    merge(&mut object, wanted);
    let before = managers.set(manager, "Apply", fields);
    for path in &before.0 {
        if !managers.all.iter().any(|manager| manager.fields.touches(path)) {
            take_out(&mut object, path, &managers);
        }
    }
    managers.write(&mut object);
    Ok(object)
}

/// What an object is after somebody has written all of it: what changed is theirs. Who owns what may be written as well.
pub(super) fn update(live: &Value, wanted: &Value, manager: &str) -> Value {
    let mut object = wanted.clone();
    let mut managers = Managers::of(wanted);
    if managers.all.is_empty() {
        managers = Managers::of(live);
    }
    let changed = Fields::changed(live, wanted);
    for other in &mut managers.all {
        other.fields.0.retain(|path| at(wanted, path).is_some() && !changed.0.contains(path));
    }
    let mut theirs = managers.set(manager, "Update", Fields::default());
    theirs.0.extend(changed.0);
    managers.set(manager, "Update", theirs);
    managers.write(&mut object);
    object
}

/// Maps are merged, all else is replaced.
fn merge(object: &mut Value, wanted: &Value) {
    match (object, wanted) {
        (Value::Object(object), Value::Object(wanted)) => {
            for (key, value) in wanted {
                merge(object.entry(key.as_str()).or_insert(Value::Null), value);
            }
        }
        (object, wanted) => *object = wanted.clone(),
    }
}

/// Takes a field out, and the maps that become empty by that and that nobody has said.
fn take_out(object: &mut Value, path: &[String], managers: &Managers) {
    let Some((last, parents)) = path.split_last() else { return };
    let parent = parents.iter().try_fold(&mut *object, |at, key| at.get_mut(key));
    let Some(Value::Object(parent)) = parent else { return };
    parent.remove(last);
    let is_said = |path: &[String]| managers.all.iter().any(|manager| manager.fields.touches(path));
    if parent.is_empty() && parents.len() > 1 && !is_said(parents) {
        take_out(object, parents, managers);
    }
}

/// In Kubernetes' words.
fn conflict(conflicts: &[(&Manager, Path)], object: &Value) -> Refusal {
    let api_version = object["apiVersion"].as_str().unwrap_or_default();
    let who = |manager: &Manager| match manager.operation.as_str() {
        "Update" => format!("\"{}\" using {api_version}", manager.name),
        _ => format!("\"{}\"", manager.name),
    };
    let told = match conflicts {
        [(manager, path)] => format!("Apply failed with 1 conflict: conflict with {}: {}", who(manager), shown(path)),
        many => {
            let mut lines = Vec::new();
            let mut last = String::new();
            for (manager, path) in many {
                if who(manager) != last {
                    last = who(manager);
                    lines.push(format!("conflicts with {last}:"));
                }
                lines.push(format!("- {}", shown(path)));
            }
            format!("Apply failed with {} conflicts: {}", many.len(), lines.join("\n"))
        }
    };
    let cause = |(manager, path): &(&Manager, Path)| {
        Cause::new("FieldManagerConflict", shown(path), format!("conflict with {}", who(manager))).to_json()
    };
    let causes: Vec<Value> = conflicts.iter().map(cause).collect();
    Refusal::conflict(told).details(json!({ "causes": causes }))
}
