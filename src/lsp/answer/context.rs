use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use gen_lsp_types as lsp;

use crate::diagnostic::Edit;
use crate::editor::Model;
use crate::lsp::client::Client;
use crate::lsp::documents::Document;
use crate::lsp::state::Built;
use crate::source::{FileId, SourceFile, Span};

/// What an answer is made from.
#[derive(Clone, Copy, Debug)]
pub(in crate::lsp) struct Context<'a> {
    /// The compiled state.
    pub built: &'a Built,
    /// The texts that the client has open.
    pub documents: &'a HashMap<PathBuf, Document>,
    /// The client.
    pub client: Client,
}

impl<'a> Context<'a> {
    /// The state.
    pub fn model(&self) -> &'a Model {
        &self.built.model
    }

    /// The byte of a file at the client's place.
    pub fn offset(&self, file: FileId, position: lsp::Position) -> usize {
        let text = self.model().sources().file(file).map(SourceFile::text).unwrap_or_default();
        self.client.encoding.offset(text, position)
    }

    /// A span as the client counts.
    pub fn range(&self, span: Span) -> lsp::Range {
        self.client.encoding.span(self.model().sources(), span)
    }

    /// A span with its file; none if it is in no file.
    pub fn location(&self, span: Span) -> Option<lsp::Location> {
        Some(lsp::Location { uri: self.built.uri(span.file, self.documents)?, range: self.range(span) })
    }

    /// Edits of one file or several.
    pub fn edit(&self, edits: &[Edit]) -> lsp::WorkspaceEdit {
        let mut by_file: BTreeMap<FileId, Vec<lsp::TextEdit>> = BTreeMap::new();
        for Edit { span, text } in edits {
            let edit = lsp::TextEdit { range: self.range(*span), new_text: text.clone() };
            by_file.entry(span.file).or_default().push(edit);
        }
        let named = by_file.into_iter().filter_map(|(file, edits)| {
            let (path, version) = self.built.files.get(file.index())?;
            let version = self.documents.get(path).and(*version);
            Some((self.built.uri(file, self.documents)?, version, edits))
        });
        if !self.client.versioned_edits {
            let changes = named.map(|(uri, _, edits)| (uri, edits)).collect();
            return lsp::WorkspaceEdit { changes: Some(changes), ..Default::default() };
        }
        let changes = named.map(|(uri, version, edits)| {
            lsp::DocumentChange::from(lsp::TextDocumentEdit {
                text_document: lsp::OptionalVersionedTextDocumentIdentifier {
                    version,
                    text_document_identifier: lsp::TextDocumentIdentifier { uri },
                },
                edits: edits.into_iter().map(lsp::Edit::from).collect(),
            })
        });
        lsp::WorkspaceEdit { document_changes: Some(changes.collect()), ..Default::default() }
    }
}

/// Words for a person, in Markdown.
pub(super) fn markdown(value: String) -> lsp::MarkupContent {
    lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value }
}
