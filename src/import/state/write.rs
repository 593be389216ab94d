//! A small pretty-printer: `toml_writer` knows how to quote, the layout is ours.

use std::fmt::Write;

use toml_writer::{ToTomlKey, ToTomlValue, TomlKeyBuilder, TomlStringBuilder};

use super::document::{Table, Value};

/// Longer lines are broken.
const WIDTH: usize = 110;

/// The keys of the file itself.
pub(super) fn top(text: &mut String, table: &Table) {
    body(text, &[], table);
}

/// An empty line behind what there is.
pub(super) fn gap(text: &mut String) {
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push('\n');
    }
}

/// Comments above the entry that follows.
pub(super) fn comments(text: &mut String, comments: &[String]) {
    if !comments.is_empty() {
        gap(text);
    }
    for comment in comments {
        // A control character ends a comment of TOML, or may not be in one.
        let comment: String = comment.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
        let _ = writeln!(text, "# {comment}");
    }
}

/// `[kind.name]` and what it says.
pub(super) fn entry(text: &mut String, path: &[&str], table: &Table) {
    header(text, "[", path, "]");
    body(text, path, table);
}

fn header(text: &mut String, open: &str, path: &[&str], close: &str) {
    // The comments of an entry are right above it.
    if !text.lines().next_back().is_some_and(|line| line.starts_with('#')) {
        gap(text);
    }
    let keys: Vec<String> = path.iter().map(|part| key(part)).collect();
    let _ = writeln!(text, "{open}{}{close}", keys.join("."));
}

/// Values first, then the tables that do not fit a line, which belong to the path.
fn body(text: &mut String, path: &[&str], table: &Table) {
    let mut below = Vec::new();
    for (name, value) in &table.entries {
        match line(name, value) {
            Some(line) => text.push_str(&line),
            None => below.push((name, value)),
        }
    }
    for (name, value) in below {
        let path: Vec<&str> = path.iter().copied().chain([name.as_str()]).collect();
        match value {
            Value::Table(table) => entry(text, &path, table),
            Value::Tables(tables) => {
                for table in tables {
                    header(text, "[[", &path, "]]");
                    body(text, &path, table);
                }
            }
            _ => {}
        }
    }
}

/// `key = value`, where that is no table of its own.
fn line(name: &str, value: &Value) -> Option<String> {
    let line = format!("{} = {}", key(name), inline(value));
    let short = line.chars().count() <= WIDTH;
    match value {
        Value::Tables(tables) if !tables.is_empty() => None,
        Value::Table(_) if !short => None,
        Value::List(items) if !short && items.len() > 1 => Some(list(name, items)),
        _ => Some(line + "\n"),
    }
}

/// One item a line.
fn list(name: &str, items: &[Value]) -> String {
    let mut text = format!("{} = [\n", key(name));
    for item in items {
        let _ = writeln!(text, "  {},", inline(item));
    }
    text.push_str("]\n");
    text
}

fn inline(value: &Value) -> String {
    match value {
        Value::Text(text) => string(text),
        Value::Int(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        Value::List(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Table(table) if table.entries.is_empty() => "{}".to_owned(),
        Value::Table(table) => {
            let pairs: Vec<String> =
                table.entries.iter().map(|(name, value)| format!("{} = {}", key(name), inline(value))).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        Value::Tables(_) => "[]".to_owned(),
    }
}

/// The first form that needs no escapes: `"a"`, then `'a "b"'`; lines of their own only where there are several.
fn string(text: &str) -> String {
    let builder = TomlStringBuilder::new(text);
    let pretty = builder.as_basic_pretty().or_else(|| builder.as_literal());
    pretty.unwrap_or_else(|| builder.as_basic()).to_toml_value()
}

pub(super) fn key(name: &str) -> String {
    TomlKeyBuilder::new(name).as_default().to_toml_key()
}
