//! Inputs as they were at a revision. The git command reads them, without a shell and without touching the work tree.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::Failure;
use crate::file_store::reason;
use crate::found::named_in;
use crate::inputs;
use crate::members::{self, DEFAULT};
use crate::source::{SourceFile, Sources};

/// What git sets for its hooks: which repository is meant depends on the input alone.
const INHERITED: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

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
/// then. What did not exist is empty, and noted.
pub(super) fn read(revision: &str, arguments: &[PathBuf]) -> Result<Former, Failure> {
    let default = [PathBuf::from(DEFAULT)];
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
            self.add(place, entry, &shown.join(&entry.name))?;
        }
        Ok(())
    }

    fn file(&mut self, place: &Place<'_>, path: &Path, shown: &Path) -> Result<(), Failure> {
        let entries = match path.file_name().and_then(|name| name.to_str()) {
            Some(name) => place.entries(Some(name))?,
            None => Vec::new(),
        };
        if let Some(entry) = entries.iter().find(|entry| entry.is_file()) {
            return self.add(place, entry, shown);
        }
        let Place { revision, .. } = place;
        self.notes.push(format!("{} does not exist at {revision}: it is compared with nothing", shown.display()));
        Ok(())
    }

    fn add(&mut self, place: &Place<'_>, entry: &Entry, shown: &Path) -> Result<(), Failure> {
        if !self.seen.insert(place.directory.join(&entry.name)) {
            return Ok(());
        }
        let name = format!("{}:{}", place.revision, shown.display());
        if entry.mode == "120000" {
            return Err(Failure::read(Path::new(&name), "it is a symbolic link there"));
        }
        let bytes = place.git(&["cat-file", "blob", &entry.object])?;
        let file: SourceFile = members::decoded(&name, bytes)?;
        if !file.is_manifest() {
            self.configuration(place, &file, shown)?;
        }
        self.sources.add(file);
        Ok(())
    }

    /// Reads the files with Traefik's configuration that a state file named then, as they were.
    fn configuration(&mut self, place: &Place<'_>, state: &SourceFile, shown: &Path) -> Result<(), Failure> {
        let Place { revision, commit, .. } = place;
        for named in named_in(state.text()) {
            // git takes a path from the directory on; one of the whole system is in no repository.
            let object = format!("{commit}:./{}", named.path);
            let known = if Path::new(&named.path).is_absolute() {
                None
            } else {
                place.git(&["cat-file", "blob", &object]).ok()
            };
            let Some(bytes) = known else {
                let file = named.beside(shown);
                self.notes
                    .push(format!("{} does not exist at {revision}: what it says is not known there", file.display()));
                continue;
            };
            let name = format!("{revision}:{}", named.beside(shown).display());
            let facts = named.facts(Ok(members::decoded(&name, bytes)?));
            self.found.push(facts.map_err(|reason| Failure::new(format!("{}: {reason}", state.name())))?);
        }
        Ok(())
    }
}

/// A directory of a work tree, at a revision.
struct Place<'r> {
    revision: &'r str,
    commit: String,
    directory: PathBuf,
}

/// A file or a directory that git has.
struct Entry {
    mode: String,
    object: String,
    name: String,
}

impl Entry {
    fn is_file(&self) -> bool {
        self.mode.starts_with("100") || self.mode.starts_with("120")
    }
}

impl<'r> Place<'r> {
    fn new(revision: &'r str, directory: PathBuf) -> Result<Self, Failure> {
        let place = Self { revision, commit: String::new(), directory };
        let here = || format!("{} is in no git repository that can be read", place.directory.display());
        place.git(&["rev-parse", "--show-prefix"]).map_err(|failure| Failure::new(here()).and(failure))?;
        let unknown = || {
            Failure::new(format!("git has no revision `{revision}`"))
                .help("in CI, a shallow clone has only the newest: fetch the other one first")
        };
        // An option is no revision.
        let commit = format!("{revision}^{{commit}}");
        if revision.starts_with('-') {
            return Err(unknown());
        }
        let found = place.git(&["rev-parse", "--verify", "--quiet", &commit]).map_err(|_| unknown())?;
        Ok(Self { commit: String::from_utf8_lossy(&found).trim().to_owned(), ..place })
    }

    /// What the directory had, or one name of it. Names that are not UTF-8 are those of no input.
    fn entries(&self, name: Option<&str>) -> Result<Vec<Entry>, Failure> {
        let mut arguments = vec!["--literal-pathspecs", "ls-tree", "-z", &self.commit];
        arguments.extend(name.into_iter().flat_map(|name| ["--", name]));
        let listed = self.git(&arguments)?;
        let entries = listed.split(|byte| *byte == 0).filter_map(|line| {
            let (about, name) = str::from_utf8(line).ok()?.split_once('\t')?;
            let mut about = about.split(' ');
            let (mode, _, object) = (about.next()?, about.next()?, about.next()?);
            Some(Entry { mode: mode.to_owned(), object: object.to_owned(), name: name.to_owned() })
        });
        Ok(entries.collect())
    }

    fn git(&self, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
        let mut command = Command::new("git");
        for name in INHERITED {
            command.env_remove(name);
        }
        let output = command.args(arguments).current_dir(&self.directory).stdin(Stdio::null()).output();
        let output = output.map_err(|error| match error.kind() {
            ErrorKind::NotFound => Failure::new("`git` is not installed, or not in the PATH"),
            _ => Failure::new(format!("git cannot be run: {}", reason(&error))),
        })?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let told = String::from_utf8_lossy(&output.stderr);
        let told = told.lines().next().unwrap_or("it failed").trim_start_matches("fatal: ").to_owned();
        Err(Failure::new(format!("git: {told}")))
    }
}
