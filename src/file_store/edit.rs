use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::lock::lock_to_write;
use super::replace::{parent, resolve, special, stage, sync_directory};
use crate::source::FILE_AT_MOST;

/// How often an edit is repeated because somebody else wrote the file in between.
const ATTEMPTS: usize = 8;

/// Why a file is as it was.
#[derive(Debug)]
pub(crate) enum NotEdited<E> {
    /// The edit itself was refused.
    Refused(E),
    /// It cannot be read.
    Unreadable(String),
    /// It cannot be written.
    Unwritable(io::Error),
    /// It is taken out of everybody's hands: it is not replaced by one that is not.
    ReadOnly,
    /// Another tcpgen keeps the lock of its directory.
    Locked,
    /// Somebody else keeps writing it.
    Changing,
}

/// The text of a file; none where there is no file.
///
/// # Errors
/// Why it cannot be read.
pub(crate) fn read_text(path: &Path) -> Result<Option<String>, String> {
    // Before it is opened: a pipe without a writer would be waited for.
    if let Some(kind) = special(path) {
        return Err(format!("it is {kind}"));
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(reason(&error)),
    };
    let bytes = bounded(file).map_err(|error| reason(&error))?;
    if bytes.len() as u64 > FILE_AT_MOST {
        return Err(format!("it is larger than {} MiB", FILE_AT_MOST >> 20));
    }
    String::from_utf8(bytes).map(Some).map_err(|_| "it is not UTF-8".to_owned())
}

/// Reads one byte more than is allowed, and no further: an endless pipe ends here.
pub(crate) fn bounded(stream: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(FILE_AT_MOST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Edits the text of a file, whole or not at all. `change` gets the text, none where there is no file, and returns the new one,
/// none where it stays. Writers that respect the lock wait for their turn; a write by one that does not (an editor) is
/// noticed, and the change is repeated on the new text.
pub(crate) fn edit<T, E>(
    path: &Path,
    change: impl Fn(Option<&str>) -> Result<(Option<String>, T), E>,
) -> Result<T, NotEdited<E>> {
    let target = resolve(path).unwrap_or_else(|_| path.to_owned());
    let directory = parent(&target);
    let _lock = lock_to_write(directory).ok_or(NotEdited::Locked)?;
    for _ in 0..ATTEMPTS {
        let before = read_text(path).map_err(NotEdited::Unreadable)?;
        let (after, result) = change(before.as_deref()).map_err(NotEdited::Refused)?;
        let Some(after) = after else { return Ok(result) };
        if fs::metadata(path).is_ok_and(|known| known.permissions().readonly()) {
            return Err(NotEdited::ReadOnly);
        }
        let staged = stage(path, after.as_bytes()).map_err(NotEdited::Unwritable)?;
        if read_text(path).map_err(NotEdited::Unreadable)? == before {
            staged.commit().map_err(NotEdited::Unwritable)?;
            sync_directory(directory);
            return Ok(result);
        }
    }
    Err(NotEdited::Changing)
}

/// The system's words, without its number, as part of a sentence.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
