use serde_json::{Map, Value as Json};
use toml::de::{DeTable, DeValue};

use super::body::{Body, IDENTITY_KEYS};
use super::connect::Connect;
use super::covers::Covers;
use super::decoder::Decode;
use super::decoder::{Decoder, Value};
use super::describe::Describe;
use super::entry::split_entry;
use super::expectation::Expectation;
use super::expectation::ListCounts;
use super::problem::{invalid_step, missing_key, unknown_key};
use super::table::table;
use crate::resource::Kind;
use crate::source::{Span, Spanned, Text};

/// One step of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its place.
    pub span: Span,
    /// What it does.
    pub action: Action,
    /// The expected result. A connection always has one.
    pub expect: Option<Expectation>,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Applies an entry's object to the cluster, as `kubectl apply` does.
    Apply {
        /// The entry: `table.key`.
        entry: Text,
        /// Keys to set on the declared entry, for this step and later ones.
        set: Option<Box<Body>>,
        /// Keys to remove from the declared entry before that.
        unset: Vec<Text>,
    },
    /// Deletes an entry's object from the cluster.
    Delete {
        /// The entry: `table.key`.
        entry: Text,
    },
    /// Counts the objects in the cluster.
    List(ListCounts),
    /// Tries a connection.
    Connect(Box<Connect>),
}

table! {
    /// One step of a scenario: one of `apply`, `delete`, `list` and `connect`, and its expected result.
    pub struct StepKeys {
        /// The entry whose object is applied: `routes.NAME`, `middlewares.NAME` and so on.
        /// Example: `"routes.postgres-route"`
        apply: Text,
        /// Keys to set on the applied entry, for this step and later ones.
        /// Example: `{ service = "postgres-next:5432" }`
        set: Box<Body>,
        /// Keys to remove from the applied entry before `set` takes effect, for this step and later ones.
        /// Example: `["tls", "middlewares"]`
        unset: Spanned<Vec<Text>>,
        /// The entry whose object is deleted.
        /// Example: `"routes.postgres-route"`
        delete: Text,
        /// The expected number of objects of each kind.
        /// Example: `{ routes = 1, middlewares = 1 }`
        list: ListCounts,
        /// A connection to try.
        /// Example: `{ entry_point = "postgresql", client_ip = "192.168.1.7" }`
        connect: Box<Connect>,
        /// The expected result of the step.
        /// Example: `"updated"`
        expect: Expectation,
    }
}

impl Decode for Step {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let applied = match value.get_ref() {
            DeValue::Table(table) => table.get("apply").and_then(|entry| entry.get_ref().as_str()),
            _ => None,
        };
        decoder.set_applied(applied.and_then(split_entry).map(|(kind, _)| kind));
        let keys = StepKeys::decode(value, decoder);
        decoder.set_applied(None);
        let item = |key: &str| value.get_ref().as_table().and_then(|table| table.get(key));
        let set = item("set").and_then(|set| set.get_ref().as_table());
        let unset = keys.as_ref().and_then(|keys| keys.unset.as_ref()).map_or(&[][..], |unset| &unset.value);
        for key in unset {
            judge_unset(key, applied.and_then(split_entry).map(|(kind, _)| kind), decoder);
            if set.is_some_and(|set| set.contains_key(key.as_str())) {
                decoder.report(invalid_step::set_and_unset(key));
            }
        }
        let written = ["apply", "delete", "list", "connect", "set", "unset", "expect"];
        let written = written.map(|key| item(key).map(|item| decoder.span(item)));
        if let Some(list) = item("list").filter(|list| list.get_ref().as_table().is_some_and(DeTable::is_empty)) {
            decoder.report(invalid_step::empty_list(decoder.span(list)));
        }
        step(keys?, written, decoder)
    }
}

/// Makes a step of its keys, or reports why they do not form one. `written` are the places of all keys, including those
/// that could not be read.
fn step(keys: StepKeys, written: [Option<Span>; 7], decoder: &mut Decoder<'_>) -> Option<Step> {
    let [apply, delete, list, connect, set, unset, expect] = written;
    let actions = [("apply", apply), ("delete", delete), ("list", list), ("connect", connect)];
    let mut actions = actions.into_iter().filter_map(|(key, place)| place.map(|place| (key, place)));
    let Some(first) = actions.next() else {
        decoder.report(invalid_step::no_action(keys.span));
        return None;
    };
    if let Some(second) = actions.next() {
        decoder.report(invalid_step::two_actions(first, second));
        return None;
    }
    match (apply, set, keys.set.as_ref().and_then(|set| set.identity_key())) {
        (None, Some(set), _) => decoder.report(invalid_step::changes_nothing("set", set)),
        (_, _, Some((key, place))) => decoder.report(invalid_step::another_object("set", key, place)),
        _ => {}
    }
    if let (None, Some(unset)) = (apply, unset) {
        decoder.report(invalid_step::changes_nothing("unset", unset));
    }
    match (connect, list, expect) {
        (Some(_), _, None) => decoder.report(missing_key::diagnostic(keys.span, "a `connect` step", "expect")),
        (_, Some(_), Some(expect)) => decoder.report(invalid_step::list_expects_itself(expect)),
        _ => {}
    }
    let StepKeys { span, apply, set, unset, delete, list, connect, expect } = keys;
    let unset = unset.map(|unset| unset.value).unwrap_or_default();
    let action = apply
        .map(|entry| Action::Apply { entry, set, unset })
        .or(delete.map(|entry| Action::Delete { entry }))
        .or(list.map(Action::List))
        .or(connect.map(Action::Connect));
    Some(Step { span, action: action?, expect })
}

/// A key can be removed from an entry of this kind, if the entry has such keys and stays the same object.
fn judge_unset(key: &Text, kind: Option<Kind>, decoder: &mut Decoder<'_>) {
    let Some(kind) = kind else { return };
    let known = Body::keys(kind);
    if !known.contains(&key.as_str()) {
        decoder.report(unknown_key::in_list(key, &known));
    } else if IDENTITY_KEYS.contains(&key.as_str()) {
        decoder.report(invalid_step::another_object("unset", key, key.span));
    }
}

impl Describe for Step {
    fn describe(definitions: &mut Map<String, Json>) -> Json {
        StepKeys::describe(definitions)
    }
}

impl Covers for Step {
    fn places(&self, visit: &mut impl FnMut(Span)) {
        visit(self.span);
    }
}
