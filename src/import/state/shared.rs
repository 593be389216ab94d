use super::document::{Table, Value};
use super::names::Names;
use crate::desired::DEFAULT_NAMESPACE;
use crate::resource::{Labels, MANAGED_BY, Object};

/// What all objects have in common, which stands at the top of the file.
pub(super) struct Shared {
    namespace: String,
    labels: Vec<(String, String)>,
    annotations: Vec<(String, String)>,
}

impl Shared {
    pub(super) fn of(objects: &[&Object]) -> Self {
        let mut namespaces = objects.iter().map(|object| object.metadata.namespace.as_str());
        let first = namespaces.next().unwrap_or(DEFAULT_NAMESPACE);
        let namespace = if namespaces.all(|namespace| namespace == first) { first } else { DEFAULT_NAMESPACE };
        Self {
            namespace: namespace.to_owned(),
            labels: common(objects, |object| &object.metadata.labels),
            annotations: common(objects, |object| &object.metadata.annotations),
        }
    }

    /// The keys of the file itself.
    pub(super) fn table(&self) -> Table {
        let mut table = Table::default();
        if self.namespace != DEFAULT_NAMESPACE {
            table.set("namespace", Value::text(&self.namespace));
        }
        pairs("labels", &self.labels, &mut table);
        pairs("annotations", &self.annotations, &mut table);
        table
    }

    /// What stands before the object's own keys.
    pub(super) fn head(&self, object: &Object, names: &Names<'_>, table: &mut Table) {
        if object.metadata.namespace.as_str() != self.namespace && !names.is_qualified(object) {
            table.set("namespace", Value::text(&object.metadata.namespace));
        }
    }

    /// What stands behind them.
    pub(super) fn tail(&self, object: &Object, table: &mut Table) {
        pairs("labels", &rest(&object.metadata.labels, &self.labels), table);
        pairs("annotations", &rest(&object.metadata.annotations, &self.annotations), table);
    }
}

/// Pairs that every one of several objects has.
fn common(objects: &[&Object], of: impl Fn(&Object) -> &Labels) -> Vec<(String, String)> {
    let [first, others @ ..] = objects else { return Vec::new() };
    if others.is_empty() {
        return Vec::new();
    }
    let mut shared = rest(of(first), &[]);
    for object in others {
        shared.retain(|(key, value)| of(object).get(key).is_some_and(|other| other.as_str() == value));
    }
    shared
}

/// Pairs that an object has beyond the shared ones, and the one that every object of tcpgen has.
fn rest(labels: &Labels, shared: &[(String, String)]) -> Vec<(String, String)> {
    let pairs = labels.iter().map(|(key, value)| (key.as_str().to_owned(), value.as_str().to_owned()));
    pairs.filter(|pair| pair.0 != MANAGED_BY && !shared.contains(pair)).collect()
}

fn pairs(key: &str, pairs: &[(String, String)], table: &mut Table) {
    if !pairs.is_empty() {
        let entries = pairs.iter().map(|(key, value)| (key.clone(), Value::text(value))).collect();
        table.set(key, Value::Table(Table { entries }));
    }
}
