use std::collections::HashMap;

use super::Fixes;
use crate::desired::problem::toml_syntax;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Sources, Span};

/// The tables that have a syntax error, each from its header to the next. What cannot be read there may be the other half
/// of a problem: the correct one of two spellings of a key.
pub(super) fn damaged_tables(sources: &Sources, diagnostics: &[Diagnostic]) -> Vec<Span> {
    let mut headers: HashMap<FileId, Vec<usize>> = HashMap::new();
    let errors = diagnostics.iter().filter(|found| *found.code == toml_syntax::CODE);
    in_order(errors.filter_map(|found| table(sources, &mut headers, found.span)).collect())
}

/// Whether a fix of `found` would change one of these tables.
pub(super) fn is_fixed_in_one(tables: &[Span], found: &Diagnostic, fixes: Fixes) -> bool {
    let mut edits = fixes.of(found).into_iter().flat_map(|fix| &fix.edits);
    edits.any(|edit| is_in_one(tables, edit.span))
}

/// Places that are whole lines, each once and in order, so that [`is_in_one`] finds the one around another place.
pub(super) fn in_order(mut places: Vec<Span>) -> Vec<Span> {
    places.sort_unstable();
    places.dedup();
    places
}

/// Whether one of these places, in order and without one around another, contains `inner`.
pub(super) fn is_in_one(places: &[Span], inner: Span) -> bool {
    let behind = places.partition_point(|place| (place.file, place.start) <= (inner.file, inner.start));
    behind.checked_sub(1).and_then(|last| places.get(last)).is_some_and(|place| place.contains(inner))
}

fn table(sources: &Sources, headers: &mut HashMap<FileId, Vec<usize>>, error: Span) -> Option<Span> {
    let text = sources.file(error.file)?.text();
    let headers = headers
        .entry(error.file)
        .or_insert_with(|| text.match_indices('[').map(|(at, _)| at).filter(|&at| begins_line(text, at)).collect());
    let (before, behind) = text.split_at_checked(error.start as usize)?;
    let line = behind.find('\n').map_or(text.len(), |end| before.len() + end + 1);
    let next = headers.partition_point(|&at| at < line);
    let start = next.checked_sub(1).and_then(|last| headers.get(last)).copied();
    let end = headers.get(next).copied();
    Some(Span::new(error.file, start.unwrap_or(0)..end.unwrap_or(text.len())))
}

fn begins_line(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with('\n'))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::table;
    use crate::source::{Sources, Span};

    #[test]
    fn a_table_goes_from_its_header_to_the_next() {
        let text = "x = 1\n[a]\ny = [1\n[b]\nz = [[]]\n";
        let sources = Sources::single("a", text);
        let (file, _) = sources.iter().next().unwrap();
        let around = |part: &str| {
            let at = text.find(part).unwrap();
            &text[table(&sources, &mut HashMap::new(), Span::new(file, at..at)).unwrap().range()]
        };
        assert_eq!(around("= 1"), "x = 1\n");
        assert_eq!(around("[1"), "[a]\ny = [1\n");
        assert_eq!(around("a]"), "[a]\ny = [1\n");
        assert_eq!(around("]]"), "[b]\nz = [[]]\n");
    }
}
