use clap::{Args, Command};
use clap_complete::{Shell, generate};

use super::{Failure, Outcome, console};

const EXAMPLES: &str = "\
Examples:
  tcpgen completions bash > ~/.local/share/bash-completion/completions/tcpgen
  tcpgen completions zsh > ~/.zfunc/_tcpgen
  tcpgen completions fish > ~/.config/fish/completions/tcpgen.fish";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct CompletionsArguments {
    /// The shell to generate the script for
    shell: Shell,
}

/// Prints the script for the whole `command`.
pub(super) fn run(arguments: &CompletionsArguments, command: &mut Command) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    generate(arguments.shell, command, "tcpgen", &mut script);
    console::data(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}
