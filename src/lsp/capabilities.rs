use gen_lsp_types as lsp;
use serde_json::{Value, json};

use super::client::Client;
use super::encoding::Encoding;
use crate::rule::RulePart;

/// The commands of code lenses.
pub(super) const RUN_SCENARIO: &str = "tcpgen.runScenario";
pub(super) const WHO_REACHES: &str = "tcpgen.whoReaches";

/// The kind of the action that applies all safe fixes.
pub(super) const FIX_ALL: &str = "source.fixAll.tcpgen";

/// The types of semantic tokens, in the order of their numbers.
const TOKEN_TYPES: [&str; 5] = ["function", "variable", "string", "operator", "punctuation"];

/// The number of the token type of a part of a rule.
pub(super) fn token_type(part: RulePart) -> u32 {
    match part {
        RulePart::Matcher => 0,
        RulePart::Word => 1,
        RulePart::Argument => 2,
        RulePart::Operator => 3,
        RulePart::Punctuation => 4,
    }
}

/// The answer to `initialize`.
pub(super) fn initialized(client: Client) -> Value {
    json!({
        "capabilities": capabilities(client),
        "serverInfo": { "name": "tcpgen", "version": env!("CARGO_PKG_VERSION") },
    })
}

/// What the server can do for a client.
fn capabilities(client: Client) -> lsp::ServerCapabilities {
    let list = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let sync = lsp::TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(lsp::TextDocumentSyncKind::Incremental),
        save: Some(true.into()),
        ..Default::default()
    };
    let kinds = vec![lsp::CodeActionKind::QuickFix, lsp::CodeActionKind::from(FIX_ALL.to_owned())];
    lsp::ServerCapabilities {
        position_encoding: Some(match client.encoding {
            Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
            Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
        }),
        text_document_sync: Some(sync.into()),
        completion_provider: Some(lsp::CompletionOptions {
            trigger_characters: Some(list(&["\"", "'", "[", ".", "=", "(", "/"])),
            ..Default::default()
        }),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        code_action_provider: Some(
            lsp::CodeActionOptions { code_action_kinds: Some(kinds), ..Default::default() }.into(),
        ),
        code_lens_provider: Some(lsp::CodeLensOptions::default()),
        rename_provider: Some(lsp::RenameOptions { prepare_provider: Some(true), ..Default::default() }.into()),
        folding_range_provider: Some(true.into()),
        selection_range_provider: Some(true.into()),
        inlay_hint_provider: Some(true.into()),
        execute_command_provider: Some(lsp::ExecuteCommandOptions {
            commands: list(&[RUN_SCENARIO, WHO_REACHES]),
            ..Default::default()
        }),
        semantic_tokens_provider: Some(
            lsp::SemanticTokensOptions {
                legend: lsp::SemanticTokensLegend { token_types: list(&TOKEN_TYPES), token_modifiers: Vec::new() },
                full: Some(true.into()),
                ..Default::default()
            }
            .into(),
        ),
        ..Default::default()
    }
}

/// The request for notifications of files that change on disk.
pub(super) fn watch() -> Value {
    let watchers = ["**/*.toml", "**/*.{yaml,yml,json}"].map(|glob| json!({ "globPattern": glob }));
    json!({ "registrations": [{
        "id": "files",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": { "watchers": watchers },
    }] })
}
