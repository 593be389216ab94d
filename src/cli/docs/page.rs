use clap::Args;

use super::ends::{input, outcome};
use crate::cli::{Failure, Outcome, console};
use crate::snippet::{Page, with_outputs};

#[derive(Args, Clone, Debug)]
pub(super) struct PageArguments {
    /// The page's name in messages
    #[arg(long, value_name = "PAGE", default_value = "-")]
    name: String,
    /// The line of the page that the input begins on
    #[arg(long, value_name = "LINE", default_value = "1")]
    first_line: usize,
}

pub(super) fn run(arguments: &PageArguments) -> Result<Outcome, Failure> {
    let PageArguments { name, first_line } = arguments;
    let (text, wrong) = with_outputs(&Page { name, first_line: *first_line, text: &input()? });
    if wrong.is_empty() {
        console::data(&text)?;
    }
    Ok(outcome(&wrong))
}
