use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::token_edit::{edited, has_user};
use crate::file_store::{is_special, lock_to_write, parent, reason, resolve, stage, sync_directory};

/// How often an edit is repeated because another program wrote the file in between.
const ATTEMPTS: usize = 8;

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
        match save_in(path, user, tokens) {
            Ok(false) => {}
            Ok(true) => return Ok(()),
            Err(reason) => {
                return Err(format!("the refreshed tokens were not written to {}: {reason}", path.display()));
            }
        }
    }
    Err(format!("the refreshed tokens were not written: no file of the kubeconfig has the user `{user}`"))
}

/// False where there is no such file or user.
fn save_in(path: &Path, user: &str, tokens: &Tokens) -> Result<bool, String> {
    let io = |error: io::Error| reason(&error);
    if is_special(path) {
        return Err("it is no file".to_owned());
    }
    if !read(path)?.is_some_and(|text| has_user(&text, user)) {
        return Ok(false);
    }
    if fs::metadata(path).map_err(io)?.permissions().readonly() {
        return Err("it is read-only".to_owned());
    }
    let directory = parent(&resolve(path).map_err(io)?).to_owned();
    // Two that refresh tokens of different users at the same time do not lose each other's.
    let _lock = lock_to_write(&directory).ok_or("another tcpgen writes into its directory")?;
    for _ in 0..ATTEMPTS {
        let before = read(path)?.unwrap_or_default();
        let edited = edited(&before, user, tokens);
        let edited = edited.ok_or("it cannot be edited there without a change to anything else")?;
        let staged = stage(path, edited.as_bytes()).map_err(io)?;
        if read(path)?.as_ref() == Some(&before) {
            staged.commit().map_err(io)?;
            sync_directory(&directory);
            return Ok(true);
        }
    }
    Err("another program keeps changing it".to_owned())
}

/// None where there is no file.
fn read(path: &Path) -> Result<Option<String>, String> {
    match fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(reason(&error)),
        Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| "it is not UTF-8".to_owned()),
    }
}
