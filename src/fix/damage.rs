use crate::desired::problem::toml_syntax;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

/// The tables that have a syntax error, each from its header to the next. What cannot be read there may be the other half
/// of a problem: the correct one of two spellings of a key.
pub(super) fn damaged_tables(sources: &Sources, diagnostics: &[Diagnostic]) -> Vec<Span> {
    let errors = diagnostics.iter().filter(|found| *found.code == toml_syntax::CODE);
    errors.filter_map(|found| table(sources, found.span)).collect()
}

/// Whether a fix of `found` would change one of these tables.
pub(super) fn is_in_one(tables: &[Span], found: &Diagnostic) -> bool {
    let mut edits = found.fixes.iter().filter(|fix| fix.safe).flat_map(|fix| &fix.edits);
    edits.any(|edit| tables.iter().any(|table| table.contains(edit.span)))
}

fn table(sources: &Sources, error: Span) -> Option<Span> {
    let text = sources.file(error.file)?.text();
    let (before, behind) = text.split_at_checked(error.start as usize)?;
    let line = behind.find('\n').map_or(text.len(), |end| before.len() + end + 1);
    let start = text.get(..line)?.rmatch_indices('[').map(|(at, _)| at).find(|&at| begins_line(text, at));
    let end = text.get(line..)?.match_indices('[').map(|(at, _)| line + at).find(|&at| begins_line(text, at));
    Some(Span::new(error.file, start.unwrap_or(0)..end.unwrap_or(text.len())))
}

fn begins_line(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with('\n'))
}

#[cfg(test)]
mod tests {
    use super::table;
    use crate::source::{Sources, Span};

    #[test]
    fn a_table_goes_from_its_header_to_the_next() {
        let text = "x = 1\n[a]\ny = [1\n[b]\nz = [[]]\n";
        let sources = Sources::single("a", text);
        let (file, _) = sources.iter().next().unwrap();
        let around = |part: &str| {
            let at = text.find(part).unwrap();
            &text[table(&sources, Span::new(file, at..at)).unwrap().range()]
        };
        assert_eq!(around("= 1"), "x = 1\n");
        assert_eq!(around("[1"), "[a]\ny = [1\n");
        assert_eq!(around("a]"), "[a]\ny = [1\n");
        assert_eq!(around("]]"), "[b]\nz = [[]]\n");
    }
}
