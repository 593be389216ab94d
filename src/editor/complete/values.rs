use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;
use smol_str::SmolStr;

use super::item::{Completion, CompletionKind};
use crate::check::CODES;
use crate::desired::DEFAULT_NAMESPACE;
use crate::diagnostic::Severity;
use crate::editor::hover::toml;
use crate::editor::names::{Symbol, SymbolKind};
use crate::editor::refers::Refers;
use crate::editor::schema;
use crate::editor::toml::{Cursor, ITEM, Tree};
use crate::editor::{Model, refers};
use crate::resource::{Kind, Object, ObjectRef, ServiceTcp};

/// Names, values that Traefik knows, defaults and examples; `word` is what is written at the place already.
pub(super) fn complete(model: &Model, cursor: &Cursor, text: &str, word: &str) -> Vec<Completion> {
    let refers = refers::at(&cursor.path);
    let mut items = match refers {
        Some(Refers::To(SymbolKind::EntryPoint)) => entry_points(model, cursor, word),
        Some(Refers::To(SymbolKind::Object(kind))) => objects(model, kind, cursor, text),
        Some(Refers::ToEntry) => entries(model, cursor, text),
        Some(Refers::ToRoute) => objects(model, Kind::IngressRouteTcp, cursor, text),
        Some(Refers::ToService) => services(model, cursor, text, word),
        Some(Refers::ToCode) => codes(cursor),
        None => Vec::new(),
    };
    let named = !items.is_empty();
    let mut seen: HashSet<String> = items.iter().map(|item| item.label.clone()).collect();
    for (value, detail) in of_schema(cursor, named) {
        let label = value.as_str().map_or_else(|| toml(&value), ToOwned::to_owned);
        if cursor.quote.is_some() && !value.is_string() || !seen.insert(label.clone()) {
            continue;
        }
        let text = if cursor.quote.is_some() { label.clone() } else { toml(&value) };
        items.push(Completion::plain(label, CompletionKind::Value, text).detail(detail));
    }
    items
}

/// Values that the schema lists, the default first.
fn of_schema(cursor: &Cursor, named: bool) -> Vec<(Json, &'static str)> {
    let forms = schema::at(&cursor.path);
    let mut found = Vec::new();
    for form in &forms {
        if let Some(default) = form.get("default") {
            found.push((default.clone(), "default"));
        }
        for value in form.get("enum").and_then(Json::as_array).into_iter().flatten() {
            found.push((value.clone(), ""));
        }
        if form.get("type").is_some_and(|kind| kind == "boolean") {
            found.extend([(Json::Bool(true), ""), (Json::Bool(false), "")]);
        }
        if !named {
            let examples = form.get("examples").and_then(Json::as_array).into_iter().flatten();
            found.extend(examples.filter(|value| !value.is_object()).map(|value| (value.clone(), "example")));
        }
    }
    if cursor.path.last().is_some_and(|last| last == ITEM) && !named {
        let above = schema::at(cursor.path.get(..cursor.path.len() - 1).unwrap_or_default());
        let examples = above.iter().filter_map(|form| form.get("examples")?.as_array()).flatten();
        found.extend(examples.filter_map(Json::as_array).flatten().map(|value| (value.clone(), "example")));
    }
    found
}

fn name(cursor: &Cursor, label: String, detail: String) -> Completion {
    let text = if cursor.quote.is_some() { label.clone() } else { Json::from(label.as_str()).to_string() };
    Completion::plain(label, CompletionKind::Name, text).detail(detail)
}

/// Whether the only place of a name is the one that is written now: the model is of the text as it is, or a little older.
fn is_being_written(label: &str, places: usize, word: &str) -> bool {
    places == 1 && word.starts_with(label)
}

fn entry_points(model: &Model, cursor: &Cursor, word: &str) -> Vec<Completion> {
    let declared = &model.compilation().desired.entry_points;
    let port = |name: &str| {
        let one = declared.iter().find(|one| one.key.as_str() == name)?;
        one.body.port.map(|port| format!("port {}", port.value))
    };
    let names = model.names().entry_points().into_iter();
    let is_declared = |name: &str| declared.iter().any(|one| one.key.as_str() == name);
    let others = names.filter(|(known, places)| is_declared(known) || !is_being_written(known, *places, word));
    others.map(|(known, _)| name(cursor, known.to_string(), port(&known).unwrap_or_default())).collect()
}

/// Those of the own namespace by name, the others with their namespace.
fn objects(model: &Model, kind: Kind, cursor: &Cursor, text: &str) -> Vec<Completion> {
    let own = namespace(model, cursor, text);
    // A ServersTransportTCP of another namespace has another notation.
    let is_local = kind == Kind::ServersTransportTcp;
    let declared = model.names().declared(SymbolKind::Object(kind)).map(|one| &one.symbol);
    let (mut near, far): (Vec<&Symbol>, Vec<&Symbol>) = declared.partition(|symbol| symbol.namespace == own);
    near.extend(far);
    let label = |symbol: &Symbol| match (symbol.namespace == own, is_local) {
        (true, _) => symbol.name.to_string(),
        (false, true) => format!("{}-{}@kubernetescrd", symbol.namespace, symbol.name),
        (false, false) => symbol.shown(),
    };
    near.into_iter().map(|symbol| name(cursor, label(symbol), kind.name().to_owned())).collect()
}

/// The namespace of the entry that the place is in, by the text.
fn namespace(model: &Model, cursor: &Cursor, text: &str) -> SmolStr {
    let tree = Tree::new(text);
    let written = |path: &[SmolStr]| {
        let (_, node) = tree.nodes().find(|(at, _)| tree.path(*at) == path)?;
        Some(SmolStr::from(text.get(node.value.clone())?.trim_matches(['"', '\''])))
    };
    let own = match cursor.path.as_slice() {
        [_, key, ..] if key.contains('/') => key.split_once('/').map(|(namespace, _)| namespace.into()),
        [table, key, ..] => written(&[table.clone(), key.clone(), "namespace".into()]),
        _ => None,
    };
    let of_file = || written(&["namespace".into()]).or_else(|| model.sources().namespace().cloned());
    own.or_else(of_file).unwrap_or_else(|| DEFAULT_NAMESPACE.into())
}

/// `table.key` of everything that becomes an object.
fn entries(model: &Model, cursor: &Cursor, text: &str) -> Vec<Completion> {
    let desired = &model.compilation().desired;
    let own = namespace(model, cursor, text);
    let labels = desired.entries.iter().map(|entry| {
        let (namespace, short) = desired.name_of(entry);
        let key = if namespace == own { short.to_owned() } else { format!("{namespace}/{short}") };
        name(cursor, format!("{}.{key}", entry.kind().table()), entry.kind().name().to_owned())
    });
    labels.collect()
}

/// The services that routes lead to; those of another namespace with it.
fn services(model: &Model, cursor: &Cursor, text: &str, word: &str) -> Vec<Completion> {
    let own = namespace(model, cursor, text);
    let label = |(service, named): (ObjectRef<'_>, &ServiceTcp)| {
        let above = if own == service.namespace { String::new() } else { format!("{}/", service.namespace) };
        format!("{above}{}:{}", service.name, named.port)
    };
    let objects = model.compilation().resources.objects().iter();
    let labels: Vec<String> = objects.flat_map(Object::services).map(label).collect();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for label in &labels {
        *places.entry(label).or_default() += 1;
    }
    let mut seen = HashSet::new();
    let others = labels.iter().filter(|label| {
        let places = places.get(label.as_str()).copied().unwrap_or_default();
        seen.insert(label.as_str()) && !is_being_written(label, places, word)
    });
    others.map(|label| name(cursor, label.clone(), "service".to_owned())).collect()
}

fn codes(cursor: &Cursor) -> Vec<Completion> {
    let codes = CODES.iter().filter(|code| code.severity != Severity::Error);
    let item = |code: &&crate::diagnostic::Code| Completion {
        kind: CompletionKind::Code,
        documentation: Some(code.explanation.to_owned()),
        ..name(cursor, code.name.to_owned(), code.summary.to_owned())
    };
    codes.map(item).collect()
}
