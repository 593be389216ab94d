use std::collections::HashMap;
use std::path::{Path, PathBuf};

use gen_lsp_types as lsp;

use super::documents::Document;
use super::event::Loaded;
use super::paths::uri_of;
use crate::Options;
use crate::editor::Model;
use crate::source::{FileId, SourceFile, Sources};

/// The files that are one state.
#[derive(Debug)]
pub(super) struct State {
    /// Every file, with its text on disk or why it cannot be read.
    parts: Vec<(PathBuf, Result<String, String>)>,
    /// What Traefik's configuration says that the files name.
    found: Vec<SourceFile>,
    /// Why the list of files is not followed, or a file with Traefik's configuration is not read.
    pub problem: Option<String>,
    /// What the texts compile to.
    built: Option<Built>,
    /// Whether texts have changed since.
    pub is_stale: bool,
    /// Whether the client does not have the diagnostics yet.
    pub is_unpublished: bool,
    /// The diagnostics that the client has, by file.
    pub published: HashMap<PathBuf, (Option<i32>, Vec<lsp::Diagnostic>)>,
}

/// A compiled state, and which file each of its texts is.
#[derive(Debug)]
pub(super) struct Built {
    /// The state.
    pub model: Model,
    /// The files, in the order of the texts, with the client's number of their text.
    pub files: Vec<(PathBuf, Option<i32>)>,
    /// Files that cannot be read, and why.
    pub unread: Vec<(PathBuf, String)>,
}

impl State {
    /// A state whose files were read.
    pub fn new() -> Self {
        Self {
            parts: Vec::new(),
            found: Vec::new(),
            problem: None,
            built: None,
            is_stale: true,
            is_unpublished: true,
            published: HashMap::new(),
        }
    }

    /// Takes what was read, in place of what was known.
    pub fn take(&mut self, loaded: Loaded) {
        let text = |found: &[SourceFile]| found.iter().map(|file| file.text().to_owned()).collect::<Vec<_>>();
        let is_known = self.parts == loaded.parts && self.problem == loaded.problem;
        if is_known && text(&self.found) == text(&loaded.found) {
            return;
        }
        self.parts = loaded.parts;
        self.found = loaded.found;
        self.problem = loaded.problem;
        self.changed();
    }

    /// A text has changed.
    pub fn changed(&mut self) {
        self.is_stale = true;
        self.is_unpublished = true;
    }

    /// The files of the state.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.parts.iter().map(|(path, _)| path.as_path())
    }

    /// What the texts compile to; compiled if they have changed.
    pub fn built(&mut self, documents: &HashMap<PathBuf, Document>) -> &Built {
        if self.is_stale {
            self.built = None;
            self.is_stale = false;
        }
        let (parts, found) = (&self.parts, &self.found);
        self.built.get_or_insert_with(|| build(parts, found, documents))
    }

    /// What they compiled to before they changed, or compile to if they never were.
    pub fn last_built(&mut self, documents: &HashMap<PathBuf, Document>) -> &Built {
        let (parts, found) = (&self.parts, &self.found);
        if self.built.is_none() {
            self.is_stale = false;
        }
        self.built.get_or_insert_with(|| build(parts, found, documents))
    }
}

fn build(
    parts: &[(PathBuf, Result<String, String>)],
    found: &[SourceFile],
    documents: &HashMap<PathBuf, Document>,
) -> Built {
    let mut sources = Sources::default();
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    for (path, on_disk) in parts {
        let open = documents.get(path);
        let text = match (open, on_disk) {
            (Some(document), _) => document.text.clone(),
            (None, Ok(text)) => text.clone(),
            (None, Err(why)) => {
                unread.push((path.clone(), why.clone()));
                sources.set_partial();
                continue;
            }
        };
        sources.add(SourceFile::new(path.display().to_string(), text).counting_utf16());
        files.push((path.clone(), open.map(|document| document.version)));
    }
    // Behind all others, over which they take precedence; no file of the client is among them.
    for facts in found {
        sources.add_found(facts.clone());
    }
    Built { model: Model::new(sources, Options::default()), files, unread }
}

impl Built {
    /// The number of a file among the texts.
    pub fn file(&self, path: &Path) -> Option<FileId> {
        let at = self.files.iter().position(|(known, _)| known == path)?;
        self.model.sources().iter().nth(at).map(|(file, _)| file)
    }

    /// The file of this number.
    pub fn path(&self, file: FileId) -> Option<&Path> {
        self.files.get(file.index()).map(|(path, _)| path.as_path())
    }

    /// The URI of a file, as the client names it.
    pub fn uri(&self, file: FileId, documents: &HashMap<PathBuf, Document>) -> Option<lsp::Uri> {
        let path = self.path(file)?;
        Some(documents.get(path).map_or_else(|| uri_of(path), |document| document.uri.clone()))
    }
}
