//! The bytes of files.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::file_store::{reason, special};
use crate::members::FILE_AT_MOST;

/// The bytes of a file, or why it cannot be read.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    if let Some(kind) = special(path) {
        return Err(format!("it is {kind}"));
    }
    File::open(path).and_then(bounded).map_err(|error| reason(&error))
}

/// Reads one byte more than is allowed, and no further: an endless pipe ends here.
pub(super) fn bounded(stream: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(FILE_AT_MOST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
