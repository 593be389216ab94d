use std::path::{Path, PathBuf};

use clap::Args;

use super::destination::Destination;
use super::{Failure, Outcome, console, subject};
use crate::escape::Shown;
use crate::file_store::is_stream;
use crate::inputs::{self, Wanted};
use crate::question::{Import, ImportedState, Question as _};

const EXAMPLES: &str = "\
Examples:
  tcpgen import manifests/ -o tcpgen.toml
  kubectl get ingressroutetcp,middlewaretcp -A -o yaml | tcpgen import -

Exit codes: 0 everything was converted, with or without warnings; 1 something is missing from the state file, because it
could not be read or Kubernetes would refuse it; 2 usage or I/O.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct ImportArguments {
    /// Manifests, directories (their *.yaml, *.yml and *.json files), or `-` for standard input
    #[arg(value_name = "MANIFEST", required = true)]
    manifests: Vec<PathBuf>,
    /// The state file to write
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace an existing file
    #[arg(long, requires = "output")]
    force: bool,
}

pub(super) fn run(arguments: &ImportArguments) -> Result<Outcome, Failure> {
    let destination = destination(arguments.output.as_deref(), arguments.force)?;
    let inputs = inputs::expand(&arguments.manifests, Wanted::Manifests)?;
    destination.refuse_input(&inputs)?;
    let sources = inputs::read(&inputs)?;
    let ImportedState { toml, diagnostics } = Import.ask(&sources)?;
    let whole = subject::report(&diagnostics);
    let done = destination.write_text(&toml)?;
    if console::err_is_terminal() {
        console::err(&Shown::lines(&done));
    }
    Ok(if whole { Outcome::Fine } else { Outcome::No })
}

/// People write state files, so none is replaced without `--force`.
fn destination(output: Option<&Path>, force: bool) -> Result<Destination, Failure> {
    let destination = Destination::new(output);
    match &destination {
        Destination::Directory(path) => {
            Err(Failure::new(format!("a state is one file, and `-o` names the directory {}", path.display()))
                .help("name a file: `-o tcpgen.toml`"))
        }
        Destination::File(path) if path.symlink_metadata().is_ok() && !is_stream(path) && !force => {
            Err(Failure::new(format!("{} is there already", path.display()))
                .help("name another file, or replace it with `--force`"))
        }
        _ => Ok(destination),
    }
}
