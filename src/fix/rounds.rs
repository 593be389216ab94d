use std::collections::HashSet;

use super::apply::{Applied, apply};
use super::damage::{damaged_tables, is_in_one};
use super::done::Done;
use super::findings::{Reported, is_worse};
use super::lines::Lines;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};
use crate::{Compilation, Options, compile};

/// Some fixes are good only together with those that they uncover. Nothing real is nested deeper than this.
const DEPTH_AT_MOST: usize = 8;

/// Each attempt compiles the state; one fix that does harm costs some ten. Beyond this many, or this many bytes, what is
/// left is reported.
const ATTEMPTS_AT_MOST: usize = 2_000;
const BYTES_AT_MOST: usize = 512 << 20;

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

/// Applies the safe fixes of a state until there are none left. A fix after which something is reported that was not, or
/// what it mends is reported still, is left out, and with it none of the others.
///
/// `compilation` is what `sources` compile to with [`compile`] under `options`.
pub fn fix(sources: Sources, compilation: Compilation, options: Options) -> Fixed {
    let mut search = Search { options, attempts_left: ATTEMPTS_AT_MOST, bytes_left: BYTES_AT_MOST };
    search.settle(Fixed { sources, compilation, done: Vec::new() }, 0)
}

struct Search {
    options: Options,
    attempts_left: usize,
    bytes_left: usize,
}

impl Search {
    /// Rounds until one finds nothing to do.
    fn settle(&mut self, mut state: Fixed, depth: usize) -> Fixed {
        while let Some(better) = self.round(&state, depth) {
            state = better;
        }
        state
    }

    /// All fixes at once, without those that do harm. What could not be read comes first, alone: other fixes are judged
    /// when nothing comes to light any more.
    fn round(&mut self, state: &Fixed, depth: usize) -> Option<Fixed> {
        let Compilation { diagnostics, unread, .. } = &state.compilation;
        let damaged = damaged_tables(&state.sources, diagnostics);
        let fixable = diagnostics.iter().filter(|found| found.fixes.iter().any(|fix| fix.safe));
        let fixable = fixable.filter(|found| !is_in_one(&damaged, found));
        let unread: HashSet<Span> = unread.iter().copied().collect();
        let (of_unread, others): (Vec<_>, Vec<_>) = fixable.partition(|found| unread.contains(&found.span));
        let mut best = None;
        for fixable in [of_unread, others].iter().filter(|fixable| !fixable.is_empty()) {
            if best.is_none() {
                self.add(state, &mut Vec::new(), fixable, &mut best, depth);
            }
        }
        best
    }

    /// Adds to the `good` fixes those of `more` that do no harm on top of them: where all together do, each half is tried.
    fn add<'s>(
        &mut self,
        state: &'s Fixed,
        good: &mut Vec<&'s Diagnostic>,
        more: &[&'s Diagnostic],
        best: &mut Option<Fixed>,
        depth: usize,
    ) {
        let all = [good.as_slice(), more].concat();
        if let Some(better) = self.attempt(state, &all, depth) {
            *good = all;
            *best = Some(better);
        } else if more.len() > 1 {
            let (first, second) = more.split_at(more.len() / 2);
            self.add(state, good, first, best, depth);
            self.add(state, good, second, best, depth);
        }
    }

    /// The state with these fixes applied, and with those that they uncover where they are worse without; none where
    /// nothing changed or it is worse.
    fn attempt(&mut self, state: &Fixed, fixable: &[&Diagnostic], depth: usize) -> Option<Fixed> {
        let Applied { texts, used, lines } = apply(&state.sources, fixable);
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
        let before = state.reported();
        if !is_worse(&before, &after.reported(), &mended, &lines) {
            return Some(after);
        }
        if depth >= DEPTH_AT_MOST {
            return None;
        }
        let lines = Lines::new(&lines, &after.sources);
        let settled = self.settle(after, depth + 1);
        let lines = lines.of(&settled.sources);
        (!is_worse(&before, &settled.reported(), &mended, &lines)).then_some(settled)
    }
}
