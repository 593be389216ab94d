use gen_lsp_types as lsp;
use serde_json::{Value, json};

use super::Context;
use crate::editor::{OutlineItem, OutlineKind, outline, search};
use crate::resource::Kind;
use crate::source::FileId;

/// Nobody reads further than this.
const SYMBOLS_AT_MOST: usize = 1_000;

/// What a file declares: a tree, or a list for clients that know no other.
pub(in crate::lsp) fn document_symbols(context: &Context<'_>, file: FileId) -> Value {
    let items = outline(context.model(), file);
    if context.client.nested_symbols {
        let symbols: Vec<_> = items.iter().map(|item| symbol(context, item)).collect();
        return json!(symbols);
    }
    let flat = items.into_iter().flat_map(|mut item| {
        let children = std::mem::take(&mut item.children);
        std::iter::once(item).chain(children)
    });
    json!(flat.filter_map(|item| flat_symbol(context, &item)).collect::<Vec<_>>())
}

/// What the state declares under names that have these letters.
pub(in crate::lsp) fn workspace_symbols(context: &Context<'_>, query: &str) -> Vec<lsp::WorkspaceSymbol> {
    let found = search(context.model(), query);
    found.iter().take(SYMBOLS_AT_MOST).filter_map(|item| flat_symbol(context, item)).collect()
}

fn symbol(context: &Context<'_>, item: &OutlineItem) -> lsp::DocumentSymbol {
    let children: Vec<_> = item.children.iter().map(|child| symbol(context, child)).collect();
    #[expect(deprecated, reason = "the field is part of the struct")]
    lsp::DocumentSymbol {
        name: if item.name.is_empty() { "\"\"".to_owned() } else { item.name.clone() },
        detail: Some(item.detail.clone()).filter(|detail| !detail.is_empty()),
        kind: kind(item.kind),
        tags: None,
        deprecated: None,
        range: context.range(item.span),
        selection_range: context.range(item.name_span),
        children: (!children.is_empty()).then_some(children),
    }
}

fn flat_symbol(context: &Context<'_>, item: &OutlineItem) -> Option<lsp::WorkspaceSymbol> {
    Some(lsp::WorkspaceSymbol {
        location: context.location(item.name_span)?.into(),
        data: None,
        base_symbol_information: lsp::BaseSymbolInformation {
            name: item.name.clone(),
            kind: kind(item.kind),
            tags: None,
            container_name: Some(item.detail.clone()).filter(|detail| !detail.is_empty()),
        },
    })
}

fn kind(kind: OutlineKind) -> lsp::SymbolKind {
    match kind {
        OutlineKind::Table => lsp::SymbolKind::Namespace,
        OutlineKind::Object(Kind::IngressRouteTcp) => lsp::SymbolKind::Class,
        OutlineKind::Object(Kind::MiddlewareTcp) => lsp::SymbolKind::Interface,
        OutlineKind::Object(_) => lsp::SymbolKind::Struct,
        OutlineKind::EntryPoint => lsp::SymbolKind::Event,
        OutlineKind::Entry => lsp::SymbolKind::Function,
    }
}
