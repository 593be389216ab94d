use foldhash::HashMap;
use toml::de::{DeTable, DeValue};

use super::super::decoder::Value;

/// The tables at the top of the pieces so far, and whether each is nothing but the place of its entries.
#[derive(Default)]
pub(super) struct Tables {
    known: HashMap<String, bool>,
}

impl Tables {
    /// Adds a piece; false if one of its tables is also part of another piece.
    pub fn take(&mut self, piece: &str, table: &DeTable<'_>) -> bool {
        table.iter().all(|(key, value)| self.note(key.get_ref(), is_implied(piece, value)))
    }

    /// The same of the pieces that follow.
    pub fn take_all(&mut self, behind: &Self) -> bool {
        behind.known.iter().all(|(key, implied)| self.note(key, *implied))
    }

    fn note(&mut self, key: &str, implied: bool) -> bool {
        match self.known.get(key) {
            Some(&known) => known && implied,
            None => self.known.insert(key.to_owned(), implied).is_none(),
        }
    }
}

/// Whether a table has no header and no braces of its own: its place is then that of a key in a longer header.
fn is_implied(piece: &str, value: &Value<'_>) -> bool {
    let written = piece.get(value.span()).unwrap_or_default();
    matches!(value.get_ref(), DeValue::Table(_)) && !written.starts_with(['[', '{'])
}
