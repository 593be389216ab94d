use super::Model;
use super::toml::ValueKind;
use crate::source::{FileId, Span};

/// Parts of a state file that can be folded: tables, and values of several lines.
pub fn folds(model: &Model, file: FileId) -> Vec<Span> {
    let Some(tree) = model.tree(file) else { return Vec::new() };
    let text = model.sources().file(file).map(crate::source::SourceFile::text).unwrap_or_default();
    let mut found = Vec::new();
    for (_, node) in tree.nodes() {
        let range = if node.is_table() { &node.range } else { &node.value };
        let written = without_last_comments(text.get(range.clone()).unwrap_or_default());
        let is_open =
            node.is_table() || matches!(node.value_kind, ValueKind::Array | ValueKind::Inline | ValueKind::String);
        if is_open && written.contains('\n') {
            found.push(Span::new(file, range.start..range.start + written.len()));
        }
    }
    found
}

/// Without blank lines and comments at the end: they are about what follows.
fn without_last_comments(text: &str) -> &str {
    let mut kept = text.trim_end();
    while let Some(newline) = kept.rfind('\n').filter(|&at| kept[at..].trim_start().starts_with('#')) {
        kept = kept[..newline].trim_end();
    }
    kept
}

/// What is around a place, the innermost first; each is in the next.
pub fn selections(model: &Model, file: FileId, offset: usize) -> Vec<Span> {
    let Some(text) = model.sources().file(file).map(crate::source::SourceFile::text) else { return Vec::new() };
    let mut found: Vec<Span> = Vec::new();
    let mut add = |range: std::ops::Range<usize>| {
        let span = Span::new(file, range);
        if found.last().is_none_or(|last| span.contains(*last) && span != *last) {
            found.push(span);
        }
    };
    if let Some(name) = model.names().at(file, offset) {
        add(name.span.range());
    }
    if let Some(tree) = model.tree(file) {
        for (_, node) in tree.at(offset).into_iter().flat_map(|at| tree.around(at)) {
            let holds = |range: &std::ops::Range<usize>| range.start <= offset && offset <= range.end;
            if !node.is_table() && holds(&node.value) {
                add(node.value.clone());
            }
            if let Some(key) = node.keys.iter().find(|key| holds(&key.range)) {
                add(key.range.clone());
            }
            add(node.range.clone());
        }
    }
    add(0..text.len());
    found
}
