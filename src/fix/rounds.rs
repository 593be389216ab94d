use std::collections::HashSet;

use super::Fixes;
use super::apply::{Applied, apply};
use super::damage::{damaged_tables, is_fixed_in_one};
use super::done::Done;
use super::findings::{Reported, is_worse};
use super::lines::Lines;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};
use crate::{Compilation, Options, compile};

/// Some fixes are good only together with those that they uncover. Nothing real is nested deeper than this.
const DEPTH_AT_MOST: usize = 8;

/// Each attempt compiles the state; a single harmful fix takes about ten. After this many attempts, or this many bytes and
/// times the size of the state, the remaining problems are only reported.
const ATTEMPTS_AT_MOST: usize = 2_000;
const BYTES_AT_MOST: usize = 16 << 20;
const TIMES_AT_MOST: usize = 100;

/// A state after its fixes.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// Its texts, in the order of the files.
    pub sources: Sources,
    /// What they compile to.
    pub compilation: Compilation,
    /// The fixes that were applied, in order.
    pub done: Vec<Done>,
}

impl Fixed {
    fn reported(&self) -> Reported<'_> {
        Reported::new(&self.sources, &self.compilation)
    }
}

/// Applies the fixes of a state until there are none left. A fix is left out if something new is reported afterwards,
/// or its own problem still is; the other fixes are applied all the same.
///
/// `compilation` is what `sources` compile to with [`compile`] under `options`.
pub fn fix(sources: Sources, compilation: Compilation, options: &Options, fixes: Fixes) -> Fixed {
    let size: usize = sources.iter().map(|(_, file)| file.text().len()).sum();
    let bytes_left = BYTES_AT_MOST.saturating_add(size.saturating_mul(TIMES_AT_MOST));
    let mut search = Search { options, fixes, attempts_left: ATTEMPTS_AT_MOST, bytes_left };
    search.settle(Fixed { sources, compilation, done: Vec::new() }, 0)
}

struct Search<'a> {
    options: &'a Options,
    fixes: Fixes,
    attempts_left: usize,
    bytes_left: usize,
}

/// What the attempts of a round have in common.
struct Round<'s> {
    state: &'s Fixed,
    before: Reported<'s>,
    depth: usize,
}

impl Search<'_> {
    /// Rounds until one finds nothing to do.
    fn settle(&mut self, mut state: Fixed, depth: usize) -> Fixed {
        while let Some(better) = self.round(&state, depth) {
            state = better;
        }
        state
    }

    /// All fixes at once, without those that do harm. What could not be read is fixed first, alone: the other fixes can be
    /// judged once nothing more comes to light.
    fn round(&mut self, state: &Fixed, depth: usize) -> Option<Fixed> {
        let Compilation { diagnostics, unread, .. } = &state.compilation;
        let damaged = damaged_tables(&state.sources, diagnostics);
        let fixable = diagnostics.iter().filter(|found| self.fixes.of(found).is_some());
        let fixable = fixable.filter(|found| !is_fixed_in_one(&damaged, found, self.fixes));
        let unread: HashSet<Span> = unread.iter().copied().collect();
        let (of_unread, others): (Vec<_>, Vec<_>) = fixable.partition(|found| unread.contains(&found.span));
        [of_unread, others].iter().filter(|fixable| !fixable.is_empty()).find_map(|fixable| {
            let mut best = None;
            let round = Round { state, before: state.reported(), depth };
            self.add(&round, &mut Vec::new(), fixable, &mut best);
            best
        })
    }

    /// Adds to the `good` fixes those of `more` that do no harm on top of them: where all together do, each half is tried.
    fn add<'s>(
        &mut self,
        round: &Round<'s>,
        good: &mut Vec<&'s Diagnostic>,
        more: &[&'s Diagnostic],
        best: &mut Option<Fixed>,
    ) {
        let all = [good.as_slice(), more].concat();
        if let Some(better) = self.attempt(round, &all) {
            *good = all;
            *best = Some(better);
        } else if more.len() > 1 {
            let (first, second) = more.split_at(more.len() / 2);
            self.add(round, good, first, best);
            self.add(round, good, second, best);
        }
    }

    /// The state with these fixes applied, and, where that makes it worse, with the fixes that they uncover as well. None if
    /// nothing changed or it is still worse.
    fn attempt(&mut self, round: &Round<'_>, fixable: &[&Diagnostic]) -> Option<Fixed> {
        let Round { state, before, depth } = round;
        let Applied { texts, used, lines } = apply(&state.sources, fixable, self.fixes);
        if used.is_empty() {
            return None;
        }
        self.attempts_left = self.attempts_left.checked_sub(1)?;
        self.bytes_left = self.bytes_left.checked_sub(texts.iter().map(String::len).sum())?;
        let sources = state.sources.with_texts(texts);
        let mut done = state.done.clone();
        done.extend(used.iter().map(|(found, fix)| Done::new(&state.sources, found, fix)));
        let compilation = compile(&sources, self.options);
        let mended: Vec<&Diagnostic> = used.into_iter().map(|(found, _)| found).collect();
        let after = Fixed { sources, compilation, done };
        if !is_worse(before, &after.reported(), &mended, &lines) {
            return Some(after);
        }
        if *depth >= DEPTH_AT_MOST {
            return None;
        }
        let lines = Lines::new(&lines, &after.sources);
        let settled = self.settle(after, depth + 1);
        let lines = lines.of(&settled.sources);
        (!is_worse(before, &settled.reported(), &mended, &lines)).then_some(settled)
    }
}
