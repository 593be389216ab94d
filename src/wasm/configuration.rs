//! Files with Traefik's configuration among the sources: those that a state file names under `[traefik]`.

use std::path::{Path, PathBuf};

use crate::found::{Named, named_in};
use crate::source::{SourceFile, Sources, normal};

/// Files, taken apart.
pub(super) struct Apart {
    /// State files and manifests, and the facts of the others.
    pub sources: Sources,
    /// The names of the files with Traefik's configuration.
    pub configuration: Vec<String>,
}

/// The sources, with the facts of the files that a state file names in place of these files.
pub(super) fn apart(files: Vec<SourceFile>) -> Apart {
    let names = names_in(&files);
    if names.is_empty() {
        let mut sources = Sources::default();
        for file in files {
            sources.add(file);
        }
        return Apart { sources, configuration: Vec::new() };
    }
    taken_apart(files, &names)
}

// Few states name such files: the page's first load has no need of this.
#[inline(never)]
fn taken_apart(files: Vec<SourceFile>, names: &[Name]) -> Apart {
    let mut sources = Sources::default();
    let mut states = Vec::new();
    let mut configuration = Vec::new();
    let facts: Vec<_> = names.iter().map(|name| name.named.facts(name.text(&files))).collect();
    for (index, file) in files.into_iter().enumerate() {
        if names.iter().any(|name| name.file == Some(index)) {
            configuration.push(file.name().to_owned());
        } else {
            states.push((index, sources.add(file)));
        }
    }
    // Behind all others, over which they take precedence.
    for (name, facts) in names.iter().zip(facts) {
        match (facts, states.iter().find(|(index, _)| *index == name.state)) {
            (Ok(facts), _) => {
                sources.add_found(facts.counting_utf16());
            }
            (Err(reason), Some((_, state))) => sources.set_unread(*state, name.named.key, reason),
            (Err(_), None) => {}
        }
    }
    Apart { sources, configuration }
}

/// A file that a state file names: which file names it, and which it is, if it is there.
struct Name {
    named: Named,
    path: PathBuf,
    state: usize,
    file: Option<usize>,
}

impl Name {
    #[inline(never)]
    fn new(named: Named, state: usize, files: &[SourceFile]) -> Self {
        let path = named.beside(Path::new(files.get(state).map_or("", SourceFile::name)));
        let is_it = |other: &SourceFile| normal(Path::new(other.name())) == normal(&path);
        let file = files.iter().position(is_it).filter(|found| *found != state);
        Self { named, path, state, file }
    }

    fn text(&self, files: &[SourceFile]) -> Result<SourceFile, String> {
        let file = self.file.and_then(|index| files.get(index)).ok_or("it is not among the files")?;
        Ok(SourceFile::new(self.path.display().to_string(), file.text()))
    }
}

/// What the state files name, in order. A file that one of them names is itself no state file.
fn names_in(files: &[SourceFile]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (state, file) in files.iter().enumerate().filter(|(_, file)| !file.is_manifest()) {
        if names.iter().any(|name| name.file == Some(state)) {
            continue;
        }
        for named in named_in(file.text()) {
            names.push(Name::new(named, state, files));
        }
    }
    names
}
