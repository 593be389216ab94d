use serde_json::{Map, Value as Json};
use toml::de::{DeTable, DeValue};

use super::connect::Connect;
use super::covers::Covers;
use super::decode::Decode;
use super::decoder::{Decoder, Value};
use super::describe::Describe;
use super::entry_kind::EntryKind;
use super::expectation::Expectation;
use super::fields::table;
use super::list_counts::ListCounts;
use super::patch::Patch;
use super::problem::{invalid_step, missing_key};
use crate::source::{Span, Text};

/// One step of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Where it stands.
    pub span: Span,
    /// What it does.
    pub action: Action,
    /// What it has to come out as. A connection always has one.
    pub expect: Option<Expectation>,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Applies an entry's object to the cluster, as `kubectl apply` does.
    Apply {
        /// The entry: `table.key`.
        entry: Text,
        /// Keys laid over the declared entry, for this step and later ones.
        set: Option<Box<Patch>>,
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
    /// One step of a scenario: one of `apply`, `delete`, `list` and `connect`, and what it has to come out as.
    pub struct StepKeys {
        /// The entry whose object is applied: `routes.NAME`, `middlewares.NAME` and so on.
        /// Example: `"routes.postgres-route"`
        apply: Text,
        /// Keys laid over the applied entry, for this step and later ones.
        /// Example: `{ service = "postgres-next:5432" }`
        set: Box<Patch>,
        /// The entry whose object is deleted.
        /// Example: `"routes.postgres-route"`
        delete: Text,
        /// How many objects of each kind there have to be.
        /// Example: `{ routes = 1, middlewares = 1 }`
        list: ListCounts,
        /// A connection to try.
        /// Example: `{ entry_point = "postgresql", client_ip = "192.168.1.7" }`
        connect: Box<Connect>,
        /// What the step has to come out as.
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
        decoder.set_applied(applied.and_then(EntryKind::split).map(|(kind, _)| kind));
        let keys = StepKeys::decode(value, decoder);
        decoder.set_applied(None);
        let item = |key: &str| value.get_ref().as_table().and_then(|table| table.get(key));
        let written = ["apply", "delete", "list", "connect", "set", "expect"];
        let written = written.map(|key| item(key).map(|item| decoder.span(item)));
        if let Some(list) = item("list").filter(|list| list.get_ref().as_table().is_some_and(DeTable::is_empty)) {
            decoder.report(invalid_step::empty_list(decoder.span(list)));
        }
        step(keys?, written, decoder)
    }
}

/// Makes a step of its keys, or says why they are none. `written` are the places of the keys, those too that could not
/// be read.
fn step(keys: StepKeys, written: [Option<Span>; 6], decoder: &mut Decoder<'_>) -> Option<Step> {
    let [apply, delete, list, connect, set, expect] = written;
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
        (None, Some(set), _) => decoder.report(invalid_step::set_without_apply(set)),
        (_, _, Some((key, place))) => decoder.report(invalid_step::another_object(key, place)),
        _ => {}
    }
    match (connect, list, expect) {
        (Some(_), _, None) => decoder.report(missing_key::diagnostic(keys.span, "a `connect` step", "expect")),
        (_, Some(_), Some(expect)) => decoder.report(invalid_step::list_expects_itself(expect)),
        _ => {}
    }
    Some(Step {
        span: keys.span,
        action: action(keys.apply, keys.set, keys.delete, keys.list, keys.connect)?,
        expect: keys.expect,
    })
}

fn action(
    apply: Option<Text>,
    set: Option<Box<Patch>>,
    delete: Option<Text>,
    list: Option<ListCounts>,
    connect: Option<Box<Connect>>,
) -> Option<Action> {
    apply
        .map(|entry| Action::Apply { entry, set })
        .or(delete.map(|entry| Action::Delete { entry }))
        .or(list.map(Action::List))
        .or(connect.map(Action::Connect))
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
