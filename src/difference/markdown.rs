use serde_json::Value;

use super::{Difference, FieldChange, Findings, ObjectChanges, Rollout, clean};
use crate::escape::markdown as escaped;
use crate::report::compare;

/// A difference as Markdown, for a pull request: first what changes for clients, then why. Nothing of an input is markup.
pub fn markdown(difference: &Difference) -> String {
    let Difference { objects, connections, rollout, findings, .. } = difference;
    let title = if difference.is_empty() { "No difference" } else { "What changes for clients" };
    let mut out = format!("### {title}\n\n");
    if !difference.is_empty() {
        out += &compare::markdown(connections);
    }
    out += &of_objects(objects);
    out += &of_rollout(rollout);
    out + &of_findings(findings)
}

fn item(text: &str) -> String {
    format!("- {}\n", escaped(&clean(text)))
}

fn section(title: &str, items: &str) -> String {
    if items.is_empty() { String::new() } else { format!("\n#### {title}\n\n{items}") }
}

fn of_objects(objects: &ObjectChanges) -> String {
    let ObjectChanges { added, changed, removed } = objects;
    let mut items = String::new();
    items.extend(added.iter().map(|id| item(&format!("added: {id}"))));
    for object in changed {
        items += &item(&format!("changed: {}", object.id));
        items.extend(object.changes.iter().map(|change| format!("  {}", item(&field(change)))));
    }
    items.extend(removed.iter().map(|id| item(&format!("removed: {id}"))));
    section("Objects", &items)
}

fn field(change: &FieldChange) -> String {
    // A text and a number can look alike.
    let is_text = |value: &Option<Value>| value.as_ref().map(Value::is_string);
    let differ = is_text(&change.old).zip(is_text(&change.new)).is_some_and(|(old, new)| old != new);
    let shown = |value: &Option<Value>| {
        value.as_ref().map_or("nothing".to_owned(), |value| match value {
            Value::String(text) if !differ => text.clone(),
            other => other.to_string(),
        })
    };
    format!("{}: {} to {}", change.path, shown(&change.old), shown(&change.new))
}

fn of_rollout(rollout: &Rollout) -> String {
    let mut items: String = rollout.moments().map(|moment| item(&moment)).collect();
    if let Some(order) = &rollout.safe_order {
        let steps = order.iter().filter_map(|place| rollout.steps.get(*place));
        let steps: Vec<String> = steps.map(ToString::to_string).collect();
        items += &item(&format!("it does not happen in this order: {}", steps.join(", ")));
    }
    section("While it is applied object by object", &items)
}

fn of_findings(findings: &Findings) -> String {
    let told = |found: &crate::diagnostic::Diagnostic| {
        format!("{}[{}]: {}", found.severity.name(), found.code.name, found.message)
    };
    let new = findings.new.iter().map(|found| item(&format!("new: {}", told(found))));
    let fixed = findings.fixed.iter().map(|found| item(&format!("fixed: {}", told(found))));
    section("Diagnostics", &new.chain(fixed).collect::<String>())
}
