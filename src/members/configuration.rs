use std::path::{Path, PathBuf};

use super::files::Files;
use super::text::decoded;
use super::unread::Unread;
use crate::found::named_in;
use crate::source::SourceFile;

/// The files with Traefik's configuration that the state file at this path names under `[traefik]`, and the facts of each.
///
/// # Errors
/// Why one of them is not known.
pub(crate) fn facts_of(files: &dyn Files, path: &Path, state: &str) -> Result<Vec<(PathBuf, SourceFile)>, Unread> {
    let read = |file: &Path| decoded(&file.display().to_string(), files.read(file)?).map_err(|unread| unread.words());
    let named = named_in(state).into_iter().map(|named| {
        let file = named.beside(path);
        let refused = |reason: String| {
            Unread::new(format!("{}: {reason}", path.display())).help("correct the path, or remove it")
        };
        let facts = named.facts(read(&file)).map_err(refused)?;
        Ok((file, facts))
    });
    named.collect()
}
