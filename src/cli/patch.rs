//! Two texts as what `patch -p0` and `git apply -p0` read.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, Hunk, InternedInput, Token};

use crate::escape::{Shown, shown};
use crate::source::SourceFile;

/// Lines around each change.
const CONTEXT: u32 = 3;

/// The changes that make `after` of `before`; empty if there are none.
pub(super) fn patch(before: &SourceFile, after: &SourceFile) -> Shown {
    let input = InternedInput::new(before.text(), after.text());
    // The histogram takes time with the square of the changes; lines that one side alone has cost this one nothing.
    let mut diff = Diff::compute(Algorithm::Myers, &input);
    diff.postprocess_lines(&input);
    let mut out = Shown::default();
    let changes: Vec<Hunk> = diff.hunks().collect();
    if !changes.is_empty() {
        out.push(&shown!("--- ", before.name(), "\n+++ ", after.name(), "\n"));
    }
    for near in changes.chunk_by(|one, next| next.before.start - one.before.end <= 2 * CONTEXT) {
        push_hunk(&mut out, &input, near);
    }
    out
}

/// Changes whose surroundings meet, with the lines between and around them.
fn push_hunk(out: &mut Shown, input: &InternedInput<&str>, changes: &[Hunk]) {
    let (Some(first), Some(last)) = (changes.first(), changes.last()) else { return };
    let in_front = first.before.start.min(CONTEXT);
    let lines = u32::try_from(input.before.len()).unwrap_or(u32::MAX);
    let behind = (lines - last.before.end).min(CONTEXT);
    let before = first.before.start - in_front..last.before.end + behind;
    let after = first.after.start - in_front..last.after.end + behind;
    out.push(&shown!("@@ -", range(&before), " +", range(&after), " @@\n"));
    let mut at = before.start;
    for change in changes {
        push(out, input, " ", &input.before, at..change.before.start);
        push(out, input, "-", &input.before, change.before.clone());
        push(out, input, "+", &input.after, change.after.clone());
        at = change.before.end;
    }
    push(out, input, " ", &input.before, at..before.end);
}

/// Lines as a hunk's head counts them: from 1, with their number unless it is 1.
fn range(lines: &Range<u32>) -> String {
    match lines.end - lines.start {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        count => format!("{},{count}", lines.start + 1),
    }
}

/// Lines of a text behind this sign.
fn push(out: &mut Shown, input: &InternedInput<&str>, sign: &'static str, text: &[Token], lines: Range<u32>) {
    for token in text.get(lines.start as usize..lines.end as usize).unwrap_or_default() {
        out.own(sign);
        push_line(out, input.interner[*token]);
    }
}

/// A line with the ending that it has.
fn push_line(out: &mut Shown, line: &str) {
    let (text, has_newline) = line.strip_suffix('\n').map_or((line, false), |text| (text, true));
    let (text, has_return) = text.strip_suffix('\r').map_or((text, false), |text| (text, true));
    out.push(&Shown::lines(text));
    if has_return {
        out.own("\r");
    }
    out.own(if has_newline { "\n" } else { "\n\\ No newline at end of file\n" });
}
