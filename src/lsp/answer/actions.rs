use gen_lsp_types as lsp;

use super::Context;
use super::diagnostics::diagnostic;
use crate::diagnostic::Edit;
use crate::editor;
use crate::lsp::capabilities::FIX_ALL;
use crate::source::{FileId, Span};

/// What can be done about the diagnostics in a range. Kinds that the client does not want are left out.
pub(in crate::lsp) fn actions(
    context: &Context<'_>,
    file: FileId,
    range: lsp::Range,
    only: Option<&[lsp::CodeActionKind]>,
) -> Vec<lsp::CodeAction> {
    let wants = |kind: &str| {
        only.is_none_or(|only| {
            only.iter().map(|wanted| String::from(wanted.clone())).any(|wanted| {
                kind.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        })
    };
    let mut actions = Vec::new();
    if wants("quickfix") {
        let place = context.offset(file, range.start)..context.offset(file, range.end);
        let found = editor::actions(context.model(), Span::new(file, place));
        actions.extend(found.into_iter().map(|action| lsp::CodeAction {
            title: action.title,
            kind: Some(lsp::CodeActionKind::QuickFix),
            diagnostics: Some(vec![diagnostic(context, action.diagnostic)]),
            is_preferred: action.is_preferred.then_some(true),
            edit: Some(context.edit(&action.edits)),
            ..Default::default()
        }));
    }
    // It compiles the state again and again, so it is made if it is asked for.
    if only.is_some() && wants(FIX_ALL) {
        actions.extend(fix_all(context));
    }
    actions
}

fn fix_all(context: &Context<'_>) -> Option<lsp::CodeAction> {
    let edits: Vec<Edit> = editor::fix_all(context.model())
        .into_iter()
        .map(|(file, text)| {
            let length = context.model().sources().file(file).map_or(0, |file| file.text().len());
            Edit { span: Span::new(file, 0..length), text }
        })
        .collect();
    (!edits.is_empty()).then(|| lsp::CodeAction {
        title: "apply all safe fixes".to_owned(),
        kind: Some(FIX_ALL.to_owned().into()),
        edit: Some(context.edit(&edits)),
        ..Default::default()
    })
}

/// The edits of a rename.
///
/// # Errors
/// Why the name cannot be changed.
pub(in crate::lsp) fn rename(
    context: &Context<'_>,
    file: FileId,
    position: lsp::Position,
    new: &str,
) -> Result<lsp::WorkspaceEdit, String> {
    let edits = editor::rename(context.model(), file, context.offset(file, position), new)?;
    Ok(context.edit(&edits))
}
