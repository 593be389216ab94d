use std::path::PathBuf;

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, Request, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Worker;
use crate::editor;
use crate::lsp::answer::{self, Context};
use crate::lsp::paths::path;
use crate::source::FileId;

/// Why a request has no answer.
#[derive(Debug)]
pub(super) struct Refused {
    code: ErrorCode,
    message: String,
}

impl Refused {
    /// The request is fine, and cannot be done.
    pub fn failed(message: impl Into<String>) -> Self {
        Self { code: ErrorCode::RequestFailed, message: message.into() }
    }
}

type Answer = Result<Value, Refused>;

impl Worker {
    /// Whether the files of the state that a request is about are still being read.
    pub(super) fn must_wait(&self, request: &Request) -> bool {
        let uri = request.params.pointer("/textDocument/uri").or_else(|| request.params.pointer("/arguments/0"));
        let path = uri.and_then(Value::as_str).map(|uri| path(&uri.into()));
        path.and_then(|path| self.documents.get(&path)).is_some_and(|document| document.loading)
    }

    pub(super) fn request(&mut self, request: Request) {
        if self.is_cancelled(&request.id) {
            self.refuse(request.id, ErrorCode::RequestCanceled, "cancelled");
            return;
        }
        if self.must_wait(&request) {
            self.waiting.push(request);
            return;
        }
        let Request { id, method, params } = request;
        match self.answer(&method, params) {
            Ok(answer) => self.send(Response::new_ok(id, answer)),
            Err(refused) => self.refuse(id, refused.code, refused.message),
        }
    }

    fn answer(&mut self, method: &str, params: Value) -> Answer {
        match method {
            "textDocument/completion" => Ok(json!(self.completion(&read(params)?))),
            "textDocument/hover" => {
                self.at(params, |context, file, position| json!(answer::hover(context, file, position)))
            }
            "textDocument/definition" => self.at(params, |context, file, position| {
                let found = editor::definition(context.model(), file, context.offset(file, position));
                json!(found.and_then(|span| context.location(span)))
            }),
            "textDocument/references" => {
                let with_definition = params.pointer("/context/includeDeclaration") == Some(&Value::Bool(true));
                self.at(params, |context, file, position| {
                    let offset = context.offset(file, position);
                    let found = editor::references(context.model(), file, offset, with_definition);
                    json!(found.into_iter().filter_map(|span| context.location(span)).collect::<Vec<_>>())
                })
            }
            "textDocument/documentHighlight" => self.at(params, |context, file, position| {
                let found = editor::highlights(context.model(), file, context.offset(file, position));
                let kind = |declares| {
                    if declares { lsp::DocumentHighlightKind::Write } else { lsp::DocumentHighlightKind::Read }
                };
                let highlights = found.into_iter().map(|(span, declares)| lsp::DocumentHighlight {
                    range: context.range(span),
                    kind: Some(kind(declares)),
                });
                json!(highlights.collect::<Vec<_>>())
            }),
            "textDocument/prepareRename" => self.at(params, |context, file, position| {
                let found = editor::renamable(context.model(), file, context.offset(file, position));
                json!(
                    found
                        .map(|(span, placeholder)| json!({ "range": context.range(span), "placeholder": placeholder }))
                )
            }),
            "textDocument/rename" => {
                let lsp::RenameParams { new_name, text_document_position_params: place, .. } = read(params)?;
                let lsp::TextDocumentPositionParams { text_document, position } = place;
                let renamed = self
                    .in_file(&text_document.uri, |context, file| answer::rename(context, file, position, &new_name));
                let edit = renamed.unwrap_or_else(|| Err("the file is part of no state".to_owned()));
                Ok(json!(edit.map_err(Refused::failed)?))
            }
            "textDocument/codeAction" => {
                let lsp::CodeActionParams { text_document, range, context: wanted, .. } = read(params)?;
                Ok(self.of(&text_document.uri, |context, file| {
                    json!(answer::actions(context, file, range, wanted.only.as_deref()))
                }))
            }
            "workspace/symbol" => {
                let lsp::WorkspaceSymbolParams { query, .. } = read(params)?;
                Ok(json!(self.workspace_symbols(&query)))
            }
            "workspace/executeCommand" => self.command(read(params)?),
            _ => self.of_file(method, params),
        }
    }

    /// Requests about a file as a whole.
    fn of_file(&mut self, method: &str, params: Value) -> Answer {
        let uri = params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or_default().to_owned().into();
        let answer = match method {
            "textDocument/documentSymbol" => self.of(&uri, answer::document_symbols),
            "textDocument/codeLens" => self.of(&uri, |context, file| json!(answer::lenses(context, file))),
            "textDocument/foldingRange" => self.of(&uri, |context, file| json!(answer::folds(context, file))),
            "textDocument/semanticTokens/full" => self.of(&uri, |context, file| json!(answer::tokens(context, file))),
            "textDocument/inlayHint" => {
                let lsp::InlayHintParams { range, .. } = read(params)?;
                self.of(&uri, |context, file| json!(answer::hints(context, file, range)))
            }
            "textDocument/selectionRange" => {
                let lsp::SelectionRangeParams { positions, .. } = read(params)?;
                self.of(&uri, |context, file| json!(answer::selections(context, file, &positions)))
            }
            _ => {
                let message = format!("there is no method `{method}`");
                return Err(Refused { code: ErrorCode::MethodNotFound, message });
            }
        };
        Ok(answer)
    }

    /// An answer about a place.
    fn at(&mut self, params: Value, answer: impl FnOnce(&Context<'_>, FileId, lsp::Position) -> Value) -> Answer {
        let lsp::TextDocumentPositionParams { text_document, position } = read(params)?;
        Ok(self.of(&text_document.uri, |context, file| answer(context, file, position)))
    }

    /// An answer about a file; null if the file is part of no state.
    fn of(&mut self, uri: &lsp::Uri, answer: impl FnOnce(&Context<'_>, FileId) -> Value) -> Value {
        self.in_file(uri, answer).unwrap_or_default()
    }

    /// Something about a file of a state, whose model is made if its texts have changed.
    pub(super) fn in_file<T>(&mut self, uri: &lsp::Uri, ask: impl FnOnce(&Context<'_>, FileId) -> T) -> Option<T> {
        let path = path(uri);
        let root = self.documents.get(&path)?.state.clone()?;
        let built = self.states.get_mut(&root)?.built(&self.documents);
        let file = built.file(&path)?;
        Some(ask(&Context { built, documents: &self.documents, client: self.client }, file))
    }

    /// Of the state only names are used, so one that is older than the text will do.
    fn completion(&mut self, params: &lsp::CompletionParams) -> Option<lsp::CompletionList> {
        let lsp::TextDocumentPositionParams { text_document, position } = &params.text_document_position_params;
        let path = path(&text_document.uri);
        let document = self.documents.get(&path)?;
        let built = self.states.get_mut(document.state.as_ref()?)?.last_built(&self.documents);
        let file = built.file(&path)?;
        let is_manifest = built.model.sources().file(file)?.is_manifest();
        (!is_manifest).then(|| answer::completion(self.client, &built.model, &document.text, *position))
    }

    fn workspace_symbols(&mut self, query: &str) -> Vec<lsp::WorkspaceSymbol> {
        let mut roots: Vec<PathBuf> = self.states.keys().cloned().collect();
        roots.sort();
        let mut found = Vec::new();
        for root in &roots {
            let Some(state) = self.states.get_mut(root) else { continue };
            let built = state.built(&self.documents);
            let context = Context { built, documents: &self.documents, client: self.client };
            found.extend(answer::workspace_symbols(&context, query));
        }
        found
    }
}

pub(super) fn read<P: DeserializeOwned>(params: Value) -> Result<P, Refused> {
    serde_json::from_value(params)
        .map_err(|error| Refused { code: ErrorCode::InvalidParams, message: error.to_string() })
}
