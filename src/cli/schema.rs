use super::{Failure, Outcome, console};
use crate::desired;

pub(super) fn run() -> Result<Outcome, Failure> {
    console::data(&text())?;
    Ok(Outcome::Fine)
}

/// The JSON Schema of the state file, indented.
pub(super) fn text() -> String {
    format!("{:#}\n", desired::schema())
}
