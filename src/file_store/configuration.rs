use std::path::{Path, PathBuf};

use super::edit::read_text;
use crate::found::named_in;
use crate::source::SourceFile;

/// The files with Traefik's configuration that the state file at this path names, and the facts of each.
///
/// # Errors
/// Why one of them is not known.
pub(crate) fn configuration(path: &Path, state: &str) -> Result<Vec<(PathBuf, SourceFile)>, String> {
    let read = |file: &Path| -> Result<SourceFile, String> {
        let text = read_text(file)?.ok_or("no such file or directory")?;
        Ok(SourceFile::new(file.display().to_string(), text))
    };
    let named = named_in(state).into_iter().map(|named| {
        let file = named.beside(path);
        let facts = named.facts(read(&file)).map_err(|reason| format!("{}: {reason}", path.display()))?;
        Ok((file, facts))
    });
    named.collect()
}
