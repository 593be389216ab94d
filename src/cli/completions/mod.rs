mod candidates;

use clap::{Args, Command};
use clap_complete::env::Shells;
use clap_complete::{CompleteEnv, Shell};

use super::{Failure, Outcome, console};

pub(super) use candidates::{codes, entries, entry_points, scenarios, services};

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

/// The command, and the environment variable with which the scripts ask it for candidates.
const COMMAND: &str = "tcpgen";
const VARIABLE: &str = "TCPGEN_COMPLETE";

/// If a script of [`run`] started this process, answers it and exits; otherwise nothing is built.
pub(super) fn answer(command: fn() -> Command) {
    CompleteEnv::with_factory(command).bin(COMMAND).completer(COMMAND).var(VARIABLE).complete();
}

/// Prints the script, which asks this command itself for what can follow: names of the state are among it.
pub(super) fn run(arguments: &CompletionsArguments) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    let name = arguments.shell.to_string();
    let shells = Shells::builtins();
    let shell = shells.completer(&name).ok_or_else(|| Failure::new(format!("there is no script for {name}")))?;
    shell
        .write_registration(VARIABLE, COMMAND, COMMAND, COMMAND, &mut script)
        .map_err(|error| Failure::new(format!("cannot write the script: {error}")))?;
    console::data(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}
