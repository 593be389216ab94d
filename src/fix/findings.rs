use std::collections::HashMap;

use crate::Compilation;
use crate::desired::Named;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, Span};

/// Whether `after` is worse than `before`, from which it came by mending what is reported in `used`: one of those is
/// reported still, or something is reported that was not.
///
/// Where something could not be read, some checks did not run. What they report once more can be read was true before,
/// so warnings may come to light then; but no errors, nor warnings of the `lines` that were changed: those would show that
/// something else was meant.
pub(super) fn is_worse(before: &Compilation, after: &Compilation, used: &[&Diagnostic], lines: &[Span]) -> bool {
    let sees_more = after.unread.len() < before.unread.len();
    let came_to_light = |found: &Diagnostic| {
        sees_more && found.code.severity == Severity::Warning && !lines.iter().any(|line| line.contains(found.span))
    };
    is_left(before, after, used) || new(before, after).into_iter().any(|found| !came_to_light(found))
}

/// Whether one of `used` is reported as often as before.
fn is_left(before: &Compilation, after: &Compilation, used: &[&Diagnostic]) -> bool {
    let mut allowed: HashMap<_, isize> = used.iter().map(|found| (words(found), 0)).collect();
    let gone = used.iter().copied().map(|found| (found, -1));
    let were = before.diagnostics.iter().map(|found| (found, 1));
    let are = after.diagnostics.iter().map(|found| (found, -1));
    for (found, step) in were.chain(gone).chain(are) {
        if let Some(count) = allowed.get_mut(&words(found)) {
            *count += step;
        }
    }
    allowed.values().any(|count| *count < 0)
}

/// What is reported of `after` and was not of `before`, in the same words or of the same code and entry.
fn new<'a>(before: &Compilation, after: &'a Compilation) -> Vec<&'a Diagnostic> {
    let mut known: HashMap<_, Vec<&Diagnostic>> = HashMap::new();
    for found in &before.diagnostics {
        known.entry(words(found)).or_default().push(found);
    }
    let unmatched: Vec<&Diagnostic> =
        after.diagnostics.iter().filter(|found| known.get_mut(&words(found)).and_then(Vec::pop).is_none()).collect();
    if unmatched.is_empty() {
        return unmatched;
    }
    let (old, now) = (Entries::new(before), Entries::new(after));
    let mut places: HashMap<_, usize> = HashMap::new();
    for found in known.values().flatten() {
        *places.entry((found.code.name, old.of(found.span))).or_default() += 1;
    }
    let mut is_known = |found: &&Diagnostic| {
        let count = places.get_mut(&(found.code.name, now.of(found.span))).filter(|count| **count > 0);
        count.map(|count| *count -= 1).is_some()
    };
    unmatched.into_iter().filter(|found| !is_known(found)).collect()
}

fn words(found: &Diagnostic) -> (FileId, &'static str, &str) {
    (found.span.file, found.code.name, found.message.as_str())
}

/// The names of all entries and objects, by their places.
struct Entries<'a>(Vec<(Span, &'a str)>);

impl<'a> Entries<'a> {
    fn new(compilation: &'a Compilation) -> Self {
        fn of<T>(entries: &[Named<T>]) -> impl Iterator<Item = (Span, &str)> {
            entries.iter().map(|entry| (entry.key.span, entry.key.as_str()))
        }
        let desired = &compilation.desired;
        let objects = compilation.resources.objects().iter();
        let objects = objects.map(|object| (object.span, object.metadata.name.as_str()));
        let mut names: Vec<_> = objects
            .chain(of(&desired.entry_points))
            .chain(of(&desired.services))
            .chain(of(&desired.scenarios))
            .collect();
        names.sort_unstable();
        Self(names)
    }

    /// The file and the entry that a place lies in; none before the first entry.
    fn of(&self, place: Span) -> (FileId, Option<&'a str>) {
        let before = self.0.partition_point(|(name, _)| (name.file, name.start) <= (place.file, place.start));
        let entry = before.checked_sub(1).and_then(|at| self.0.get(at));
        (place.file, entry.filter(|(name, _)| name.file == place.file).map(|(_, name)| *name))
    }
}
