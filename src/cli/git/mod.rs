//! Inputs as they were at a revision. The git command reads them, without a shell and without touching the work tree.

mod place;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::found::named_in;
use crate::inputs;
use crate::members::{self, Files, STATES, Wanted, is_wanted, matching, patterns_in};
use crate::source::{SourceFile, Sources, normal};
use place::{Entry, Place};

/// Inputs of a revision.
#[derive(Debug, Default)]
pub(super) struct Former {
    /// The files that there were.
    pub sources: Sources,
    /// What there was not.
    pub notes: Vec<String>,
    seen: HashSet<PathBuf>,
    /// What the files with Traefik's configuration said that the state files named then.
    found: Vec<SourceFile>,
}

/// Reads the same inputs as they were at a revision of the repository that has them. A directory means the files that it had
/// then, and a state file those that it listed. What did not exist is empty, and noted.
pub(super) fn read(revision: &str, arguments: &[PathBuf]) -> Result<Former, Failure> {
    let default = [inputs::nearest(Path::new(""))];
    let arguments = if arguments.is_empty() { &default } else { arguments };
    let mut former = Former::default();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            let failure = Failure::new("standard input has no earlier revision");
            return Err(failure.help("name the files or the directories that git has"));
        }
        // Git has what a link leads to, not what is behind it.
        let path = argument.canonicalize().unwrap_or_else(|_| argument.clone());
        if path.is_dir() {
            former.directory(&Place::new(revision, path)?, argument)?;
        } else {
            let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            former.file(&Place::new(revision, directory.to_owned())?, &path, argument)?;
        }
    }
    for found in std::mem::take(&mut former.found) {
        former.sources.add_found(found);
    }
    Ok(former)
}

impl Former {
    fn directory(&mut self, place: &Place<'_>, shown: &Path) -> Result<(), Failure> {
        let entries = place.entries(None)?;
        let files = entries.iter().filter(|entry| entry.is_file());
        let names = inputs::wanted_names(&files.map(|entry| Path::new(&entry.name)).collect::<Vec<_>>());
        if names.is_empty() {
            self.notes.push(format!(
                "{} has no input at {}: it is compared with nothing",
                shown.display(),
                place.revision
            ));
        }
        for entry in entries.iter().filter(|entry| names.contains(&Path::new(&entry.name))) {
            self.root(place, entry, &shown.join(&entry.name))?;
        }
        Ok(())
    }

    fn file(&mut self, place: &Place<'_>, path: &Path, shown: &Path) -> Result<(), Failure> {
        let entries = match path.file_name().and_then(|name| name.to_str()) {
            Some(name) => place.entries(Some(name))?,
            None => Vec::new(),
        };
        if let Some(entry) = entries.iter().find(|entry| entry.is_file()) {
            return self.root(place, entry, shown);
        }
        let Place { revision, .. } = place;
        self.notes.push(format!("{} does not exist at {revision}: it is compared with nothing", shown.display()));
        Ok(())
    }

    /// Reads a file, and those that it listed then.
    fn root(&mut self, place: &Place<'_>, entry: &Entry, shown: &Path) -> Result<(), Failure> {
        if entry.is_link() {
            let name = format!("{}:{}", place.revision, shown.display());
            return Err(Failure::read(Path::new(&name), "it is a symbolic link there"));
        }
        let root = Path::new(&entry.name);
        let Some(text) = self.add(place, root, shown)? else { return Ok(()) };
        let patterns = if is_wanted(root, STATES) { patterns_in(&text) } else { Vec::new() };
        match matching(place, root, &patterns, Wanted::Either) {
            Ok(listed) => {
                for path in listed {
                    self.add(place, &path, &shown.parent().unwrap_or(Path::new("")).join(&path))?;
                }
            }
            Err(unread) => self.notes.push(format!("at {}, {}", place.revision, unread.words())),
        }
        Ok(())
    }

    /// Reads a file, and returns its text, unless it was read before.
    fn add(&mut self, place: &Place<'_>, path: &Path, shown: &Path) -> Result<Option<String>, Failure> {
        if !self.seen.insert(normal(&place.directory.join(path))) {
            return Ok(None);
        }
        let name = format!("{}:{}", place.revision, shown.display());
        let bytes = place.read(path).map_err(|reason| Failure::read(Path::new(&name), reason))?;
        let file: SourceFile = members::decoded(&name, bytes)?;
        if !file.is_manifest() {
            self.configuration(place, path, &file, shown)?;
        }
        let text = file.text().to_owned();
        self.sources.add(file);
        Ok(Some(text))
    }

    /// Reads the files with Traefik's configuration that a state file named then, as they were.
    fn configuration(
        &mut self,
        place: &Place<'_>,
        path: &Path,
        state: &SourceFile,
        shown: &Path,
    ) -> Result<(), Failure> {
        let Place { revision, .. } = place;
        for named in named_in(state.text()) {
            let file = named.beside(shown);
            let Ok(bytes) = place.read(&named.beside(path)) else {
                self.notes
                    .push(format!("{} does not exist at {revision}: what it says is not known there", file.display()));
                continue;
            };
            let name = format!("{revision}:{}", file.display());
            let facts = named.facts(Ok(members::decoded(&name, bytes)?));
            self.found.push(facts.map_err(|reason| Failure::new(format!("{}: {reason}", state.name())))?);
        }
        Ok(())
    }
}
