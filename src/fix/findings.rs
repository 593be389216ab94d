use std::collections::HashMap;

use super::damage::{in_order, is_in_one};
use super::place::{Place, Places};
use crate::Compilation;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// A state as its findings are compared.
pub(super) struct Reported<'a> {
    compilation: &'a Compilation,
    places: Places<'a>,
}

impl<'a> Reported<'a> {
    pub(super) fn new(sources: &'a Sources, compilation: &'a Compilation) -> Self {
        Self { compilation, places: Places::new(sources, compilation) }
    }

    /// What identifies a finding: the same words elsewhere are another one.
    fn identity<'d>(&self, found: &'d Diagnostic) -> (Place<'a>, &'static str, &'d str) {
        (self.places.of(found.span), found.code.name, found.message.as_str())
    }
}

/// Whether `after`, which is `before` with the problems in `used` fixed, is worse: one of them is still reported, or
/// something is reported that was not before.
///
/// Where something could not be read, some checks did not run. What they report once more can be read was true before, so
/// new warnings are acceptable then. New errors are not, nor warnings on the `lines` that were changed: they would show that
/// the fix guessed wrong.
pub(super) fn is_worse(before: &Reported<'_>, after: &Reported<'_>, used: &[&Diagnostic], lines: &[Span]) -> bool {
    let lines = in_order(lines.to_vec());
    let sees_more = after.compilation.unread.len() < before.compilation.unread.len();
    let came_to_light =
        |found: &Diagnostic| sees_more && found.code.severity != Severity::Error && !is_in_one(&lines, found.span);
    is_left(before, after, used) || new(before, after).into_iter().any(|found| !came_to_light(found))
}

/// Whether one of `used` is reported as often as before.
fn is_left(before: &Reported<'_>, after: &Reported<'_>, used: &[&Diagnostic]) -> bool {
    let mut allowed: HashMap<_, isize> = used.iter().map(|found| (before.identity(found), 0)).collect();
    let gone = used.iter().map(|found| (before.identity(found), -1));
    let were = before.compilation.diagnostics.iter().map(|found| (before.identity(found), 1));
    let are = after.compilation.diagnostics.iter().map(|found| (after.identity(found), -1));
    for (found, step) in were.chain(gone).chain(are) {
        if let Some(count) = allowed.get_mut(&found) {
            *count += step;
        }
    }
    allowed.values().any(|count| *count < 0)
}

/// What is reported of `after` but not of `before`. The same words at the same place are matched first, then the same code.
fn new<'a>(before: &Reported<'_>, after: &Reported<'a>) -> Vec<&'a Diagnostic> {
    let mut known: HashMap<_, usize> = HashMap::new();
    for found in &before.compilation.diagnostics {
        *known.entry(before.identity(found)).or_default() += 1;
    }
    let diagnostics = after.compilation.diagnostics.iter();
    let unmatched: Vec<_> = diagnostics.filter(|found| !take(&mut known, &after.identity(found))).collect();
    let mut places: HashMap<_, usize> = HashMap::new();
    for ((place, code, _), count) in known {
        *places.entry((place, code)).or_default() += count;
    }
    let mut is_known = |found: &Diagnostic| take(&mut places, &(after.places.of(found.span), found.code.name));
    unmatched.into_iter().filter(|found| !is_known(found)).collect()
}

/// Takes one of these, if there is one left.
fn take<K: Eq + std::hash::Hash>(counts: &mut HashMap<K, usize>, key: &K) -> bool {
    let count = counts.get_mut(key).filter(|count| **count > 0);
    count.map(|count| *count -= 1).is_some()
}
