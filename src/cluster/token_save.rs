use std::path::{Path, PathBuf};

use super::token_edit::{edited, has_user};
use super::tokens::Tokens;
use crate::file_store::{NotEdited, edit, read_text, reason};

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
    if !read_text(path)?.is_some_and(|text| has_user(&text, user)) {
        return Ok(false);
    }
    let change = |before: Option<&str>| match edited(before.unwrap_or_default(), user, tokens) {
        Some(after) => Ok((Some(after), true)),
        None => Err("it cannot be edited there without a change to anything else"),
    };
    edit(path, change).map_err(|error| match error {
        NotEdited::Refused(reason) => reason.to_owned(),
        NotEdited::Unreadable(reason) => reason,
        NotEdited::Unwritable(error) => reason(&error),
        NotEdited::ReadOnly => "it is read-only".to_owned(),
        NotEdited::Locked => "another tcpgen writes into its directory".to_owned(),
        NotEdited::Changing => "another program keeps changing it".to_owned(),
    })
}
