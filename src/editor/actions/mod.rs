//! What can be done about diagnostics.

mod allow;

use super::Model;
use crate::diagnostic::{Diagnostic, Edit};
use crate::fix::{Fixes, fix};
use crate::source::{FileId, Span};

/// A change that answers a diagnostic.
#[derive(Clone, Debug)]
pub struct Action<'m> {
    /// The diagnostic.
    pub diagnostic: &'m Diagnostic,
    /// What it does, as a menu entry.
    pub title: String,
    /// Whether it is the one to choose if in doubt.
    pub is_preferred: bool,
    /// Whether it mends the problem; else it accepts it.
    pub mends: bool,
    /// The edits, which can be in several files.
    pub edits: Vec<Edit>,
}

/// A menu of actions on more diagnostics helps nobody, and each takes a look at the file.
const AT_MOST: usize = 50;

/// What can be done about the diagnostics that touch a range.
pub fn actions(model: &Model, span: Span) -> Vec<Action<'_>> {
    let found = model.compilation().diagnostics.iter();
    let mut actions = Vec::new();
    for diagnostic in found.filter(|found| touches(found.span, span)).take(AT_MOST) {
        actions.extend(diagnostic.fixes.iter().map(|fix| Action {
            diagnostic,
            title: fix.title.clone(),
            is_preferred: fix.safe,
            mends: true,
            edits: fix.edits.clone(),
        }));
        if let Some((title, edit)) = allow::edit(model, diagnostic) {
            actions.push(Action { diagnostic, title, is_preferred: false, mends: false, edits: vec![edit] });
        }
    }
    actions
}

fn touches(one: Span, other: Span) -> bool {
    one.file == other.file && one.start <= other.end && other.start <= one.end
}

/// The texts of the files that the safe fixes change, with what they become: what `tcpgen check --fix` does.
pub fn fix_all(model: &Model) -> Vec<(FileId, String)> {
    let subject = model.subject();
    let fixed = fix(subject.sources.clone(), subject.compilation.clone(), &subject.options, Fixes::Safe);
    let both = subject.sources.iter().zip(fixed.sources.iter());
    let changed = both.filter(|((_, before), (_, after))| before.text() != after.text());
    changed.map(|((file, _), (_, after))| (file, after.text().to_owned())).collect()
}
