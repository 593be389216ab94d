use std::collections::HashMap;

use super::around::missing_around;
use super::{Change, Refusal};
use crate::Compilation;
use crate::desired::{Covers as _, Entry};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

/// What the checks say of a change: all that concerns the changed object, and elsewhere what was not said before.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// Errors first. An error means that an API server would refuse the change.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts in which they stand; none for a store that has no text.
    pub sources: Sources,
}

impl Judgement {
    /// Compares the state before and after a change; `sources` are those after it. That something is not used (yet) is
    /// no news in the middle of a change.
    pub(super) fn new(before: &Compilation, after: &Compilation, change: &Change<'_>, sources: Sources) -> Self {
        let mut known: HashMap<(&str, &str), usize> = HashMap::new();
        for found in &before.diagnostics {
            *known.entry((found.code.name, &found.message)).or_default() += 1;
        }
        let entry = entry(after, change);
        let mut diagnostics = Vec::new();
        for found in &after.diagnostics {
            let times = known.get_mut(&(found.code.name, found.message.as_str())).filter(|times| **times > 0);
            let is_new = times.map(|times| *times -= 1).is_none();
            let own = entry.is_some_and(|entry| entry.covers(found.span));
            if (is_new || own) && !found.code.name.starts_with("unused-") {
                diagnostics.push(found.clone());
            }
        }
        diagnostics.sort_by_key(|found| (found.severity, found.span, found.code.name));
        Self { diagnostics, sources }
    }

    /// With what is missing around the changed object, by facts that are about nothing else.
    #[must_use]
    pub(super) fn around(mut self, after: &Compilation, change: &Change<'_>, found: &str) -> Self {
        if let Some(entry) = entry(after, change).filter(|_| !found.is_empty()) {
            let missing = missing_around(after, &self.sources, found).into_iter();
            self.diagnostics.extend(missing.filter(|found| entry.covers(found.span)));
        }
        self
    }

    /// Without places and edits, which would lead into a text that nobody sees.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        self.sources = Sources::default();
        for found in &mut self.diagnostics {
            found.span = Span::NOWHERE;
            found.fixes.clear();
            for related in &mut found.related {
                related.span = Span::NOWHERE;
            }
        }
        self
    }

    /// Why an API server would refuse the change, if it would.
    pub fn refusal(&self) -> Option<Refusal> {
        Refusal::of(&self.diagnostics)
    }
}

/// The entry of the changed object.
fn entry<'c>(compilation: &'c Compilation, change: &Change<'_>) -> Option<&'c Entry> {
    let object = compilation.resources.objects().iter().find(|object| change.concerns(object))?;
    compilation.desired.entry(object.entry?)
}
