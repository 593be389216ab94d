use gen_lsp_types as lsp;
use serde_json::json;

use super::Context;
use super::context::markdown;
use crate::editor::{self, LensAction};
use crate::lsp::capabilities::{RUN_SCENARIO, WHO_REACHES, token_type};
use crate::source::FileId;

pub(in crate::lsp) fn hover(context: &Context<'_>, file: FileId, position: lsp::Position) -> Option<lsp::Hover> {
    let found = editor::hover(context.model(), file, context.offset(file, position))?;
    Some(lsp::Hover { contents: markdown(found.markdown).into(), range: Some(context.range(found.span)) })
}

pub(in crate::lsp) fn hints(context: &Context<'_>, file: FileId, range: lsp::Range) -> Vec<lsp::InlayHint> {
    let hints = editor::hints(context.model(), file).into_iter();
    let placed = hints.map(|hint| (context.range(hint.place).start, hint));
    let shown = placed.filter(|(position, _)| range.start <= *position && *position <= range.end);
    let hints = shown.map(|(position, hint)| lsp::InlayHint {
        position,
        label: hint.text.into(),
        kind: None,
        text_edits: None,
        tooltip: Some(hint.tooltip.to_owned().into()),
        padding_left: Some(hint.is_behind),
        padding_right: Some(false),
        data: None,
    });
    hints.collect()
}

/// A token is in one line; one that is not is left out.
pub(in crate::lsp) fn tokens(context: &Context<'_>, file: FileId) -> lsp::SemanticTokens {
    let mut data = Vec::new();
    let mut last = lsp::Position::default();
    for (span, part) in editor::rule_tokens(context.model(), file, 0..usize::MAX) {
        let lsp::Range { start, end } = context.range(span);
        if start.line != end.line || start >= end || start < last {
            continue;
        }
        let delta_line = start.line - last.line;
        let delta_start = if delta_line == 0 { start.character - last.character } else { start.character };
        let length = end.character - start.character;
        let token_type = token_type(part);
        data.push(lsp::SemanticToken { delta_line, delta_start, length, token_type, token_modifiers_bitset: 0 });
        last = start;
    }
    lsp::SemanticTokens { result_id: None, data }
}

pub(in crate::lsp) fn folds(context: &Context<'_>, file: FileId) -> Vec<lsp::FoldingRange> {
    let folds = editor::folds(context.model(), file).into_iter().map(|span| context.range(span));
    let folds = folds.filter(|range| range.start.line < range.end.line);
    let fold = |range: lsp::Range| lsp::FoldingRange {
        start_line: range.start.line,
        end_line: range.end.line,
        ..Default::default()
    };
    folds.map(fold).collect()
}

pub(in crate::lsp) fn selections(
    context: &Context<'_>,
    file: FileId,
    positions: &[lsp::Position],
) -> Vec<lsp::SelectionRange> {
    let of = |position: &lsp::Position| {
        let spans = editor::selections(context.model(), file, context.offset(file, *position));
        let outer = spans.into_iter().rev().fold(None, |parent: Option<Box<lsp::SelectionRange>>, span| {
            Some(Box::new(lsp::SelectionRange { range: context.range(span), parent }))
        });
        outer.map_or_else(
            || lsp::SelectionRange { range: lsp::Range { start: *position, end: *position }, parent: None },
            |outer| *outer,
        )
    };
    positions.iter().map(of).collect()
}

pub(in crate::lsp) fn lenses(context: &Context<'_>, file: FileId) -> Vec<lsp::CodeLens> {
    let Some(uri) = context.built.uri(file, context.documents) else { return Vec::new() };
    let lenses = editor::lenses(context.model(), file).into_iter().map(|lens| {
        let (title, command, name) = match lens.action {
            LensAction::RunScenario(name) => ("run this scenario", RUN_SCENARIO, name),
            LensAction::WhoReaches(route) => ("who reaches this", WHO_REACHES, route),
        };
        let command = lsp::Command {
            title: title.to_owned(),
            command: command.to_owned(),
            arguments: Some(vec![json!(uri), json!(name)]),
            ..Default::default()
        };
        lsp::CodeLens { range: context.range(lens.span), command: Some(command), data: None }
    });
    lenses.collect()
}
