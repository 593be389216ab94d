use std::fs;
use std::path::PathBuf;

use clap::{Args, Command};

use super::{Failure, Outcome};

#[derive(Args, Clone, Debug)]
pub(super) struct ManArguments {
    /// The directory to write to, as in `~/.local/share/man/man1`
    directory: PathBuf,
}

/// Writes one page for the whole `command` and one for each of its subcommands.
pub(super) fn run(arguments: &ManArguments, command: &mut Command) -> Result<Outcome, Failure> {
    let directory = &arguments.directory;
    fs::create_dir_all(directory).map_err(|error| Failure::write(directory, &error))?;
    let command = without_help(command.clone());
    clap_mangen::generate_to(command, directory).map_err(|error| Failure::write(directory, &error))?;
    Ok(Outcome::Fine)
}

/// Without the subcommands `help`, which would each be a page.
fn without_help(command: Command) -> Command {
    command.disable_help_subcommand(true).mut_subcommands(without_help)
}
