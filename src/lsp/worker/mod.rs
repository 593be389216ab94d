//! Owns the texts, and answers.

mod commands;
mod requests;
mod texts;

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::PoisonError;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;

use super::answer::{Context, diagnostics};
use super::capabilities::watch;
use super::client::Client;
use super::documents::Document;
use super::event::{Cancelled, Event, Outgoing};
use super::paths::uri_of;
use super::state::State;

/// The texts with their states, and what is asked about them.
pub(super) struct Worker {
    client: Client,
    out: VecDeque<Outgoing>,
    cancelled: Cancelled,
    documents: HashMap<PathBuf, Document>,
    /// By their roots.
    states: HashMap<PathBuf, State>,
    /// Requests about documents whose state is being read.
    waiting: Vec<Request>,
    requests_sent: i32,
}

impl Worker {
    pub fn new(client: Client, cancelled: Cancelled) -> Self {
        let (documents, states) = (HashMap::new(), HashMap::new());
        let (out, waiting) = (VecDeque::new(), Vec::new());
        let mut worker = Self { client, out, cancelled, documents, states, waiting, requests_sent: 0 };
        if client.watches {
            worker.ask("client/registerCapability", watch());
        }
        worker
    }

    /// Takes what has happened.
    pub fn take(&mut self, event: Event) {
        match event {
            Event::Message(Message::Request(request)) => self.request(request),
            Event::Message(Message::Notification(notification)) => self.notification(notification),
            Event::Cancel(id) => self.cancel(&id),
            Event::Loaded(loaded) => self.loaded(loaded),
            // Answers to the server's own requests: there is nothing to do about a refusal.
            Event::Message(Message::Response(_)) => {}
        }
    }

    /// What is to be sent or read next.
    pub fn outgoing(&mut self) -> Option<Outgoing> {
        self.out.pop_front()
    }

    fn send(&mut self, message: impl Into<Message>) {
        self.out.push_back(Outgoing::Message(message.into()));
    }

    fn notify(&mut self, method: &str, params: impl Serialize) {
        self.send(Notification::new(method.to_owned(), params));
    }

    fn ask(&mut self, method: &str, params: impl Serialize) {
        self.requests_sent += 1;
        self.send(Request::new(RequestId::from(self.requests_sent), method.to_owned(), params));
    }

    fn refuse(&mut self, id: RequestId, code: ErrorCode, message: impl Into<String>) {
        self.send(Response::new_err(id, code as i32, message.into()));
    }

    /// Whether the client has given up a request; once.
    fn is_cancelled(&self, id: &RequestId) -> bool {
        self.cancelled.lock().unwrap_or_else(PoisonError::into_inner).remove(id)
    }

    /// A request that waits is answered at once; one that was answered is forgotten.
    fn cancel(&mut self, id: &RequestId) {
        self.is_cancelled(id);
        let waiting = self.waiting.len();
        self.waiting.retain(|request| request.id != *id);
        if self.waiting.len() < waiting {
            self.refuse(id.clone(), ErrorCode::RequestCanceled, "cancelled");
        }
    }

    /// Publishes the diagnostics of one state that has changed. False if none has.
    pub fn publish_one(&mut self) -> bool {
        let Some(state) = self.states.values_mut().find(|state| state.is_unpublished) else { return false };
        state.is_unpublished = false;
        let mut published = std::mem::take(&mut state.published);
        let problem = state.problem.clone();
        let built = state.built(&self.documents);
        let context = Context { built, documents: &self.documents, client: self.client };
        let mut found: Vec<(PathBuf, Option<i32>, Vec<gen_lsp_types::Diagnostic>)> = Vec::new();
        for (file, of_file) in built.files.iter().zip(diagnostics(&context)) {
            found.push((file.0.clone(), file.1, of_file));
        }
        found.extend(built.unread.iter().map(|(path, why)| (path.clone(), None, vec![plain(why)])));
        if let (Some(problem), Some((_, _, of_root))) = (problem, found.first_mut()) {
            of_root.insert(0, plain(&problem));
        }
        let mut now = HashMap::with_capacity(found.len());
        let mut messages = Vec::new();
        for (path, version, diagnostics) in found {
            let known = published.remove(&path);
            let news = (version, diagnostics);
            if known.as_ref() != Some(&news) {
                messages.push((path.clone(), news.clone()));
            }
            now.insert(path, news);
        }
        // Files that are not in the state any more.
        messages.extend(published.into_keys().map(|path| (path, (None, Vec::new()))));
        state.published = now;
        for (path, (version, diagnostics)) in messages {
            self.publish(&path, version, diagnostics);
        }
        true
    }

    fn publish(&mut self, path: &std::path::Path, version: Option<i32>, diagnostics: Vec<gen_lsp_types::Diagnostic>) {
        let uri = self.documents.get(path).map_or_else(|| uri_of(path), |document| document.uri.clone());
        let params = gen_lsp_types::PublishDiagnosticsParams { uri, version, diagnostics };
        self.notify("textDocument/publishDiagnostics", params);
    }
}

/// What is wrong with a file and not with its text.
fn plain(message: &str) -> gen_lsp_types::Diagnostic {
    gen_lsp_types::Diagnostic {
        severity: Some(gen_lsp_types::DiagnosticSeverity::Error),
        source: Some("tcpgen".to_owned()),
        message: message.to_owned().into(),
        ..Default::default()
    }
}
