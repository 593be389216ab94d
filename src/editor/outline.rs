use std::collections::HashMap;
use std::ops::Range;

use smol_str::SmolStr;

use super::Model;
use super::toml::{NodeKind, Tree};
use crate::resource::{Kind, Object, Spec};
use crate::source::{FileId, Span};

/// Something in a file that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineItem {
    /// Its name.
    pub name: String,
    /// A few words on it.
    pub detail: String,
    /// What it is.
    pub kind: OutlineKind,
    /// All of it.
    pub span: Span,
    /// Its name alone.
    pub name_span: Span,
    /// What is in it.
    pub children: Vec<OutlineItem>,
}

/// What is in an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutlineKind {
    /// A table of entries: `routes`.
    Table,
    /// An object.
    Object(Kind),
    /// An entry point.
    EntryPoint,
    /// Another entry: a scenario, an invariant, a service.
    Entry,
}

/// The entries of a state file under their tables, or the objects of a manifest.
pub fn outline(model: &Model, file: FileId) -> Vec<OutlineItem> {
    match model.tree(file) {
        Some(tree) => tables(model, file, tree),
        None => objects(model, file),
    }
}

/// Every entry and object of the state whose name has these letters in this order.
pub fn search(model: &Model, query: &str) -> Vec<OutlineItem> {
    let query = query.to_lowercase();
    let files = model.sources().iter().map(|(file, _)| file);
    let items = files.flat_map(|file| outline(model, file));
    let flat = items.flat_map(|item| if item.kind == OutlineKind::Table { item.children } else { vec![item] });
    flat.filter(|item| has_letters(&item.name.to_lowercase(), &query)).collect()
}

fn has_letters(name: &str, letters: &str) -> bool {
    let mut rest = name.chars();
    letters.chars().all(|letter| rest.any(|other| other == letter))
}

/// Tables whose keys are names.
const NAMED: [&str; 9] = [
    "entry_points",
    "servers_transports",
    "tls_options",
    "tls_stores",
    "middlewares",
    "routes",
    "services",
    "invariants",
    "scenarios",
];

fn tables(model: &Model, file: FileId, tree: &Tree) -> Vec<OutlineItem> {
    let details = details(model, file);
    let mut tables: Vec<OutlineItem> = Vec::new();
    let mut places: HashMap<SmolStr, usize> = HashMap::new();
    let mut known: HashMap<(SmolStr, SmolStr), usize> = HashMap::new();
    for (at, node) in tree.nodes() {
        let path = tree.path(at);
        let above = node.parent.map_or(0, |parent| tree.path(parent).len());
        let Some(table) = path.first().filter(|_| above < 2) else { continue };
        let own = usize::min(path.len(), 2);
        if above >= own && node.kind != NodeKind::Pair {
            continue;
        }
        let place = *places.entry(table.clone()).or_insert_with(|| {
            let key = node.keys.first().map_or(node.range.clone(), |key| key.range.clone());
            tables.push(item(file, table, OutlineKind::Table, node.range.clone(), key));
            tables.len() - 1
        });
        let Some(parent) = tables.get_mut(place) else { continue };
        grow(&mut parent.span, &node.range);
        let (Some(name), true) = (path.get(1), NAMED.contains(&table.as_str())) else { continue };
        let Some(key) = node.keys.get(1 - above) else { continue };
        let entry = (table.clone(), name.clone());
        if let Some(&child) = known.get(&entry) {
            if let Some(child) = parent.children.get_mut(child) {
                grow(&mut child.span, &node.range);
            }
            continue;
        }
        known.insert(entry, parent.children.len());
        let mut child = item(file, name, kind(table), node.range.clone(), key.range.clone());
        child.detail = details.get(&(table.as_str(), name.as_str())).cloned().unwrap_or_default();
        parent.children.push(child);
    }
    tables
}

fn kind(table: &str) -> OutlineKind {
    match Kind::of_table(table) {
        Some(kind) => OutlineKind::Object(kind),
        None if table == "entry_points" => OutlineKind::EntryPoint,
        None => OutlineKind::Entry,
    }
}

fn item(file: FileId, name: &str, kind: OutlineKind, range: Range<usize>, key: Range<usize>) -> OutlineItem {
    let (span, name_span) = (Span::new(file, range), Span::new(file, key));
    // Editors want the name within the whole.
    let span = Span { start: span.start.min(name_span.start), end: span.end.max(name_span.end), ..span };
    OutlineItem { name: name.to_owned(), detail: String::new(), kind, span, name_span, children: Vec::new() }
}

fn grow(span: &mut Span, range: &Range<usize>) {
    let more = Span::new(span.file, range.clone());
    span.start = span.start.min(more.start);
    span.end = span.end.max(more.end);
}

/// What there is to read beside a name, by table and key.
fn details(model: &Model, file: FileId) -> HashMap<(&str, &str), String> {
    let compilation = model.compilation();
    let desired = &compilation.desired;
    let mut details = HashMap::new();
    for object in compilation.resources.objects() {
        let Some(entry) = object.entry.and_then(|id| desired.entry(id)) else { continue };
        if entry.key.span.file == file {
            details.insert((entry.kind().table(), entry.key.as_str()), detail(object));
        }
    }
    for one in desired.entry_points.iter().filter(|one| one.key.span.file == file) {
        let port = one.body.port.map(|port| port.value.to_string()).unwrap_or_default();
        details.insert(("entry_points", one.key.as_str()), port);
    }
    details
}

fn detail(object: &Object) -> String {
    match &object.spec {
        Spec::IngressRouteTcp(route) => {
            let rules =
                route.routes.iter().map(|rule| rule.match_text.text.as_str()).take(2).collect::<Vec<_>>().join(", ");
            if rules.len() > 80 { format!("{} rules", route.routes.len()) } else { rules }
        }
        _ => object.kind().name().to_owned(),
    }
}

fn objects(model: &Model, file: FileId) -> Vec<OutlineItem> {
    let own = model.compilation().resources.objects().iter().filter(|object| object.span.file == file);
    let items = own.map(|object| {
        let name = object.metadata.name.span;
        let name = if name.is_nowhere() { object.span } else { name };
        OutlineItem {
            detail: object.kind().name().to_owned(),
            ..item(file, &object.metadata.name, OutlineKind::Object(object.kind()), object.span.range(), name.range())
        }
    });
    items.collect()
}
