//! What can be written at a place.

mod item;
mod keys;
mod rule;
mod values;

use super::Model;
use super::toml::{Cursor, Tree, Writing};

pub use item::{Completion, CompletionKind, Completions};

/// What can be written at `offset` of `text`, which may be newer than the text that the model was made of: of the model, only
/// names are used.
pub fn complete(model: &Model, text: &str, offset: usize) -> Completions {
    let Some(cursor) = Cursor::new(text, offset) else { return Completions::default() };
    if rule::is_rule(&cursor) {
        return rule::complete(&cursor, text);
    }
    let range = cursor.word.start..word_end(text, offset, cursor.quote);
    let items = match cursor.writing {
        Writing::Value => values::complete(model, &cursor, text),
        Writing::Key | Writing::Header => {
            let written = Tree::new(text).keys_of(&cursor.path, offset);
            keys::complete(&cursor, &written)
        }
    };
    Completions { range, items }
}

/// The end of the word that goes on behind the place.
fn word_end(text: &str, offset: usize, quote: Option<char>) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | '/' | '@' | ':');
    let length = line.find(|letter: char| !is_word(letter)).unwrap_or(line.len());
    // Behind a quote that nothing closes, the next words are others.
    let closed = quote.is_none_or(|quote| line.get(length..).is_some_and(|rest| rest.starts_with(quote)));
    if closed { offset + length } else { offset }
}
