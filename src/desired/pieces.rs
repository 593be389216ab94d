//! A long file, read piece by piece.
//!
//! The TOML library keeps a text's tokens, events and tables all at once, many times the text. Of a piece they are few,
//! and the next one takes their room. A piece ends before the header of an entry. Where that stands inside a string or an
//! array after all, the piece before it is no TOML; and where two pieces say something of one table that is not just
//! the place of further entries, it takes both to judge. Then, and for anything that is worth a diagnostic, the file has
//! to be read whole. A syntax error is found without that, where it is well inside its piece.

use foldhash::{HashMap, HashSet, HashSetExt as _};

use toml::de::{DeTable, DeValue};

use super::decoder::{Decoder, Value};
use super::named::Named;
use super::recover::{SyntaxError, blame, is_header, looks_like_assignment, statement_of};
use super::state_file::{self, StateFile};
use crate::diagnostic::Diagnostic;
use crate::source::FileId;

/// The least length of a piece in bytes. What is made of one on the way fits a processor's cache.
const PIECE: usize = 32 << 10;

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
    let mut reader = Reader { file, diagnostics: Vec::new(), state: None, tables: Tables::default() };
    for (start, piece) in pieces(text, length) {
        match DeTable::parse(piece) {
            Ok(table) => {
                if !reader.take(start, piece, table) {
                    return Ok(None);
                }
            }
            Err(error) => return reader.broken(start, piece, error.into()).map_or(Ok(None), Err),
        }
    }
    Ok(reader.state.filter(has_distinct_names))
}

/// What is read so far.
struct Reader {
    file: FileId,
    diagnostics: Vec<Diagnostic>,
    state: Option<StateFile>,
    tables: Tables,
}

impl Reader {
    /// Adds a piece; false where the file has to be read whole.
    fn take(&mut self, start: usize, piece: &str, table: toml::Spanned<DeTable<'_>>) -> bool {
        if !self.tables.take(piece, table.get_ref()) {
            return false;
        }
        let read = state_file::decoded(&mut Decoder::at(self.file, start, &mut self.diagnostics), table);
        let (Some(read), true) = (read, self.diagnostics.is_empty()) else { return false };
        match &mut self.state {
            Some(state) => state.append(read),
            None => self.state = Some(read),
        }
        true
    }

    /// The error of a piece, where the whole text has it as well: what precedes its statement is sound, with all pieces before, and
    /// what follows the piece is not involved.
    fn broken(mut self, start: usize, piece: &str, error: SyntaxError) -> Option<SyntaxError> {
        let SyntaxError { range, message } = error;
        let behind = piece.get(range.end.max(range.start)..).unwrap_or_default();
        let is_inside = behind.lines().filter(|line| is_header(line) || looks_like_assignment(line)).count() > 2;
        // One that nothing closes goes on behind the piece.
        if !is_inside || piece.contains("\"\"\"") || piece.contains("'''") {
            return None;
        }
        let before = piece.get(..statement_of(piece, range.start)).unwrap_or_default();
        let is_sound = DeTable::parse(before).is_ok_and(|table| self.take(start, before, table));
        if !is_sound || self.state.is_none_or(|state| !has_distinct_names(&state)) {
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

/// The tables at the top of the pieces so far, and whether each is nothing but the place of its entries.
#[derive(Default)]
struct Tables {
    known: HashMap<String, bool>,
}

impl Tables {
    /// Takes in a further piece; false where it says something that another piece has a part in.
    fn take(&mut self, piece: &str, table: &DeTable<'_>) -> bool {
        table.iter().all(|(key, value)| {
            let implied = is_implied(piece, value);
            match self.known.get(key.get_ref().as_ref()) {
                Some(&known) => known && implied,
                None => self.known.insert(key.get_ref().to_string(), implied).is_none(),
            }
        })
    }
}

/// Whether a table has no header and no braces of its own: its place is then that of a key in a longer header.
fn is_implied(piece: &str, value: &Value<'_>) -> bool {
    let written = piece.get(value.span()).unwrap_or_default();
    matches!(value.get_ref(), DeValue::Table(_)) && !written.starts_with(['[', '{'])
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
        && distinct(state.invariants.as_ref())
        && distinct(state.scenarios.as_ref())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::prop;
    use proptest::test_runner::Config;
    use proptest::{prop_assert_eq, proptest};

    use super::*;
    use crate::source::Sources;

    /// Lines that make tables, go on with them, contradict them or tear them apart.
    const LINES: [&str; 28] = [
        "[routes.a]\n",
        "[routes.b]\n",
        "[routes.\"n/c\"]\n",
        "[routes]\n",
        "[routes.a.tls]\n",
        "[[routes.a.rules]]\n",
        "[[routes.b]]\n",
        "service = \"s:1\"\n",
        "sni = 'x'\n",
        "passthrough = true\n",
        "d = { service = \"s:1\" }\n",
        "routes.e.service = \"s:1\"\n",
        "routes = { }\n",
        "[middlewares.a]\n",
        "[middlewares.b]\n",
        "in_flight_conn = 1\n",
        "[entry_points]\n",
        "[entry_points.e]\n",
        "port = 1\n",
        "[traefik]\n",
        "chart = 41\n",
        "[labels]\n",
        "[labels.x]\n",
        "match = '''\n",
        "'''\n",
        "entry_points = [\n",
        "]\n",
        "# ü\n",
    ];

    /// Lines of entries, and lines that are no TOML, alone or with what follows.
    const BROKEN: [&str; 16] = [
        "[routes.a]\n",
        "[routes.b]\n",
        "[routes.c]\n",
        "[routes.c.tls]\n",
        "[[routes.d.rules]]\n",
        "service = \"s:1\"\n",
        "sni = 'x'\n",
        "sni = 'x\n",
        "entry_points = [\n",
        "entry_points = [\"a\"\n",
        "  \"b\",\n",
        "]\n",
        "x\n",
        "tls = {\n",
        "[routes.e\n",
        "a = 1 2\n",
    ];

    proptest! {
        #![proptest_config(Config { failure_persistence: None, ..Config::with_cases(4_000) })]

        #[test]
        fn errors_found_in_pieces_are_those_of_the_whole(
            lines in prop::collection::vec(prop::sample::select(&BROKEN[..]), 0..24),
            length in 1_usize..60,
        ) {
            let text = lines.concat();
            if let InPieces::Slip(read, error) = read_pieces(file(), &text, length) {
                let first = DeTable::parse(&text).err().map(SyntaxError::from);
                let (rest, errors) = crate::desired::recover::recover(&text, first.unwrap());
                let errors: Vec<_> = errors.into_iter().map(|error| (error.range, error.message)).collect();
                prop_assert_eq!(errors, [(error.range, error.message)], "{}", text);
                prop_assert_eq!(Some(format!("{:?}", Some(read))), whole(&rest), "{}", text);
            }
        }

        #[test]
        fn whatever_pieces_say_the_whole_says(
            lines in prop::collection::vec(prop::sample::select(&LINES[..]), 0..16),
            length in 1_usize..60,
        ) {
            let text = lines.concat();
            if let Some(read) = in_pieces(&text, length) {
                prop_assert_eq!(Some(read), whole(&text));
            }
        }
    }

    /// What the text says, read whole, with every place; none where there is a word to say of it.
    fn whole(text: &str) -> Option<String> {
        let table = DeTable::parse(text).ok()?;
        let mut diagnostics = Vec::new();
        let state = state_file::decoded(&mut Decoder::new(file(), &mut diagnostics), table);
        diagnostics.is_empty().then(|| format!("{state:?}"))
    }

    fn in_pieces(text: &str, length: usize) -> Option<String> {
        match read_pieces(file(), text, length) {
            InPieces::Read(state) => Some(format!("{:?}", Some(state))),
            InPieces::Slip(..) | InPieces::Undecided => None,
        }
    }

    fn file() -> FileId {
        Sources::single("a", "").iter().next().unwrap().0
    }

    fn refused(text: &str) {
        assert!(pieces(text, 1).count() > 1, "{text}");
        assert_eq!(in_pieces(text, 1), None, "{text}");
    }

    #[test]
    fn pieces_end_before_headers_of_entries() {
        let text = "a = 1\n[routes.a]\nx = 1\n[routes.a.tls]\n[[routes.a.rules]]\n[routes.\"a.b\"]\n[m.b]\n";
        let found: Vec<_> = pieces(text, 1).map(|(start, piece)| (start, piece.lines().next().unwrap())).collect();
        assert_eq!(found, [(0, "a = 1"), (6, "[routes.a]"), (72, "[m.b]")]);
        assert_eq!(pieces(text, 1).map(|(_, piece)| piece).collect::<String>(), text);
        assert_eq!(pieces(text, 1000).count(), 1);
    }

    #[test]
    fn one_slip_is_found_without_reading_the_whole() {
        let text = "[routes.a]\nservice = \"a:1\"\n[routes.b]\nservice = \"b:1\nsni = 'x'\npriority = 1\nmatch = 'x'\n[routes.c]\n";
        let InPieces::Slip(_, error) = read_pieces(file(), text, 20) else { panic!("read whole") };
        assert_eq!(&text[error.range.start..].lines().next(), &Some(""), "{error:?}");
        let two = text.replace("sni = 'x'", "sni = 'x");
        assert!(matches!(read_pieces(file(), &two, 20), InPieces::Undecided));
    }

    #[test]
    fn pieces_say_what_the_whole_says() {
        let text = "namespace = \"ü\"\nroutes.z.service = \"z:1\"\n[middlewares.m]\nin_flight_conn = 1\n[routes.b]\n\
                    service = \"b:1\"\n[routes.b.tls]\n[routes.a]\nservice = \"a:1\"\n[traefik]\nchart = 41\n\
                    [routes.\"n/a\"]\nservice = \"a:1\"\n[entry_points.e]\nport = 1\n[middlewares.l]\nin_flight_conn = 2\n";
        let whole = whole(text);
        assert!(whole.is_some());
        for length in 1..text.len() {
            assert_eq!(in_pieces(text, length), whole, "{length}");
        }
    }

    #[test]
    fn a_header_in_a_string_or_an_array_ends_no_piece() {
        refused("[routes.a]\nmatch = '''\n[routes.b]\n'''\n");
        refused("a = '''\n[routes.a]\nb = '''\n[routes.c]\nc = '''\n");
        refused("[scenarios.a]\nsteps = [\n[routes.b]\n]\n");
    }

    #[test]
    fn an_entry_or_a_table_in_two_pieces_is_left_to_the_whole() {
        refused("[routes.a]\nservice = \"a:1\"\n[routes.a]\nservice = \"b:1\"\n");
        refused("[routes.a]\nservice = \"a:1\"\n[routes.b]\nservice = \"a:1\"\n[routes.a.tls]\npassthrough = true\n");
        refused("[routes]\na = { service = \"a:1\" }\n[routes.b]\nservice = \"b:1\"\n");
        refused("routes = { a = { service = \"a:1\" } }\n[routes.b]\nservice = \"b:1\"\n");
        refused(
            "[routes.a]\nservice = \"a:1\"\n[entry_points]\na = 1\n[routes.b]\nservice = \"b:1\"\n[entry_points]\nb = 2\n",
        );
        refused("[routes.a]\nservice = \"a:1\"\n[routes.\"\\u0061\"]\nservice = \"b:1\"\n");
    }

    #[test]
    fn what_is_worth_a_word_is_left_to_the_whole() {
        refused("[routes.a]\nservice = 1\n[routes.b]\nservice = \"b:1\"\n");
        refused("[route.a]\n[route.b]\n");
        refused("a\n[routes.a]\nservice = \"a:1\"\n[routes.b]\nservice = \"b:1\"\n");
    }
}
