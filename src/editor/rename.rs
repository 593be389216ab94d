use super::Model;
use super::names::{Occurrence, Role, Symbol, SymbolKind};
use crate::diagnostic::Edit;
use crate::resource::kubernetes_name::is_subdomain;
use crate::source::{FileId, Span};

/// A name that can be replaced: where it is written here, and how.
pub fn renamable(model: &Model, file: FileId, offset: usize) -> Option<(Span, String)> {
    let found = at(model, file, offset)?;
    Some((found.span, found.symbol.name.to_string()))
}

fn at(model: &Model, file: FileId, offset: usize) -> Option<&Occurrence> {
    let names = model.names();
    let found = names.at(file, offset)?;
    let is_known = found.symbol.kind == SymbolKind::EntryPoint || names.definition(&found.symbol).is_some();
    is_known.then_some(found)
}

/// The edits that give what is named at a place another name, in all files.
///
/// # Errors
/// Why that cannot be.
pub fn rename(model: &Model, file: FileId, offset: usize, new: &str) -> Result<Vec<Edit>, String> {
    let Some(found) = at(model, file, offset) else {
        return Err("nothing here has a name that the state declares".to_owned());
    };
    let symbol = &found.symbol;
    if new == symbol.name {
        return Ok(Vec::new());
    }
    judge(model, symbol, new)?;
    let edit = |one: &Occurrence| {
        let written = model.sources().slice(one.span);
        if written != symbol.name {
            return Err(format!("`{}` is written as {written}: replace that by hand", symbol.name));
        }
        Ok(self::edit(model, one, new))
    };
    model.names().of_symbol(symbol).map(edit).collect()
}

fn judge(model: &Model, symbol: &Symbol, new: &str) -> Result<(), String> {
    let kind = symbol.kind.name();
    let is_name = match symbol.kind {
        SymbolKind::EntryPoint => {
            !new.is_empty() && new.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'\\`,".contains(&byte))
        }
        SymbolKind::Object(_) => is_subdomain(new),
    };
    if !is_name {
        return Err(format!("`{new}` cannot be the name of a {kind}"));
    }
    let other = Symbol { name: new.into(), ..symbol.clone() };
    match model.names().of_symbol(&other).find(|one| one.role == Role::Definition) {
        Some(_) => Err(format!("there is a {kind} `{}` already", other.shown())),
        None => Ok(()),
    }
}

/// Replaces the name alone, with quotes where there are none and the new name needs them.
fn edit(model: &Model, one: &Occurrence, new: &str) -> Edit {
    let is_manifest = model.sources().file(one.span.file).is_some_and(crate::source::SourceFile::is_manifest);
    let is_bare = one.span == one.whole;
    let needs_quotes = if is_manifest { !is_plain_yaml(new) } else { !is_bare_key(new) };
    let text = if is_bare && needs_quotes { format!("\"{new}\"") } else { new.to_owned() };
    Edit { span: one.span, text }
}

fn is_bare_key(name: &str) -> bool {
    name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'))
}

/// Whether every reader of YAML takes a name as a string: it begins with a letter, and is no word of YAML 1.1 or a number.
fn is_plain_yaml(name: &str) -> bool {
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    name.starts_with(|letter: char| letter.is_ascii_lowercase())
        && is_bare_key(name)
        && !words.contains(&name.to_ascii_lowercase().as_str())
}
