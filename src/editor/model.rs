use std::rc::Rc;
use std::sync::OnceLock;

use super::names::Names;
use super::toml::Tree;
use crate::analysis::reach::{Reach, ReachFilter, reach};
use crate::question::Subject;
use crate::source::{FileId, SourceFile, Sources};
use crate::{Compilation, Options};

/// A compiled state, with what its editor asks for again and again; each part is made when it is first asked for.
#[derive(Debug)]
pub struct Model {
    subject: Rc<Subject>,
    trees: Vec<OnceLock<Tree>>,
    names: OnceLock<Names>,
    reach: OnceLock<Reach>,
}

impl Model {
    /// Compiles the texts of a state.
    pub fn new(sources: Sources, options: Options) -> Self {
        Self::of(Rc::new(Subject::new(sources, options)))
    }

    /// A state that is compiled already.
    pub fn of(subject: Rc<Subject>) -> Self {
        let trees = subject.sources.iter().map(|_| OnceLock::new()).collect();
        Self { subject, trees, names: OnceLock::new(), reach: OnceLock::new() }
    }

    /// The compiled state.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// Its texts.
    pub fn sources(&self) -> &Sources {
        &self.subject.sources
    }

    /// What it compiles to.
    pub fn compilation(&self) -> &Compilation {
        &self.subject.compilation
    }

    /// The names of all files.
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let trees = self.sources().iter().filter_map(|(file, _)| Some((file, self.tree(file)?)));
            Names::new(self.sources(), self.compilation(), trees)
        })
    }

    /// A state file as a tree; none of a manifest.
    pub(super) fn tree(&self, file: FileId) -> Option<&Tree> {
        let text = self.sources().file(file).filter(|file| !file.is_manifest()).map(SourceFile::text)?;
        Some(self.trees.get(file.index())?.get_or_init(|| Tree::new(text)))
    }

    /// All connections in classes.
    pub(super) fn reach(&self) -> &Reach {
        self.reach.get_or_init(|| reach(&self.compilation().table, &ReachFilter::default()))
    }
}
