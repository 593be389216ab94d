use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::token_edit::{edited, has_user};
use crate::file_store::{is_special, reason, replace};

/// The tokens of a login with OpenID Connect; an empty one is none.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Tokens {
    pub id: String,
    pub refresh: String,
}

/// Writes tokens into the file of a kubeconfig that has the user. All else in the file stays as it is.
///
/// # Errors
/// Why they are not written, as a warning.
pub(super) fn save(files: &[PathBuf], user: &str, tokens: &Tokens) -> Result<(), String> {
    for path in files {
        let told = |reason: &str| format!("the refreshed tokens were not written to {}: {reason}", path.display());
        let io = |error: io::Error| told(&reason(&error));
        if is_special(path) {
            return Err(told("it is no file"));
        }
        let text = match fs::read(path).map(String::from_utf8) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            text => text.map_err(io)?.map_err(|_| told("it is not UTF-8"))?,
        };
        if !has_user(&text, user) {
            continue;
        }
        let edited = edited(&text, user, tokens);
        let edited = edited.ok_or_else(|| told("it cannot be edited there without a change to anything else"))?;
        if is_read_only(path) {
            return Err(told("it is read-only"));
        }
        return replace(path, edited.as_bytes()).map(drop).map_err(io);
    }
    Err(format!("the refreshed tokens were not written: no file of the kubeconfig has the user `{user}`"))
}

/// A file that nobody may write is not replaced, although its directory may allow it.
fn is_read_only(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|known| known.permissions().readonly())
}
