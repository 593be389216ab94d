//! Documents that are opened, changed and closed, and files that change on disk.

use std::path::{Path, PathBuf};

use gen_lsp_types as lsp;
use lsp_server::Notification;
use serde::de::DeserializeOwned;

use super::Worker;
use crate::lsp::documents::{Document, Others};
use crate::lsp::event::{Load, Loaded, Outgoing};
use crate::lsp::paths::{is_file, path};
use crate::lsp::state::State;

impl Worker {
    /// Notifications that the server does not know, or cannot read, are left alone.
    pub(super) fn notification(&mut self, notification: Notification) {
        fn read<P: DeserializeOwned>(notification: Notification, handle: impl FnOnce(P)) {
            if let Ok(params) = serde_json::from_value(notification.params) {
                handle(params);
            }
        }
        match notification.method.as_str() {
            "textDocument/didOpen" => read(notification, |params| self.opened(params)),
            "textDocument/didChange" => read(notification, |params| self.changed(params)),
            "textDocument/didClose" => read(notification, |params| self.closed(&params)),
            // The list of files may match others now.
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => self.reload(),
            _ => {}
        }
    }

    fn opened(&mut self, params: lsp::DidOpenTextDocumentParams) {
        let lsp::TextDocumentItem { uri, version, text, .. } = params.text_document;
        let path = path(&uri);
        let others = Others::of(&path, &text);
        let document = Document { uri, version, text, others, state: None, loading: true };
        self.documents.insert(path.clone(), document);
        // It may be known as a part of a state already: then its text counts at once.
        if let Some((root, state)) = self.states.iter_mut().find(|(_, state)| state.files().any(|file| file == path)) {
            state.changed();
            let root = root.clone();
            self.joins(&path, Some(root));
        } else {
            self.find_state(path);
        }
    }

    /// Asks for the files of the state that a document is part of.
    fn find_state(&mut self, path: PathBuf) {
        if !is_file(&path) {
            self.loaded(Loaded::without(path, "it is not saved"));
            return;
        }
        if let Some(document) = self.documents.get_mut(&path) {
            document.loading = true;
        }
        let open = self.documents.iter().filter(|(_, document)| document.others.matter());
        let open = open.map(|(path, document)| (path.clone(), document.text.clone())).collect();
        self.out.push_back(Outgoing::Load(Load { path, open }));
    }

    /// Takes the files of a state, and answers what waited for them.
    pub(super) fn loaded(&mut self, loaded: Loaded) {
        let (path, root) = (loaded.path.clone(), loaded.root.clone());
        let alone = loaded.parts.len() == 1 && root == path;
        let is_ours = self.documents.get(&path).is_some_and(|document| !alone || document.is_ours(&path));
        let members: Vec<PathBuf> = loaded.parts.iter().map(|(path, _)| path.clone()).collect();
        if is_ours {
            self.states.entry(root.clone()).or_insert_with(State::new).take(loaded);
        }
        self.joins(&path, is_ours.then(|| root.clone()));
        if is_ours {
            for member in members.iter().filter(|member| **member != path) {
                self.joins(member, Some(root.clone()));
            }
        }
        if is_ours {
            self.find_lost(&root, &members);
        }
        self.forget_states();
        let (ready, waiting) =
            std::mem::take(&mut self.waiting).into_iter().partition(|request| !self.must_wait(request));
        self.waiting = waiting;
        let ready: Vec<_> = ready;
        for request in ready {
            self.request(request);
        }
    }

    /// Documents that a state does not list any more are part of another one, or of none.
    fn find_lost(&mut self, root: &Path, members: &[PathBuf]) {
        let of_state = self.documents.iter_mut().filter(|(_, document)| document.state.as_deref() == Some(root));
        let lost = of_state.filter(|(path, _)| !members.contains(path)).map(|(path, document)| {
            document.state = None;
            path.clone()
        });
        for path in lost.collect::<Vec<_>>() {
            self.find_state(path);
        }
    }

    fn joins(&mut self, path: &Path, root: Option<PathBuf>) {
        if let Some(document) = self.documents.get_mut(path) {
            document.loading = false;
            document.state = root;
        }
    }

    fn changed(&mut self, params: lsp::DidChangeTextDocumentParams) {
        let path = path(&params.text_document.text_document_identifier.uri);
        let Some(document) = self.documents.get_mut(&path) else { return };
        document.version = params.text_document.version;
        document.change(self.client.encoding, params.content_changes);
        let others = Others::of(&path, &document.text);
        let lists_others = std::mem::replace(&mut document.others, others) != document.others;
        let is_lost = document.state.is_none() && !document.loading;
        if let Some(state) = document.state.as_ref().and_then(|root| self.states.get_mut(root)) {
            state.changed();
        }
        if lists_others || is_lost {
            self.find_state(path);
        }
    }

    fn closed(&mut self, params: &lsp::DidCloseTextDocumentParams) {
        let path = path(&params.text_document.uri);
        let Some(document) = self.documents.remove(&path) else { return };
        self.forget_states();
        // What was not saved is gone, and the text on disk counts.
        let Some(root) = document.state else { return };
        if let Some(state) = self.states.get_mut(&root) {
            state.changed();
            self.read_again(&root);
        }
    }

    /// Reads the files of all states again.
    fn reload(&mut self) {
        let roots: Vec<PathBuf> = self.states.keys().cloned().collect();
        for root in &roots {
            self.read_again(root);
        }
        let lost = self.documents.iter().filter(|(_, document)| document.state.is_none() && !document.loading);
        let lost: Vec<PathBuf> = lost.map(|(path, _)| path.clone()).collect();
        for path in lost {
            self.find_state(path);
        }
    }

    /// Reads the files of a state again, by one of its open documents.
    fn read_again(&mut self, root: &Path) {
        let open = self.documents.iter().find(|(_, document)| document.state.as_deref() == Some(root));
        if let Some(path) = open.map(|(path, _)| path.clone()) {
            self.find_state(path);
        }
    }

    /// Forgets the states of which no document is open, and takes their diagnostics back.
    fn forget_states(&mut self) {
        let used = |root: &PathBuf| self.documents.values().any(|document| document.state.as_ref() == Some(root));
        let unused: Vec<PathBuf> = self.states.keys().filter(|root| !used(root)).cloned().collect();
        for root in unused {
            let Some(state) = self.states.remove(&root) else { continue };
            let told = state.published.into_iter().filter(|(_, (_, diagnostics))| !diagnostics.is_empty());
            told.for_each(|(path, _)| self.publish(&path, None, Vec::new()));
        }
    }
}
