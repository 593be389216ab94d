//! Texts of several files that are replaced together, if nobody else has changed them.

use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};

use super::edit::{NotEdited, read_text};
use super::lock::{Lock, lock_to_write};
use super::replace::{Staged, parent, resolve, stage, sync_directory};

/// A file, the text that the new one was made from, and the new one.
pub(crate) struct Change<'a> {
    pub path: &'a Path,
    pub before: &'a str,
    pub after: &'a str,
}

/// Why no file was replaced, and the file that it is about.
pub(crate) type NotReplaced = (PathBuf, NotEdited<Infallible>);

/// Replaces the texts. Where one of the files is not what its text was made from, or cannot be written, none is replaced.
/// Writers that respect the lock wait; a write by one that does not (an editor) is noticed.
pub(crate) fn replace_texts(changes: &[Change<'_>]) -> Result<(), NotReplaced> {
    let _locks = locks(changes)?;
    let staged: Vec<Staged> = changes.iter().map(staged).collect::<Result<_, _>>()?;
    // Last, so that little time is left in which an editor could write.
    for change in changes {
        let now = read_text(change.path).map_err(|reason| not(change, NotEdited::Unreadable(reason)))?;
        if now.as_deref() != Some(change.before) {
            return Err(not(change, NotEdited::Changing));
        }
    }
    for (file, change) in staged.into_iter().zip(changes) {
        file.commit().map_err(|error| not(change, NotEdited::Unwritable(error)))?;
        sync_directory(parent(change.path));
    }
    Ok(())
}

/// One lock for each directory, in one order for everybody: two that write into the same directories do not wait for each
/// other.
fn locks(changes: &[Change<'_>]) -> Result<Vec<Lock>, NotReplaced> {
    let mut directories: Vec<(PathBuf, &Change<'_>)> =
        changes.iter().map(|change| (directory(change), change)).collect();
    directories.sort_by(|(one, _), (other, _)| one.cmp(other));
    directories.dedup_by(|(one, _), (other, _)| one == other);
    let lock = |(directory, change): &(PathBuf, &Change<'_>)| {
        lock_to_write(directory).ok_or_else(|| not(change, NotEdited::Locked))
    };
    directories.iter().map(lock).collect()
}

fn directory(change: &Change<'_>) -> PathBuf {
    let target = resolve(change.path).unwrap_or_else(|_| change.path.to_owned());
    let directory = parent(&target);
    directory.canonicalize().unwrap_or_else(|_| directory.to_owned())
}

fn staged(change: &Change<'_>) -> Result<Staged, NotReplaced> {
    if fs::metadata(change.path).is_ok_and(|known| known.permissions().readonly()) {
        return Err(not(change, NotEdited::ReadOnly));
    }
    stage(change.path, change.after.as_bytes()).map_err(|error| not(change, NotEdited::Unwritable(error)))
}

fn not(change: &Change<'_>, why: NotEdited<Infallible>) -> NotReplaced {
    (change.path.to_owned(), why)
}
