use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::mark::{Mark, mark};
use super::rights::Rights;
use crate::cli::Failure;
use crate::cli::rendered::OutputFile;
use crate::file_store::{differs, reason};
use crate::resource::STATE_LABEL;

/// The changes that a directory needs, each list in the order of the names.
pub(super) struct Plan<'f> {
    /// Files with new content.
    pub written: Vec<(PathBuf, &'f str)>,
    /// Files of version 0.1 whose object has another file name now; all of them are written as well.
    pub renamed: Vec<(PathBuf, PathBuf)>,
    /// Files of the state whose object is gone.
    pub removed: Vec<PathBuf>,
    /// Whether a file of the state stays.
    keeps_some: bool,
}

impl<'f> Plan<'f> {
    /// Compares a directory with its intended content. Every file that is in the way is reported.
    pub fn new(directory: &Path, files: &'f [OutputFile], rights: &Rights) -> Result<Self, Failure> {
        let mut marks = marks(directory)?;
        // Version 0.1 removed every tcpgen file that was not of its state: those that it left are all of one state.
        let is_former = |name: &String| files.iter().any(|file| file.name.former.contains(name));
        let old_is_own = marks.iter().any(|(name, mark)| *mark == Mark::Old && is_former(name));
        let is_own = |mark: &Mark| rights.is_of_state(mark) || old_is_own && *mark == Mark::Old;
        let written = written(directory, files, rights, is_own)?;
        let wanted: HashSet<&str> = files.iter().map(|file| file.name.name.as_str()).collect();
        marks.retain(|name, mark| is_own(mark) && !wanted.contains(name.as_str()));
        let mut renamed = Vec::new();
        for file in files {
            let to = directory.join(&file.name.name);
            let from = file.name.former.iter().find(|name| marks.contains_key(*name));
            if let Some(from) = from.filter(|_| !to.exists()) {
                marks.remove(from);
                renamed.push((directory.join(from), to));
            }
        }
        let removed = marks.into_keys().map(|name| directory.join(name)).collect();
        Ok(Self { written, renamed, removed, keeps_some: !files.is_empty() })
    }

    /// Refuses to remove everything: a state without objects is more often a broken pipe or a wrong argument than intended.
    /// And unless the state has a name, files that were built from standard input may be another state's.
    pub fn refuse_to_remove(&self, directory: &Path, rights: &Rights) -> Result<(), Failure> {
        if self.removed.is_empty() || rights.force {
            return Ok(());
        }
        let names = self.removed.iter().filter_map(|path| path.file_name()).map(OsStr::to_string_lossy);
        let names = names.collect::<Vec<_>>().join(", ");
        if rights.origin.is_anonymous() {
            let message = format!(
                "the state has no name, so these files in {} may be of another state that was built from standard input: {names}",
                directory.display()
            );
            return Err(Failure::new(message).help(format!(
                "name the state: `labels = {{ \"{STATE_LABEL}\" = \"NAME\" }}`; or remove them with `--force`"
            )));
        }
        if self.keeps_some {
            return Ok(());
        }
        let message = format!(
            "the state has no objects, so every file that was generated from it would be removed from {}: {names}",
            directory.display()
        );
        Err(Failure::new(message).help("remove them with `--force` if that is meant"))
    }
}

/// The files whose content differs or that are missing.
fn written<'f>(
    directory: &Path,
    files: &'f [OutputFile],
    rights: &Rights,
    is_own: impl Fn(&Mark) -> bool,
) -> Result<Vec<(PathBuf, &'f str)>, Failure> {
    let mut failure = Failure::default();
    let mut written = Vec::new();
    for file in files {
        let path = directory.join(&file.name.name);
        match differs(&path, file.text.as_bytes()) {
            Ok(false) => {}
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                failure = failure.and(Failure::read(&path, reason(&error)));
            }
            _ => match rights.may_replace(&path, &is_own) {
                Ok(()) => written.push((path, file.text.as_str())),
                Err(refused) => failure = failure.and(refused),
            },
        }
    }
    written.sort_by(|(one, _), (other, _)| one.cmp(other));
    if failure.is_empty() { Ok(written) } else { Err(failure) }
}

/// The files of a directory that tcpgen wrote, by name.
fn marks(directory: &Path) -> Result<BTreeMap<String, Mark>, Failure> {
    let entries = match fs::read_dir(directory).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(Failure::read(directory, reason(&error))),
    };
    let is_manifest = |path: &Path| path.extension().is_some_and(|found| found == "yaml" || found == "json");
    let found = entries.into_iter().filter(|entry| is_manifest(&entry.path())).filter_map(|entry| {
        // tcpgen's own names are UTF-8.
        Some((entry.file_name().into_string().ok()?, mark(&entry.path())?))
    });
    Ok(found.collect())
}
