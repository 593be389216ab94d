use std::fs;
use std::path::PathBuf;

use clap::Args;

use super::ends::outcome;
use crate::cli::{Failure, Outcome};
use crate::file_store::reason;
use crate::snippet::{Page, problems};

#[derive(Args, Clone, Debug)]
pub(super) struct CheckArguments {
    /// Markdown pages
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,
}

pub(super) fn run(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let mut wrong = String::new();
    for path in &arguments.pages {
        let text = fs::read_to_string(path).map_err(|error| Failure::read(path, reason(&error)))?;
        let page = Page { name: &path.display().to_string(), first_line: 1, text: &text };
        wrong += &problems(&page);
    }
    Ok(outcome(&wrong))
}
