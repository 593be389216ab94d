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
        Writing::Value => values::complete(model, &cursor, text, text.get(range.clone()).unwrap_or_default()),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::source::Sources;

    /// What is offered at the `|` of a text that the model is made of.
    fn offered(text: &str) -> Vec<String> {
        let (offset, text) = (text.find('|').unwrap(), text.replacen('|', "", 1));
        let model = Model::new(Sources::single("tcpgen.toml", text.as_str()), Options::default());
        complete(&model, &text, offset).items.into_iter().map(|item| item.label).collect()
    }

    #[test]
    fn a_name_that_is_being_written_is_not_offered_to_itself() {
        let routes = |written: &str| {
            format!(
                "[entry_points]\npostgresql = 1\n[routes.a]\n{written}\n[routes.b]\nentry_points = ['mysql']\nservice = 'b:1'\n"
            )
        };
        assert_eq!(offered(&routes("entry_points = ['postg|']")), ["mysql", "postgresql"]);
        assert_eq!(offered(&routes("entry_points = ['po|stg']")), ["mysql", "postgresql"]);
        assert_eq!(offered(&routes("entry_points = ['mysql|']")), ["mysql", "postgresql"], "another route has it");
        assert_eq!(offered(&routes("entry_points = ['x']\nservice = 'a:2|'")), ["b:1"]);
    }
}
