//! Files that the command writes, whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use same_file::Handle;

use super::lock::lock_to_write;
use super::replace::{is_stream, parent, resolve, special, stage_at, sync_directory};

/// Replaces a file's content, whole or not at all, and answers whether it had to. The file keeps its permissions and owner,
/// and a symbolic link stays one: the file it leads to is replaced. A stream of the system (`/dev/stdout`) is written to as it
/// is; any other pipe or device is in the way.
///
/// The lock is taken even if there is nothing to write: what killed processes have left goes with it.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<bool> {
    if is_stream(path) {
        return OpenOptions::new().write(true).open(path)?.write_all(content).map(|()| true);
    }
    if let Some(kind) = special(path) {
        return Err(io::Error::other(format!("it is {kind}")));
    }
    let target = resolve(path)?;
    let directory = parent(&target).to_owned();
    let _lock = lock_to_write(&directory).ok_or_else(locked)?;
    match differs(path, content) {
        Ok(false) => return Ok(false),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    stage_at(target, content)?.commit()?;
    sync_directory(&directory);
    Ok(true)
}

/// Writes a new file, whole or not at all.
///
/// # Errors
/// `AlreadyExists` if there is anything of that name, even a dangling symbolic link.
pub(crate) fn create(path: &Path, content: &[u8]) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "file exists"));
    }
    let directory = parent(path);
    let _lock = lock_to_write(directory).ok_or_else(locked)?;
    stage_at(path.to_owned(), content)?.commit_new()?;
    sync_directory(directory);
    Ok(())
}

fn locked() -> io::Error {
    io::Error::new(io::ErrorKind::WouldBlock, "another tcpgen writes into its directory")
}

/// Whether two paths lead to one file: by another spelling, a symbolic link or a hard link. False where one is missing, and
/// for what is no file: to compare it is to open it.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    special(one).is_none() && special(other).is_none() && same_file::is_same_file(one, other).unwrap_or(false)
}

/// Whether standard output is redirected to this file.
pub(crate) fn is_standard_output(path: &Path) -> bool {
    let same = |known: fs::Metadata| known.is_file() && Handle::stdout().ok() == Handle::from_path(path).ok();
    fs::metadata(path).is_ok_and(same)
}

/// Whether a file's content is another than this one. That of a pipe is, and is not waited for.
pub(crate) fn differs(path: &Path, content: &[u8]) -> io::Result<bool> {
    if special(path).is_some() {
        return Ok(true);
    }
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length != content.len() as u64 {
        return Ok(true);
    }
    let mut found = Vec::with_capacity(content.len());
    file.take(length).read_to_end(&mut found)?;
    Ok(found != content)
}
