use super::Model;
use super::rules;
use crate::rule::{RulePart, parts};
use crate::source::{FileId, Span};

/// The parts of all rules that are written in a file, in the order of the file.
pub fn rule_tokens(model: &Model, file: FileId) -> Vec<(Span, RulePart)> {
    let mut found = Vec::new();
    for rule in rules::of_file(model, file) {
        let Some(places) = rule.places(model.sources()) else { continue };
        let of_rule = parts(&rule.rule.match_text.text);
        found.extend(of_rule.into_iter().map(|(range, part)| (Span::new(file, places.in_file(range)), part)));
    }
    found.sort_by_key(|(span, _)| *span);
    found
}
