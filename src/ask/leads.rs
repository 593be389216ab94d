//! The words that lead to a clause. They say something: `keeping` and `for` do not lead to the same clauses.

use super::reader::Reader;
use super::words::LEADING;

/// Words that carry no meaning of their own.
const EMPTY: [&str; 8] = ["and", "also", "the", "a", "an", "its", "kubernetes", "tcp"];

/// The words before a clause.
#[derive(Clone, Debug)]
pub(super) struct Leads {
    /// Those that say something, with blanks between them: `to use`.
    said: String,
    /// Whether there are any but `and`.
    dangling: bool,
}

impl Leads {
    pub(super) fn read(reader: &mut Reader) -> Self {
        let (mut said, mut dangling) = (Vec::new(), false);
        while let Some(word) = reader.take(&LEADING).or_else(|| reader.take(&EMPTY)) {
            dangling |= word != "and";
            if !EMPTY.contains(&word.as_str()) {
                said.push(word);
            } else if !dangling {
                reader.skip_marks();
            }
        }
        Self { said: said.join(" "), dangling }
    }

    /// Whether there is none, or "and" alone.
    pub(super) fn are_empty(&self) -> bool {
        !self.dangling
    }

    /// Whether they say one of these; the empty text is none.
    pub(super) fn are(&self, any: &[&str]) -> bool {
        any.contains(&self.said.as_str())
    }
}
