use gen_lsp_types as lsp;

use super::context::markdown;
use crate::editor::{Completion, CompletionKind, Model, complete};
use crate::lsp::client::Client;

/// What can be written at a place of a text, which may be newer than the state.
pub(in crate::lsp) fn completion(
    client: Client,
    model: &Model,
    text: &str,
    position: lsp::Position,
) -> lsp::CompletionList {
    let found = complete(model, text, client.encoding.offset(text, position));
    let range = lsp::Range {
        start: client.encoding.position_in(text, found.range.start),
        end: client.encoding.position_in(text, found.range.end),
    };
    let items = found.items.into_iter().enumerate().map(|(place, item)| self::item(client, range, place, item));
    lsp::CompletionList { is_incomplete: false, items: items.collect(), ..Default::default() }
}

fn item(client: Client, range: lsp::Range, place: usize, item: Completion) -> lsp::CompletionItem {
    let is_snippet = item.is_snippet && client.snippets;
    let new_text = if is_snippet { item.text } else { item.plain };
    lsp::CompletionItem {
        label: item.label,
        kind: Some(match item.kind {
            CompletionKind::Key => lsp::CompletionItemKind::Property,
            CompletionKind::Value => lsp::CompletionItemKind::Value,
            CompletionKind::Name => lsp::CompletionItemKind::Reference,
            CompletionKind::Matcher => lsp::CompletionItemKind::Function,
            CompletionKind::Code => lsp::CompletionItemKind::Constant,
        }),
        detail: Some(item.detail).filter(|detail| !detail.is_empty()),
        documentation: item.documentation.map(|words| markdown(words).into()),
        sort_text: Some(format!("{place:05}")),
        insert_text_format: Some(if is_snippet {
            lsp::InsertTextFormat::Snippet
        } else {
            lsp::InsertTextFormat::PlainText
        }),
        text_edit: Some(lsp::TextEdit { range, new_text }.into()),
        ..Default::default()
    }
}
