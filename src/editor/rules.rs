use std::ops::Range;

use super::Model;
use crate::resource::{Object, RouteTcp};
use crate::routing::Router;
use crate::source::{FileId, Sources, Span, places};

/// A rule of a route, with what Traefik makes of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct RuleAt<'m> {
    /// The IngressRouteTCP.
    pub object: &'m Object,
    /// The rule.
    pub rule: &'m RouteTcp,
    /// The router.
    pub router: &'m Router,
}

impl RuleAt<'_> {
    /// Where its text is written, or the `sni` that it is made from.
    pub fn span(&self) -> Span {
        self.rule.match_text.span
    }

    /// The places of all bytes of the rule in the file; none if it is not written as such.
    pub fn places(&self, sources: &Sources) -> Option<Places> {
        let text = &self.rule.match_text;
        let literal = text.span;
        let places = text.written.then(|| places(sources.slice(literal), &text.text))??;
        Some(Places { start: literal.start as usize, places })
    }

    /// Whether its priority is written.
    pub fn has_priority(&self) -> bool {
        self.rule.priority.is_some_and(|priority| priority.value != 0)
    }
}

/// Where the bytes of a value are written.
#[derive(Clone, Debug)]
pub(super) struct Places {
    start: usize,
    places: Vec<usize>,
}

impl Places {
    /// The bytes of the file that a range of the value takes.
    pub fn in_file(&self, range: Range<usize>) -> Range<usize> {
        let at = |offset: usize| self.start + self.places.get(offset).copied().unwrap_or_default();
        at(range.start)..at(range.end)
    }

    /// The byte of the value that is written at an offset of the file.
    pub fn in_value(&self, offset: usize) -> usize {
        let inside = offset.saturating_sub(self.start);
        self.places.partition_point(|&place| place <= inside).saturating_sub(1)
    }
}

/// Every rule of the state, in the order of the objects: the table has a router for each.
pub(super) fn all(model: &Model) -> impl Iterator<Item = RuleAt<'_>> {
    let routes = model.compilation().resources.routes();
    let rules = routes.flat_map(|(object, route)| route.routes.iter().map(move |rule| (object, rule)));
    rules.zip(model.compilation().table.routers()).map(|((object, rule), router)| RuleAt { object, rule, router })
}

/// The rules that are written in a file.
pub(super) fn of_file(model: &Model, file: FileId) -> impl Iterator<Item = RuleAt<'_>> {
    all(model).filter(move |rule| rule.span().file == file)
}

/// The rule that is written, or whose `sni` is written, at a place.
pub(super) fn at(model: &Model, file: FileId, offset: usize) -> Option<RuleAt<'_>> {
    let is_own = |rule: &RuleAt<'_>| rule.rule.match_text.written || !rule.rule.match_text.made_from.is_empty();
    of_file(model, file).filter(is_own).find(|rule| {
        let span = rule.span();
        span.start as usize <= offset && offset <= span.end as usize
    })
}
