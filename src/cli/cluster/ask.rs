use std::io::{self, IsTerminal};

use crate::cli::{Failure, console};

/// Asks whether objects may be deleted, and lists them. Without anybody to ask nothing is deleted.
///
/// False when the answer is no.
pub(super) fn may_delete(titles: &[String], yes: bool) -> Result<bool, Failure> {
    if yes || titles.is_empty() {
        return Ok(true);
    }
    let told = titles.iter().fold(String::new(), |told, title| told + "  " + title + "\n");
    let count = titles.len();
    if !io::stdin().is_terminal() || !console::err_is_terminal() {
        console::err(&told);
        return Err(Failure::new(format!("{count} to delete, and nobody to ask"))
            .help("`--yes` deletes without asking, `--dry-run` shows what would be done; nothing was changed"));
    }
    console::err(&format!("{told}Delete these {count}? [y/N] "));
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).map_err(|error| Failure::new(format!("cannot read the answer: {error}")))?;
    Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}
