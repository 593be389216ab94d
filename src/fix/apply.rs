use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::Fixes;
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::source::{FileId, Sources, Span};

/// Texts with fixes in them.
pub(super) struct Applied<'a> {
    /// Of every source, in order.
    pub texts: Vec<String>,
    /// The diagnostics that were mended, and the fixes that did it.
    pub used: Vec<(&'a Diagnostic, &'a Fix)>,
    /// The lines in `texts` that fixes changed.
    pub lines: Vec<Span>,
}

/// Applies the fix of each diagnostic. A fix that overlaps one that is applied already is left out, whole: the next round
/// sees whether it is still wanted.
pub(super) fn apply<'a>(sources: &Sources, diagnostics: &[&'a Diagnostic], fixes: Fixes) -> Applied<'a> {
    let mut edits: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    let mut taken: HashMap<FileId, BTreeMap<u32, u32>> = HashMap::new();
    let mut used = Vec::new();
    for diagnostic in diagnostics {
        let Some(fix) = fixes.of(diagnostic).filter(|fix| is_sound(fix, sources)) else { continue };
        if fix.edits.iter().all(|edit| taken.get(&edit.span.file).is_none_or(|taken| is_free(taken, edit.span))) {
            for edit in &fix.edits {
                edits.entry(edit.span.file).or_default().push(edit);
                taken.entry(edit.span.file).or_default().insert(edit.span.start, edit.span.end);
            }
            used.push((*diagnostic, fix));
        }
    }
    let mut lines = Vec::new();
    let edited = sources.iter().map(|(id, file)| {
        let (text, places) = edited(file.text(), edits.remove(&id).unwrap_or_default());
        let newlines: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        lines.extend(places.into_iter().map(|place| Span::new(id, whole_lines(&newlines, text.len(), place))));
        text
    });
    let texts = edited.collect();
    Applied { texts, used, lines }
}

/// Whether every edit lies within its file and cuts no character in two.
fn is_sound(fix: &Fix, sources: &Sources) -> bool {
    let exists = |span: Span| sources.file(span.file).is_some_and(|file| file.text().get(span.range()).is_some());
    !fix.edits.is_empty() && fix.edits.iter().all(|edit| exists(edit.span))
}

/// Whether a place overlaps none of those taken, which are keyed by their starts. Two insertions at one place overlap, since
/// their order would matter.
fn is_free(taken: &BTreeMap<u32, u32>, place: Span) -> bool {
    let before = taken.range(..=place.start).next_back();
    let behind = taken.range(place.start.saturating_add(1)..).next();
    before.is_none_or(|(&start, &end)| start != place.start && end <= place.start)
        && behind.is_none_or(|(&start, _)| place.end <= start)
}

/// The text with the edits in it, and where they are.
fn edited(text: &str, mut edits: Vec<&Edit>) -> (String, Vec<Range<usize>>) {
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut places = Vec::with_capacity(edits.len());
    for edit in edits {
        out.push_str(text.get(at..edit.span.range().start).unwrap_or_default());
        places.push(out.len()..out.len() + edit.text.len());
        out.push_str(&edit.text);
        at = edit.span.range().end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (out, places)
}

/// The lines that a place lies in, in a text with these newlines.
fn whole_lines(newlines: &[usize], length: usize, place: Range<usize>) -> Range<usize> {
    let before = newlines.partition_point(|&at| at < place.start);
    let start = before.checked_sub(1).and_then(|last| newlines.get(last)).map_or(0, |newline| newline + 1);
    let behind = newlines.partition_point(|&at| at < place.end);
    start..newlines.get(behind).copied().unwrap_or(length)
}

#[cfg(test)]
mod tests {
    use super::{Fixes, apply};
    use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
    use crate::source::{FileId, Sources, Span};

    static CODE: Code = Code { name: "a-code", severity: Severity::Error, summary: "", explanation: "" };

    fn applied(text: &str, fixes: Vec<(std::ops::Range<usize>, &str)>) -> (String, usize) {
        let sources = Sources::single("a", text);
        let file = sources.iter().next().map(|(id, _)| id).unwrap();
        let found: Vec<Diagnostic> = fixes
            .into_iter()
            .map(|(range, new)| {
                Diagnostic::new(&CODE, Span::NOWHERE, "m").fix(Fix::safe("t", Span::new(file, range), new))
            })
            .collect();
        let applied = apply(&sources, &found.iter().collect::<Vec<_>>(), Fixes::Safe);
        (applied.texts.concat(), applied.used.len())
    }

    #[test]
    fn edits_are_applied_whatever_their_order() {
        assert_eq!(applied("abcdef", vec![(4..5, "E"), (0..1, ""), (2..2, "+")]), ("b+cdEf".to_owned(), 3));
    }

    #[test]
    fn what_overlaps_waits_for_the_next_round() {
        assert_eq!(applied("abcdef", vec![(0..3, "X"), (2..4, "Y"), (3..4, "Z")]), ("XZef".to_owned(), 2));
        assert_eq!(applied("ab", vec![(1..1, "X"), (1..1, "Y")]), ("aXb".to_owned(), 1));
    }

    #[test]
    fn what_lies_outside_or_within_a_character_is_left_out() {
        assert_eq!(applied("ü", vec![(1..2, "X"), (0..9, "Y")]), ("ü".to_owned(), 0));
    }

    #[test]
    fn a_fix_that_changes_the_meaning_is_applied_on_request_and_one_of_two_never() {
        let sources = Sources::single("a", "abc");
        let span = Span::new(sources.iter().next().map_or(FileId::NOWHERE, |(id, _)| id), 0..1);
        let found = Diagnostic::new(&CODE, span, "m").fix(Fix::offered("t", span, "X"));
        assert!(apply(&sources, &[&found], Fixes::Safe).used.is_empty());
        assert_eq!(apply(&sources, &[&found], Fixes::Unsafe).texts, ["Xbc"]);
        let found = found.fix(Fix::offered("u", span, "Y"));
        assert!(apply(&sources, &[&found], Fixes::Unsafe).used.is_empty());
    }
}
