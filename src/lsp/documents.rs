use std::path::{Path, PathBuf};

use gen_lsp_types as lsp;

use super::encoding::Encoding;
use crate::found::{Named, named_in};
use crate::members::{DEFAULT, patterns_in};

/// A text that the client has open.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// As the client names it.
    pub uri: lsp::Uri,
    /// The client's number of the text.
    pub version: i32,
    /// The text.
    pub text: String,
    /// The files that the text names.
    pub others: Others,
    /// The root of the state that it is part of; none if it is part of none.
    pub state: Option<PathBuf>,
    /// Whether its state is being read.
    pub loading: bool,
}

/// The files that a text names: those of the state, if it is a root, and those with Traefik's configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Others {
    patterns: Option<Vec<String>>,
    configuration: Vec<Named>,
}

impl Others {
    pub fn of(path: &Path, text: &str) -> Self {
        let is_root = path.file_name().is_some_and(|name| name == DEFAULT);
        Self { patterns: is_root.then(|| patterns_in(text)), configuration: named_in(text) }
    }

    /// Whether the text decides which other files are read: a root does in any case.
    pub fn matter(&self) -> bool {
        self.patterns.is_some() || !self.configuration.is_empty()
    }
}

impl Document {
    /// Applies the client's changes, in order.
    pub fn change(&mut self, encoding: Encoding, changes: Vec<lsp::TextDocumentContentChangeEvent>) {
        use lsp::TextDocumentContentChangeEvent::{
            TextDocumentContentChangePartial as Part, TextDocumentContentChangeWholeDocument as Whole,
        };
        for change in changes {
            match change {
                Whole(whole) => self.text = whole.text,
                Part(part) => {
                    let start = encoding.offset(&self.text, part.range.start);
                    let end = encoding.offset(&self.text, part.range.end).max(start);
                    self.text.replace_range(start..end, &part.text);
                }
            }
        }
    }

    /// Whether the text is of tcpgen, by nothing but the text: no editor knows what a `.toml` or `.yaml` file is for.
    pub fn is_ours(&self, path: &Path) -> bool {
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("toml") => path.file_name().is_some_and(|name| name == DEFAULT) || has_entries(&self.text),
            Some("yaml" | "yml" | "json") => has_objects(&self.text),
            _ => has_entries(&self.text) || has_objects(&self.text),
        }
    }
}

/// Whether a text has a table of a state file.
fn has_entries(text: &str) -> bool {
    let tables = ["routes", "middlewares", "entry_points", "servers_transports", "tls_options", "invariants"];
    let headers = text.lines().filter_map(|line| line.trim_start().strip_prefix('['));
    let mut named =
        headers.map(|header| header.trim_start_matches('[').split([']', '.']).next().unwrap_or_default().trim());
    named.any(|table| tables.contains(&table))
}

/// Whether a text names a kind of object.
fn has_objects(text: &str) -> bool {
    crate::resource::Kind::ALL.iter().any(|kind| text.contains(kind.name()))
}
