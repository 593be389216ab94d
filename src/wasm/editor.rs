//! Language features for an editor on a web page: the answers of `editor`, with places in UTF-16 units.

use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::configuration::{Apart, apart};
use super::options::CompileOptions;
use super::value::{answer, argument, wrong};
use super::{Answer, kept, source};
use crate::editor::{self, CompletionKind, Model};
use crate::rule::RulePart;
use crate::source::{FileId, Place, SourceFile, Sources, Span};

/// The place that a question is about.
#[derive(Deserialize)]
struct At {
    file: String,
    utf16: usize,
}

/// A stretch of a file, in UTF-16 units.
#[derive(Deserialize)]
struct Within {
    file: String,
    from: usize,
    to: usize,
}

/// A compiled state, and a byte of one of its files.
struct Asked {
    model: Model,
    file: FileId,
    offset: usize,
}

impl Asked {
    fn read(sources: &JsValue, at: &JsValue, options: &JsValue) -> Result<Self, JsValue> {
        let (given, options) = (apart(source::files(sources)?), CompileOptions::read(options)?);
        let at: At = argument("at", at)?;
        let found = named("at", &at.file, &given)?;
        let (file, offset) = found.map_or((FileId::NOWHERE, 0), |(file, text)| (file, text.offset_of_utf16(at.utf16)));
        Ok(Self { model: compiled(given.sources, &options)?, file, offset })
    }

    fn text(&self) -> &str {
        self.model.sources().file(self.file).map(SourceFile::text).unwrap_or_default()
    }

    fn place(&self, span: Span) -> Place {
        Place::new(self.model.sources(), span)
    }

    /// A place as JSON, with more keys.
    fn at(&self, span: Span, more: Value) -> Value {
        let mut entry = json!(self.place(span));
        if let (Value::Object(entry), Value::Object(more)) = (&mut entry, more) {
            entry.extend(more);
        }
        entry
    }
}

/// The source of this name; `what` is the argument that has the name. None for a file with Traefik's configuration, of which
/// only the facts are there.
fn named<'s>(what: &str, name: &str, given: &'s Apart) -> Result<Option<(FileId, &'s SourceFile)>, JsValue> {
    let found = given.sources.iter().find(|(_, file)| file.name() == name);
    if found.is_none() && given.configuration.iter().all(|known| known != name) {
        return Err(wrong(&format!("{what}: `file` is none of the sources")));
    }
    Ok(found)
}

fn compiled(sources: Sources, options: &CompileOptions) -> Result<Model, JsValue> {
    Ok(Model::of(kept::subject(sources.for_traefik(options.traefik()?), options.core()?)))
}

/// The documentation of what is at a place; null if there is none.
#[wasm_bindgen(unchecked_return_type = "Hover | null")]
pub fn hover(
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] sources: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "At")] at: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CompileOptions")] options: &JsValue,
) -> Answer {
    let asked = Asked::read(sources, at, options)?;
    let found = editor::hover(&asked.model, asked.file, asked.offset);
    answer(&found.map(|found| asked.at(found.span, json!({ "markdown": found.markdown }))))
}

/// Completions at a place, the best first. A manifest and a file with Traefik's configuration have none.
#[wasm_bindgen(unchecked_return_type = "Completions")]
pub fn complete(
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] sources: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "At")] at: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CompileOptions")] options: &JsValue,
) -> Answer {
    let asked = Asked::read(sources, at, options)?;
    let is_manifest = asked.model.sources().file(asked.file).is_none_or(SourceFile::is_manifest);
    let found = if is_manifest {
        editor::Completions { range: asked.offset..asked.offset, items: Vec::new() }
    } else {
        editor::complete(&asked.model, asked.text(), asked.offset)
    };
    let items: Vec<Value> = found.items.iter().map(completion).collect();
    answer(&asked.at(Span::new(asked.file, found.range), json!({ "items": items })))
}

fn completion(item: &editor::Completion) -> Value {
    let cursor = item.is_snippet.then(|| item.text.find("$0")).flatten();
    let kind = match item.kind {
        CompletionKind::Key => "key",
        CompletionKind::Value => "value",
        CompletionKind::Name => "name",
        CompletionKind::Matcher => "matcher",
        CompletionKind::Code => "code",
    };
    json!({
        "label": item.label,
        "kind": kind,
        "detail": item.detail,
        "documentation": item.documentation,
        "text": item.plain,
        "cursor": cursor.and_then(|at| Some(item.text.get(..at)?.encode_utf16().count())),
    })
}

/// Finds the name at a position, and returns its declaration and every use of it; null if no name is there.
#[wasm_bindgen(unchecked_return_type = "Definition | null")]
pub fn definition(
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] sources: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "At")] at: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CompileOptions")] options: &JsValue,
) -> Answer {
    let asked = Asked::read(sources, at, options)?;
    let Asked { model, file, offset } = &asked;
    let found = model.names().at(*file, *offset).map(|found| {
        let places = editor::references(model, *file, *offset, true).into_iter().map(|span| asked.place(span));
        let more = json!({
            "name": found.symbol.name,
            "definition": editor::definition(model, *file, *offset).map(|span| asked.place(span)),
            "references": places.collect::<Vec<_>>(),
            "renamable": editor::renamable(model, *file, *offset).is_some(),
        });
        asked.at(found.span, more)
    });
    answer(&found)
}

/// The edits that rename what is at a place, in all files; or the reason why it cannot be renamed.
#[wasm_bindgen(unchecked_return_type = "Rename")]
pub fn rename(
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] sources: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "At")] at: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] to: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CompileOptions")] options: &JsValue,
) -> Answer {
    let to: String = argument("to", to)?;
    let asked = Asked::read(sources, at, options)?;
    let renamed = editor::rename(&asked.model, asked.file, asked.offset, &to);
    let error = renamed.as_ref().err().cloned();
    let edits = renamed.unwrap_or_default().into_iter();
    let edits: Vec<Value> = edits.map(|edit| asked.at(edit.span, json!({ "text": edit.text }))).collect();
    answer(&json!({ "edits": edits, "error": error }))
}

/// The parts of the rules that are written in a stretch of a file, in the order of the file.
#[wasm_bindgen(js_name = ruleTokens, unchecked_return_type = "RuleToken[]")]
pub fn rule_tokens(
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] sources: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Within")] within: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CompileOptions")] options: &JsValue,
) -> Answer {
    let (given, options) = (apart(source::files(sources)?), CompileOptions::read(options)?);
    let within: Within = argument("within", within)?;
    let found = named("within", &within.file, &given)?;
    let (file, range) = found.map_or((FileId::NOWHERE, 0..0), |(file, text)| {
        (file, text.offset_of_utf16(within.from)..text.offset_of_utf16(within.to))
    });
    let model = compiled(given.sources, &options)?;
    let utf16 = |offset: u32| model.sources().file(file).and_then(|file| file.position(offset as usize).utf16);
    let token = |(span, part): (Span, RulePart)| json!({ "from": utf16(span.start), "to": utf16(span.end), "part": part.name() });
    answer(&editor::rule_tokens(&model, file, range).into_iter().map(token).collect::<Vec<_>>())
}
