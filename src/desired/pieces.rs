//! A long file, read piece by piece.
//!
//! The TOML library keeps a text's tokens, events and tables all at once, many times the text. Of a piece they are few,
//! and the next one takes their room. A piece ends before the header of an entry. Where that stands inside a string or an
//! array after all, the piece before it is no TOML; and where two pieces say something of one table that is not just
//! the place of further entries, it takes both to judge. Then, and for anything that is worth a diagnostic, the file has
//! to be read whole. A syntax error is found without that, where it is well inside its piece.

mod tables;

use foldhash::{HashSet, HashSetExt as _};

use toml::de::DeTable;

use super::decoder::Decoder;
use super::named::Named;
use super::recover::{SyntaxError, blame, is_header, looks_like_assignment, statement_of};
use super::state_file::{self, StateFile};
use crate::diagnostic::Diagnostic;
use crate::side_by_side::side_by_side;
use crate::source::FileId;
use tables::Tables;

/// The least length of a piece in bytes. What is made of one on the way fits a processor's cache.
const PIECE: usize = 32 << 10;

/// Of how many pieces on they are read by two threads. Tests have short ones.
const APART: usize = if cfg!(test) { 2 } else { 8 };

/// What becomes of a file that is read piece by piece.
pub(super) enum InPieces {
    /// All of it is read, and nothing is worth a diagnostic.
    Read(StateFile),
    /// It has one syntax error, and this is all of it but the statement that has the error.
    Slip(StateFile, SyntaxError),
    /// It has to be read whole.
    Undecided,
}

/// Reads a file piece by piece.
pub(super) fn read_in_pieces(file: FileId, text: &str) -> InPieces {
    if text.len() < 2 * PIECE { InPieces::Undecided } else { read_pieces(file, text, PIECE) }
}

/// The same, with pieces of this length.
fn read_pieces(file: FileId, text: &str, length: usize) -> InPieces {
    let first = match read_sound_pieces(file, text, length) {
        Ok(Some(read)) => return InPieces::Read(read),
        Ok(None) => return InPieces::Undecided,
        Err(first) => first,
    };
    let (found, Some(without)) = blame(text, &first) else { return InPieces::Undecided };
    match read_sound_pieces(file, &without, length) {
        Ok(Some(read)) => InPieces::Slip(read, found),
        // Of several errors, it takes all to find the one to blame.
        _ => InPieces::Undecided,
    }
}

/// Reads a text without errors; none where it has to be read whole.
fn read_sound_pieces(file: FileId, text: &str, length: usize) -> Result<Option<StateFile>, SyntaxError> {
    let pieces: Vec<_> = pieces(text, length).collect();
    let mut reader = Reader::new(file);
    let taken = if pieces.len() < APART {
        reader.take_all(&pieces)
    } else {
        let (one, other) = pieces.split_at(pieces.len() / 2);
        reader.take_both(one, other)
    };
    match taken {
        Ok(()) => Ok(reader.state.filter(has_distinct_names)),
        Err(Stopped::Undecided) => Ok(None),
        Err(Stopped::Slip(error)) => Err(error),
    }
}

/// Why pieces are not read any further.
enum Stopped {
    /// The file has to be read whole.
    Undecided,
    /// The one error of the file, so far.
    Slip(SyntaxError),
}

/// What is read so far.
struct Reader {
    file: FileId,
    diagnostics: Vec<Diagnostic>,
    state: Option<StateFile>,
    tables: Tables,
}

impl Reader {
    fn new(file: FileId) -> Self {
        Self { file, diagnostics: Vec::new(), state: None, tables: Tables::default() }
    }

    /// Adds pieces, until one stops it.
    fn take_all(&mut self, pieces: &[(usize, &str)]) -> Result<(), Stopped> {
        for &(start, piece) in pieces {
            match DeTable::parse(piece) {
                Ok(table) => {
                    if !self.take(start, piece, table) {
                        return Err(Stopped::Undecided);
                    }
                }
                Err(error) => {
                    let found = self.broken(start, piece, error.into());
                    return Err(found.map_or(Stopped::Undecided, Stopped::Slip));
                }
            }
        }
        Ok(())
    }

    /// The same, with two threads.
    fn take_both(&mut self, one: &[(usize, &str)], other: &[(usize, &str)]) -> Result<(), Stopped> {
        let mut behind = Self::new(self.file);
        let (first, second) = side_by_side(|| self.take_all(one), || behind.take_all(other));
        first?;
        if second.is_err() {
            // What is wrong with a piece depends on those before it.
            return self.take_all(other);
        }
        if !self.tables.take_all(&behind.tables) {
            return Err(Stopped::Undecided);
        }
        self.append(behind.state);
        Ok(())
    }

    fn append(&mut self, read: Option<StateFile>) {
        match (&mut self.state, read) {
            (Some(state), Some(read)) => state.append(read),
            (state @ None, read) => *state = read,
            (Some(_), None) => {}
        }
    }

    /// Adds a piece; false where the file has to be read whole.
    fn take(&mut self, start: usize, piece: &str, table: toml::Spanned<DeTable<'_>>) -> bool {
        if !self.tables.take(piece, table.get_ref()) {
            return false;
        }
        let read = state_file::decoded(&mut Decoder::at(self.file, start, &mut self.diagnostics), table);
        let (Some(read), true) = (read, self.diagnostics.is_empty()) else { return false };
        self.append(Some(read));
        true
    }

    /// The error of a piece, where the whole text has it as well: what precedes its statement is sound, with all pieces before, and
    /// what follows the piece is not involved.
    fn broken(&mut self, start: usize, piece: &str, error: SyntaxError) -> Option<SyntaxError> {
        let SyntaxError { range, message } = error;
        let behind = piece.get(range.end.max(range.start)..).unwrap_or_default();
        let is_inside = behind.lines().filter(|line| is_header(line) || looks_like_assignment(line)).count() > 2;
        // One that nothing closes goes on behind the piece.
        if !is_inside || piece.contains("\"\"\"") || piece.contains("'''") {
            return None;
        }
        let before = piece.get(..statement_of(piece, range.start)).unwrap_or_default();
        let is_sound = DeTable::parse(before).is_ok_and(|table| self.take(start, before, table));
        if !is_sound || self.state.as_ref().is_none_or(|state| !has_distinct_names(state)) {
            return None;
        }
        Some(SyntaxError { range: start + range.start..start + range.end, message })
    }
}

/// The pieces of a text with their places: each at least this long, but for the last.
fn pieces(text: &str, length: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let from = rest.ceil_char_boundary(length);
        let headers = rest[from..].match_indices("\n[").map(|(at, _)| from + at + 1);
        let end = headers.map(|at| (at, &rest[at..])).find(|(_, line)| begins_entry(line));
        let piece = (start, &rest[..end.map_or(rest.len(), |(at, _)| at)]);
        start += piece.1.len();
        Some(piece)
    })
}

/// Whether a text begins with `[kind.name]`. One with more parts, or `[[..]]`, goes on with an entry.
fn begins_entry(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    !line.starts_with("[[") && line.matches('.').count() == 1
}

fn has_distinct_names(state: &StateFile) -> bool {
    fn distinct<T>(entries: Option<&Vec<Named<T>>>) -> bool {
        let entries = entries.map(Vec::as_slice).unwrap_or_default();
        let mut names = HashSet::with_capacity(entries.len());
        entries.iter().all(|entry| names.insert(entry.key.as_str()))
    }
    distinct(state.entry_points.as_ref())
        && distinct(state.servers_transports.as_ref())
        && distinct(state.tls_options.as_ref())
        && distinct(state.tls_stores.as_ref())
        && distinct(state.middlewares.as_ref())
        && distinct(state.routes.as_ref())
        && distinct(state.services.as_ref())
        && distinct(state.secrets.as_ref())
        && distinct(state.config_maps.as_ref())
        && distinct(state.invariants.as_ref())
        && distinct(state.scenarios.as_ref())
}

#[cfg(test)]
mod tests;
