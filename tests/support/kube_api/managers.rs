//! Who says which fields of an object.

use serde_json::{Value, json};

use super::fields::Fields;

/// The `managedFields` of an object.
#[derive(Debug, Clone, Default)]
pub(super) struct Managers {
    pub(super) all: Vec<Manager>,
}

/// One entry of them.
#[derive(Debug, Clone)]
pub(super) struct Manager {
    pub(super) name: String,
    /// `Apply`, or `Update` of who changes objects in other ways.
    pub(super) operation: String,
    pub(super) fields: Fields,
}

impl Managers {
    pub(super) fn of(object: &Value) -> Self {
        let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        let entries = object["metadata"]["managedFields"].as_array().into_iter().flatten();
        let manager = |entry: &Value| Manager {
            name: text(entry, "manager"),
            operation: text(entry, "operation"),
            fields: Fields::from_json(&entry["fieldsV1"]),
        };
        Self { all: entries.map(manager).collect() }
    }

    /// Makes these the fields that a manager says, and takes its former entry out. Gives what it said before.
    pub(super) fn set(&mut self, name: &str, operation: &str, fields: Fields) -> Fields {
        let entry = |manager: &Manager| manager.name == name && manager.operation == operation;
        let before = self.all.iter().find(|manager| entry(manager)).map(|manager| manager.fields.clone());
        self.all.retain(|manager| !entry(manager));
        self.all.push(Manager { name: name.to_owned(), operation: operation.to_owned(), fields });
        self.all.sort_by(|one, other| (&one.operation, &one.name).cmp(&(&other.operation, &other.name)));
        before.unwrap_or_default()
    }

    /// Writes them into the object. Who says nothing any more is left out.
    pub(super) fn write(&self, object: &mut Value) {
        let api_version = object["apiVersion"].clone();
        let managers = self.all.iter().filter(|manager| !manager.fields.0.is_empty());
        let entry = |manager: &Manager| {
            json!({
                "manager": manager.name, "operation": manager.operation, "apiVersion": api_version,
                "time": "2026-01-01T00:00:00Z", "fieldsType": "FieldsV1", "fieldsV1": manager.fields.to_json(),
            })
        };
        object["metadata"]["managedFields"] = managers.map(entry).collect();
    }
}
