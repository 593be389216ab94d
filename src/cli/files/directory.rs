use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::names::FileName;
use crate::cli::failure::Failure;
use crate::cli::progress::Progress;
use crate::cli::rendered::MARK;
use crate::file_store::reason;
use crate::file_store::{Staged, differs, stage, sync_directory};
use crate::resource::Kind;

/// The label that every object of tcpgen's carries.
const LABEL: &str = "app.kubernetes.io/managed-by";

/// A directory with one file an object.
///
/// What tcpgen wrote can be told from what others did, without a list beside it that could be lost or merged wrong: a
/// YAML file begins with [`MARK`], a JSON file holds an object with the label `app.kubernetes.io/managed-by: tcpgen` under
/// the name that tcpgen gives it. Only such files are replaced or removed.
pub(in super::super) struct Directory<'a> {
    path: &'a Path,
}

impl<'a> Directory<'a> {
    pub fn new(path: &'a Path) -> Self {
        Self { path }
    }

    /// Writes the files that differ and removes those that are left over. Everything is on disk before the first file is
    /// put into its place, so a full disk changes nothing.
    pub fn write(&self, files: &[(String, String)]) -> Result<String, Failure> {
        fs::create_dir_all(self.path).map_err(|error| Failure::write(self.path, &error))?;
        let (changed, left_over, total) = (self.changed(files)?, self.left_over(files)?, files.len());
        let mut progress = Progress::new("writing", changed.len());
        let mut staged: Vec<(PathBuf, Staged)> = Vec::with_capacity(changed.len());
        for (path, text) in changed {
            let file = stage(&path, text.as_bytes()).map_err(|error| Failure::write(&path, &error))?;
            staged.push((path, file));
            progress.step();
        }
        drop(progress);
        let written = staged.len();
        for (path, file) in staged {
            file.commit().map_err(|error| Failure::write(&path, &error))?;
        }
        for path in &left_over {
            fs::remove_file(path)
                .map_err(|error| Failure::new(format!("cannot remove {}: {}", path.display(), reason(&error))))?;
        }
        if written + left_over.len() > 0 {
            sync_directory(self.path);
        }
        let unchanged = total - written;
        let removed = left_over.len();
        Ok(format!("{}: {written} written, {unchanged} up to date, {removed} removed\n", self.path.display()))
    }

    /// One line for each file that is not what would be written.
    pub fn stale(&self, files: &[(String, String)]) -> Result<Vec<String>, Failure> {
        let mut lines = Vec::new();
        for (path, _) in self.changed(files)? {
            let state = if path.exists() { "is stale" } else { "is missing" };
            lines.push(format!("{} {state}", path.display()));
        }
        lines.extend(self.left_over(files)?.iter().map(|path| format!("{} is left over", path.display())));
        Ok(lines)
    }

    /// The files whose content differs or that are not there. A file of another's in their place is a failure.
    fn changed<'f>(&self, files: &'f [(String, String)]) -> Result<Vec<(PathBuf, &'f str)>, Failure> {
        let mut changed = Vec::new();
        for (name, text) in files {
            let path = self.path.join(name);
            match differs(&path, text.as_bytes()) {
                Ok(false) => {}
                Ok(true) if !is_own(&path) => {
                    return Err(Failure::new(format!("{} is in the way: tcpgen did not write it", path.display()))
                        .help("move it away, or write into another directory"));
                }
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Failure::read(&path, reason(&error)));
                }
                _ => changed.push((path, text.as_str())),
            }
        }
        Ok(changed)
    }

    /// Files of a former run whose object is gone, sorted.
    fn left_over(&self, files: &[(String, String)]) -> Result<Vec<PathBuf>, Failure> {
        let wanted: HashSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let entries = match fs::read_dir(self.path).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Failure::read(self.path, reason(&error))),
        };
        let mut found: Vec<PathBuf> = entries
            .into_iter()
            .filter(|entry| !entry.file_name().to_str().is_some_and(|name| wanted.contains(name)))
            .map(|entry| entry.path())
            .filter(|path| is_own(path))
            .collect();
        found.sort();
        Ok(found)
    }
}

/// Whether tcpgen wrote this file.
fn is_own(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    match extension.filter(|_| path.is_file()) {
        Some("yaml") => begins_with_mark(path).unwrap_or(false),
        Some("json") => is_own_json(path).unwrap_or(false),
        _ => false,
    }
}

fn begins_with_mark(path: &Path) -> io::Result<bool> {
    let mut head = Vec::with_capacity(MARK.len());
    File::open(path)?.take(MARK.len() as u64).read_to_end(&mut head)?;
    Ok(head == MARK.as_bytes())
}

fn is_own_json(path: &Path) -> io::Result<bool> {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let kind = stem.split('-').next();
    if !Kind::ALL.iter().any(|known| Some(known.name().to_ascii_lowercase().as_str()) == kind) {
        return Ok(false);
    }
    let object: Value = serde_json::from_slice(&fs::read(path)?)?;
    let text = |pointer: &str| object.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let name = FileName::new(text("/kind"), text("/metadata/namespace"), text("/metadata/name"));
    Ok(object["metadata"]["labels"][LABEL] == "tcpgen" && name.is(stem))
}
