use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use super::ends::{input, outcome};
use crate::cli::{Failure, Outcome, console};
use crate::snippet::{Page, with_outputs};

#[derive(Args, Clone, Debug)]
pub(super) struct MdbookArguments {
    /// `supports RENDERER`: mdBook asks whether the output is for this renderer
    #[arg(value_name = "supports RENDERER", num_args = 0..=2)]
    question: Vec<String>,
}

/// The protocol of preprocessors: `[context, book]` comes as JSON, and the book goes back.
pub(super) fn run(arguments: &MdbookArguments) -> Result<Outcome, Failure> {
    match arguments.question.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["supports", "html"] => return Ok(Outcome::Fine),
        ["supports", _] => return Ok(Outcome::No),
        [] => {}
        _ => return Err(Failure::new("mdBook asks `supports RENDERER`, or nothing")),
    }
    let read: (Value, Value) = serde_json::from_str(&input()?)
        .map_err(|error| Failure::new(format!("standard input is not what mdBook sends: {error}")))?;
    let (context, mut book) = read;
    let mut wrong = String::new();
    chapters(&mut book, &folder(&context), &mut wrong);
    if wrong.is_empty() {
        console::data(&book.to_string())?;
    }
    Ok(outcome(&wrong))
}

/// Where the book's pages are, from the folder in which mdBook runs.
fn folder(context: &Value) -> PathBuf {
    let text = |value: &Value| PathBuf::from(value.as_str().unwrap_or_default());
    let source = context.pointer("/config/book/src").map_or_else(|| PathBuf::from("src"), text);
    let whole = context.get("root").map(text).unwrap_or_default().join(source);
    let here = std::env::current_dir().unwrap_or_default();
    // Without the dots of `docs/.`.
    whole.strip_prefix(here).map(Path::to_owned).unwrap_or(whole).components().collect()
}

/// A chapter is an object `Chapter` at some depth, whatever the lists around it are called: that differs between versions.
fn chapters(value: &mut Value, folder: &Path, wrong: &mut String) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| chapters(item, folder, wrong)),
        Value::Object(fields) => {
            if let Some(Value::Object(chapter)) = fields.get_mut("Chapter") {
                let path = chapter.get("source_path").and_then(Value::as_str).map(|path| folder.join(path));
                if let (Some(path), Some(Value::String(content))) = (path, chapter.get_mut("content")) {
                    let name = path.display().to_string();
                    let (text, found) = with_outputs(&Page { name: &name, first_line: 1, text: content });
                    *content = text;
                    *wrong += &found;
                }
            }
            fields.iter_mut().for_each(|(_, value)| chapters(value, folder, wrong));
        }
        _ => {}
    }
}
