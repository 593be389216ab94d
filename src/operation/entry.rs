//! Arguments as an entry of a state file, and the object that it makes.

use crate::diagnostic::{Diagnostic, Severity};
use crate::resource::{Kind, Object};
use crate::source::{FileId, Span};
use crate::store::{Refusal, Store};
use crate::{Compilation, Options, compile};

/// The object that an entry makes in a store: of the API group that its Traefik serves, with the labels that its file
/// gives to all.
///
/// # Errors
/// When an API server would refuse the object, or the store cannot be read.
pub(super) fn object(store: &dyn Store, kind: Kind, entry: &str) -> Result<Object, Refusal> {
    let facts = store.facts()?;
    let before = format!("{}\n\n", facts.first_text());
    let compilation = compile(&facts.with_first("arguments", format!("{before}{entry}")), &Options::default());
    only(&compilation, kind, before.len())
}

/// The one object of this kind, unless something is wrong with its entry, which begins at `from` in the first text.
pub(super) fn only(compilation: &Compilation, kind: Kind, from: usize) -> Result<Object, Refusal> {
    let object = compilation.resources.objects().iter().find(|object| object.kind() == kind);
    let is_in = |place: Span| place.file == FileId::FIRST && place.start as usize >= from;
    let own = |found: &&Diagnostic| found.severity == Severity::Error && is_in(found.span);
    let errors: Vec<Diagnostic> = compilation.diagnostics.iter().filter(own).cloned().collect();
    match (Refusal::of(&errors), object) {
        (Some(refusal), _) => Err(refusal),
        (None, Some(object)) => Ok(object.clone()),
        (None, None) => Err(Refusal::new("invalid-arguments", "the arguments make no object")),
    }
}

/// A basic string. JSON's escapes are TOML's, but for DEL, which TOML does not take as it is (TOML v1.1, "String").
pub(super) fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

/// An array of strings.
pub(super) fn array(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| string(text)).collect::<Vec<_>>().join(", "))
}

/// A port, which is a number or a name, as text.
pub(super) fn port_text(port: &serde_json::Value) -> String {
    port.as_str().map_or_else(|| port.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{array, string};

    #[test]
    fn any_text_comes_back_from_toml() {
        for text in ["a", "\"\\'`", "ü漢\u{1F600}", "\u{0}\u{1b}\u{7f}\r\n\t", "]\n[b]"] {
            let document = format!("a = {}\n", array(&[text.to_owned(), String::new()]));
            let table: toml::Table = toml::from_str(&document).unwrap();
            assert_eq!(table["a"][0].as_str(), Some(text), "{}", string(text));
        }
    }
}
