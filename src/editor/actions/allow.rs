//! "Allow this here": the reason is left empty, and an error asks for it until it is written.

use smol_str::SmolStr;

use crate::diagnostic::{Diagnostic, Edit, Severity};
use crate::editor::Model;
use crate::editor::toml::{Node, Tree, ValueKind};
use crate::resource::Kind;
use crate::source::{FileId, Span};

/// The edit that accepts a warning or advice: in its entry, or else for the whole state.
pub(super) fn edit(model: &Model, found: &Diagnostic) -> Option<(String, Edit)> {
    let code = found.code.name;
    // What a level makes an error of is a warning all the same; an error of its own cannot be accepted.
    if found.severity == Severity::Error || found.code.severity == Severity::Error || is_of_allows(code) {
        return None;
    }
    let item = format!("{{ code = \"{code}\", reason = \"\" }}");
    let here = model.tree(found.span.file).and_then(|tree| in_entry(model, found.span, tree, &item));
    if let Some(edit) = here {
        return Some((format!("allow `{code}` in this entry"), edit));
    }
    let (file, tree) = model.sources().iter().find_map(|(file, _)| Some((file, model.tree(file)?)))?;
    Some((format!("allow `{code}` in the whole state"), at_top(model, file, tree, &item)?))
}

/// What is wrong with an `allow` itself is mended, not accepted.
fn is_of_allows(code: &str) -> bool {
    matches!(code, "unused-allow" | "unknown-allowed-code" | "empty-reason")
}

fn in_entry(model: &Model, place: Span, tree: &Tree, item: &str) -> Option<Edit> {
    let text = model.sources().file(place.file)?.text();
    let at = tree.at(place.start as usize)?;
    // A header's own place is in no table yet.
    let path = tree.path(at);
    let [table, name, ..] = path.as_slice() else { return None };
    Kind::of_table(table)?;
    let own = [table.clone(), name.clone()];
    if let Some(edit) = in_list(place.file, text, tree, &[table.clone(), name.clone(), "allow".into()], item) {
        return Some(edit);
    }
    let holder = tree.nodes().find(|(at, _)| tree.path(*at) == own).map(|(_, node)| node);
    match holder {
        Some(node) if node.is_table() => {
            Some(behind_line(place.file, text, node.value.end, &format!("allow = [{item}]")))
        }
        Some(node) if node.value_kind == ValueKind::Inline => {
            in_inline(place.file, text, node, &format!("allow = [{item}]"))
        }
        _ => None,
    }
}

/// Behind the last item of a list that is written.
fn in_list(file: FileId, text: &str, tree: &Tree, path: &[SmolStr], item: &str) -> Option<Edit> {
    let (_, list) = tree.nodes().find(|(at, node)| node.value_kind == ValueKind::Array && tree.path(*at) == path)?;
    in_brackets(file, text, list, item)
}

fn in_inline(file: FileId, text: &str, table: &Node, item: &str) -> Option<Edit> {
    in_brackets(file, text, table, item)
}

/// Before the closing bracket of a value, behind what is in it.
fn in_brackets(file: FileId, text: &str, node: &Node, item: &str) -> Option<Edit> {
    let inside = text.get(node.value.start + 1..node.value.end.checked_sub(1)?)?;
    // A comment behind the last item would swallow what is written there.
    if inside.lines().last().is_some_and(|line| line.contains('#')) {
        return None;
    }
    let kept = inside.trim_end();
    let at = node.value.start + 1 + kept.len();
    let text = match kept.trim_start() {
        "" => item.to_owned(),
        filled if filled.ends_with(',') => format!(" {item}"),
        _ => format!(", {item}"),
    };
    let line = inside.get(..kept.len()).and_then(|kept| kept.lines().last()).unwrap_or_default();
    // Behind a comment in the same line nothing can be added.
    (!line.contains('#')).then(|| Edit { span: Span::new(file, at..at), text })
}

/// A line of its own behind the one that ends at or behind `at`.
fn behind_line(file: FileId, text: &str, at: usize, line: &str) -> Edit {
    let rest = text.get(at..).unwrap_or_default();
    let length = rest
        .find('\n')
        .map_or(rest.len(), |newline| if rest[..newline].ends_with('\r') { newline - 1 } else { newline });
    let newline = newline_of(text);
    Edit { span: Span::new(file, at + length..at + length), text: format!("{newline}{line}") }
}

fn newline_of(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// In the list at the top of a file, or before its first table.
fn at_top(model: &Model, file: FileId, tree: &Tree, item: &str) -> Option<Edit> {
    let text = model.sources().file(file)?.text();
    if let Some(edit) = in_list(file, text, tree, &["allow".into()], item) {
        return Some(edit);
    }
    let first = tree.nodes().find(|(_, node)| node.is_table()).map_or(text.len(), |(_, node)| node.range.start);
    let newline = newline_of(text);
    let before = text.get(..first).unwrap_or_default();
    let open = if before.is_empty() || before.ends_with('\n') { "" } else { newline };
    Some(Edit { span: Span::new(file, first..first), text: format!("{open}allow = [{item}]{newline}") })
}
