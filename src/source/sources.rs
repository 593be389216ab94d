use std::iter::Enumerate;
use std::slice;

use serde::Serialize;
use smol_str::SmolStr;

use super::{FileId, Position, SourceFile, Span};
use crate::traefik::TraefikVersion;

/// The input texts of one compilation, in the order they were given.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    /// The files of which only the facts count.
    facts: Vec<FileId>,
    /// Those of them that were found where Traefik or a cluster has them, and not written.
    found: Vec<FileId>,
    /// What a state file names and could not be read: the file, its key under `[traefik]`, and why.
    unread: Vec<(FileId, &'static str, String)>,
    namespace: Option<SmolStr>,
    traefik: Option<TraefikVersion>,
    partial: bool,
}

impl Sources {
    /// One text alone.
    pub fn single(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut sources = Self::default();
        sources.add(SourceFile::new(name, text));
        sources
    }

    /// Replaces `default` as the namespace of entries and objects where neither they nor their file name one.
    #[must_use]
    pub fn in_namespace(mut self, namespace: impl Into<SmolStr>) -> Self {
        self.namespace = Some(namespace.into());
        self
    }

    /// The namespace that replaces `default`, if any.
    pub fn namespace(&self) -> Option<&SmolStr> {
        self.namespace.as_ref()
    }

    /// Reads the files for this Traefik, whatever they say of its version; none leaves it to them.
    #[must_use]
    pub fn for_traefik(mut self, version: Option<TraefikVersion>) -> Self {
        self.traefik = version;
        self
    }

    /// The Traefik that replaces the one of the files, if any.
    pub fn traefik(&self) -> Option<TraefikVersion> {
        self.traefik
    }

    /// Marks the files as a part of the state: others could not be read, so nothing is reported as missing.
    pub fn set_partial(&mut self) {
        self.partial = true;
    }

    /// Whether there are more files, which could not be read.
    pub fn is_partial(&self) -> bool {
        self.partial
    }

    /// The same files with these texts, in the same order.
    #[must_use]
    pub fn with_texts(&self, texts: impl IntoIterator<Item = String>) -> Self {
        let named = self.files.iter().zip(texts);
        self.with_files(named.map(|(file, text)| SourceFile::new(file.name(), text)).collect())
    }

    fn with_files(&self, files: Vec<SourceFile>) -> Self {
        let Self { facts, found, unread, namespace, traefik, partial, .. } = self;
        let (facts, found, unread, namespace) = (facts.clone(), found.clone(), unread.clone(), namespace.clone());
        Self { files, facts, found, unread, namespace, traefik: *traefik, partial: *partial }
    }

    /// The same files with this text in the first one. Without files it becomes a file of this name.
    #[must_use]
    pub fn with_first(&self, name: &str, text: impl Into<String>) -> Self {
        let name = self.files.first().map_or(name, SourceFile::name);
        let first = SourceFile::new(name, text);
        self.with_files([first].into_iter().chain(self.files.iter().skip(1).cloned()).collect())
    }

    /// The text of the first file; empty without files.
    pub fn first_text(&self) -> &str {
        self.files.first().map_or("", SourceFile::text)
    }

    /// Whether others are read and reported as these.
    pub(crate) fn are_same(&self, others: &Self) -> bool {
        let Self { files, facts, found, unread, namespace, traefik, partial } = self;
        let settings = (facts, found, unread, namespace, traefik, partial);
        let Self { facts, found, unread, namespace, traefik, partial, .. } = others;
        settings == (facts, found, unread, namespace, traefik, partial)
            && files.len() == others.files.len()
            && files.iter().zip(&others.files).all(|(one, other)| one.is_same(other))
    }

    /// Adds a file behind the others.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        FileId::from_index(self.files.len() - 1)
    }

    /// Adds a file of which only the facts count, not the entries: the objects are those of a cluster.
    pub fn add_facts(&mut self, file: SourceFile) -> FileId {
        let id = self.add(file);
        self.facts.push(id);
        id
    }

    /// Adds facts that were found where Traefik or a cluster has them.
    pub fn add_found(&mut self, file: SourceFile) -> FileId {
        let id = self.add_facts(file);
        self.found.push(id);
        id
    }

    /// Adds the facts of other files, written and found.
    pub fn add_facts_of(&mut self, others: &Self) {
        for (id, file) in others {
            let add = if others.is_found(id) { Self::add_found } else { Self::add_facts };
            add(self, file.clone());
        }
    }

    /// Marks a file that a state file names under a key of `[traefik]` as one that could not be read.
    pub fn set_unread(&mut self, state: FileId, key: &'static str, reason: String) {
        self.unread.push((state, key, reason));
    }

    /// The files that could not be read: the state file that names each, its key under `[traefik]`, and why.
    pub fn unread(&self) -> &[(FileId, &'static str, String)] {
        &self.unread
    }

    /// Whether a file has facts that were found, and not written.
    pub fn is_found(&self, id: FileId) -> bool {
        self.found.contains(&id)
    }

    /// Whether only the facts of a file count.
    pub fn is_facts(&self, id: FileId) -> bool {
        self.facts.contains(&id)
    }

    /// The files with their numbers, in order.
    pub fn iter(&self) -> Iter<'_> {
        Iter { files: self.files.iter().enumerate() }
    }

    /// The file of this number; none for [`FileId::NOWHERE`].
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.index())
    }

    /// The text that a span covers; empty where it covers none.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).and_then(|file| file.text().get(span.range())).unwrap_or("")
    }

    /// Line and column of a span's first byte and of the byte behind it.
    pub fn position(&self, span: Span) -> Option<(Position, Position)> {
        let file = self.file(span.file)?;
        Some((file.position(span.start as usize), file.position(span.end as usize)))
    }
}

/// The files of [`Sources`] with their numbers, in order.
#[derive(Clone, Debug)]
pub struct Iter<'a> {
    files: Enumerate<slice::Iter<'a, SourceFile>>,
}

impl<'a> Iterator for Iter<'a> {
    type Item = (FileId, &'a SourceFile);

    fn next(&mut self) -> Option<Self::Item> {
        self.files.next().map(|(index, file)| (FileId::from_index(index), file))
    }
}

impl<'a> IntoIterator for &'a Sources {
    type Item = (FileId, &'a SourceFile);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// A place as reports tell it. All is null for what stands in no file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file's name.
    pub file: Option<String>,
    /// The first byte.
    pub start: Option<Position>,
    /// The byte behind the last.
    pub end: Option<Position>,
}

impl Place {
    /// The place of a span.
    pub fn new(sources: &Sources, span: Span) -> Self {
        let (start, end) = sources.position(span).unzip();
        Self { file: sources.file(span.file).map(|file| file.name().to_owned()), start, end }
    }
}
