use std::io::Read as _;

use crate::cli::{Failure, Outcome, console};
use crate::escape::Shown;

/// All of standard input.
pub(super) fn input() -> Result<String, Failure> {
    let mut text = String::new();
    match std::io::stdin().read_to_string(&mut text) {
        Ok(_) => Ok(text),
        Err(error) => Err(Failure::new(format!("cannot read standard input: {error}"))),
    }
}

/// Reports what is wrong with examples, if anything is.
pub(super) fn outcome(wrong: &str) -> Outcome {
    console::err(&Shown::lines(wrong));
    if wrong.is_empty() { Outcome::Fine } else { Outcome::No }
}
