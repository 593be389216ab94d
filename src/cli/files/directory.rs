use std::fs;
use std::path::{Path, PathBuf};

use super::journal::{Journal, finish};
use super::origin::escaped;
use super::plan::Plan;
use super::rights::Rights;
use crate::cli::console;
use crate::cli::outcome::Failure;
use crate::cli::progress::Progress;
use crate::cli::rendered::OutputFile;
use crate::escape::shown;
use crate::file_store::{Staged, lock_to_write, reason, stage, sweep};

/// A directory with one file per object.
///
/// Each file records the state that it was generated from, so there is no separate list that could be lost or merged wrong.
/// Only files of the state that is built are replaced or removed.
pub(in super::super) struct Directory<'a> {
    path: &'a Path,
    rights: &'a Rights,
}

impl<'a> Directory<'a> {
    pub fn new(path: &'a Path, rights: &'a Rights) -> Self {
        Self { path, rights }
    }

    /// Writes the files that differ and removes those that are left over; each removal is reported. Everything is on
    /// disk before the first file is put into its place, so a full disk changes nothing.
    ///
    /// If the process is killed halfway, it leaves old and new files but never half of one, and a journal, with which the
    /// next build finishes it before it begins. Referenced objects are written before routes and removed after them, and a
    /// file with a new name is renamed before it is replaced: its object is never in two files.
    pub fn write(&self, files: &[OutputFile]) -> Result<String, Failure> {
        fs::create_dir_all(self.path).map_err(|error| Failure::write(self.path, &error))?;
        let Some(_lock) = lock_to_write(self.path) else {
            return Err(Failure::new(format!("cannot write {}: another tcpgen is writing to it", self.path.display()))
                .help("try again when it is done"));
        };
        self.finish_interrupted();
        let plan = Plan::new(self.path, files, self.rights)?;
        plan.refuse_to_remove(self.path, self.rights)?;
        let (written, removed) = (plan.written.len(), plan.removed.len());
        if written + removed + plan.renamed.len() > 0 {
            self.carry_out(&plan)?;
        }
        let unchanged = files.len() - written;
        Ok(format!("{}: {written} written, {unchanged} up to date, {removed} removed\n", self.path.display()))
    }

    fn finish_interrupted(&self) {
        if let Some(changes) = finish(self.path) {
            report(&format!("{}: finished an interrupted build (changes left: {changes})", self.path.display()));
            sweep(self.path);
        }
    }

    fn carry_out(&self, plan: &Plan<'_>) -> Result<(), Failure> {
        let mut staged = stage_all(plan)?;
        journal(plan, &staged).begin(self.path).map_err(|error| Failure::write(self.path, &error))?;
        for (_, file) in &mut staged {
            file.keep();
        }
        for (from, to) in &plan.renamed {
            fs::rename(from, to).map_err(|error| Failure::write(to, &error))?;
            report(&format!("renamed {} to {}", from.display(), to.display()));
        }
        for (path, file) in staged {
            file.commit().map_err(|error| Failure::write(&path, &error))?;
        }
        for path in plan.removed.iter().rev() {
            fs::remove_file(path)
                .map_err(|error| Failure::new(format!("cannot remove {}: {}", path.display(), reason(&error))))?;
            report(&format!("removed {}", path.display()));
        }
        Journal::end(self.path).map_err(|error| Failure::write(self.path, &error))
    }

    /// One line for each file that is not what would be written.
    pub fn stale(&self, files: &[OutputFile]) -> Result<Vec<String>, Failure> {
        let plan = Plan::new(self.path, files, self.rights)?;
        let renamed = |to: &Path| plan.renamed.iter().any(|(_, new)| new == to);
        let mut lines = Vec::new();
        for (path, _) in &plan.written {
            let state = if path.exists() && !renamed(path) { "is stale" } else { "is missing" };
            lines.push(format!("{} {state}", path.display()));
        }
        let left_over = plan.renamed.iter().map(|(from, _)| from).chain(&plan.removed);
        lines.extend(left_over.map(|path| format!("{} is left over", path.display())));
        Ok(lines)
    }
}

fn stage_all(plan: &Plan<'_>) -> Result<Vec<(PathBuf, Staged)>, Failure> {
    let mut progress = Progress::new("writing", plan.written.len());
    let mut staged = Vec::with_capacity(plan.written.len());
    for (path, text) in &plan.written {
        let file = stage(path, text.as_bytes()).map_err(|error| Failure::write(path, &error))?;
        staged.push((path.clone(), file));
        progress.step();
    }
    Ok(staged)
}

fn journal(plan: &Plan<'_>, staged: &[(PathBuf, Staged)]) -> Journal {
    // tcpgen's own names are UTF-8.
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Journal {
        renamed: plan.renamed.iter().map(|(from, to)| (name(from), name(to))).collect(),
        written: staged.iter().map(|(path, file)| (name(file.path()), name(path))).collect(),
        removed: plan.removed.iter().rev().map(|path| name(path)).collect(),
    }
}

fn report(line: &str) {
    console::err(&shown!(escaped(line), "\n"));
}
