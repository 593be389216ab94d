use std::ops::Range;

use super::Model;
use super::rules;
use crate::rule::{RulePart, parts};
use crate::source::{FileId, Span};

/// The parts of the rules that are written in a file, in the order of the file: of all rules that have a byte in `within`.
pub fn rule_tokens(model: &Model, file: FileId, within: Range<usize>) -> Vec<(Span, RulePart)> {
    let mut found = Vec::new();
    let is_within = |span: Span| (span.start as usize) < within.end && within.start < span.end as usize;
    for rule in rules::of_file(model, file).filter(|rule| is_within(rule.span())) {
        let Some(places) = rule.places(model.sources()) else { continue };
        let of_rule = parts(&rule.rule.match_text.text);
        found.extend(of_rule.into_iter().map(|(range, part)| (Span::new(file, places.in_file(range)), part)));
    }
    found.sort_by_key(|(span, _)| *span);
    found
}
