use std::io::{self, IsTerminal};

use crate::cli::{Failure, console};
use crate::escape::Shown;

/// Lists objects, and asks whether to delete them. Without a terminal, nothing is deleted.
///
/// False when the answer is no.
pub(super) fn may_delete(titles: &[String], yes: bool) -> Result<bool, Failure> {
    if yes || titles.is_empty() {
        return Ok(true);
    }
    let listed = titles.iter().fold(String::new(), |listed, title| listed + "  " + title + "\n");
    let count = titles.len();
    if is_unattended() {
        console::err(&Shown::lines(&listed));
        return Err(Failure::new(format!("{count} to delete, and nobody to ask"))
            .help("`--yes` deletes without asking, `--dry-run` shows what would be done; nothing was changed"));
    }
    answer_to(&format!("{listed}Delete these {count}? [y/N] "))
}

/// Whether to apply although clients notice it.
pub(super) enum Consent {
    Given,
    Denied,
    /// There is no terminal to ask on.
    Unattended(Failure),
    /// It breaks an invariant: nobody is asked.
    Broken(Failure),
}

/// Asks whether to apply although clients notice it.
pub(super) fn may_go_on() -> Result<Consent, Failure> {
    if is_unattended() {
        let failure = Failure::new("clients notice this change on the way, and nobody to ask");
        return Ok(Consent::Unattended(failure.help(
            "split it into two changes, or apply it all the same with `--yes`; `--dry-run` shows it; nothing was changed",
        )));
    }
    Ok(if answer_to("Apply it all the same? [y/N] ")? { Consent::Given } else { Consent::Denied })
}

fn is_unattended() -> bool {
    !io::stdin().is_terminal() || !console::err_is_terminal()
}

fn answer_to(question: &str) -> Result<bool, Failure> {
    console::err(&Shown::lines(question));
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).map_err(|error| Failure::new(format!("cannot read the answer: {error}")))?;
    Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}
