use std::path::{Path, PathBuf};

use clap::Args;

use super::destination::Destination;
use super::{Failure, Outcome, console, subject};
use crate::escape::Shown;
use crate::file_store::is_stream;
use crate::found;
use crate::inputs;
use crate::members::Wanted;
use crate::question::{Import, ImportedState, Question as _};
use crate::source::Sources;

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
    let (sources, configuration) = apart(&inputs::read(&inputs)?, arguments);
    let question = Import { configuration };
    let ImportedState { toml, diagnostics } = question.ask(&sources)?;
    let whole = subject::report(&diagnostics);
    let done = destination.write_text(&toml)?;
    if console::err_is_terminal() {
        console::err(&Shown::lines(&done));
    }
    Ok(if whole { Outcome::Fine } else { Outcome::No })
}

/// The manifests, and the files among them with Traefik's configuration, relative to the state file.
fn apart(read: &Sources, arguments: &ImportArguments) -> (Sources, Vec<(&'static str, String)>) {
    let mut manifests = Sources::default();
    // A directory's TOML files are no manifests.
    let tomls = arguments.manifests.iter().map(|path| path.join("traefik.toml")).filter(|path| path.is_file());
    let mut configuration: Vec<(&'static str, String)> = tomls
        .take(1)
        .map(|path| ("static", relative(&path.display().to_string(), arguments.output.as_deref())))
        .collect();
    for (_, file) in read {
        let kind = found::kind_of(file.name(), file.text());
        if let Some(kind) = kind.filter(|kind| configuration.iter().all(|(known, _)| known != kind)) {
            configuration.push((kind, relative(file.name(), arguments.output.as_deref())));
        }
        // A workload is a manifest as well, beside others perhaps.
        if kind.is_none() || file.text().lines().any(|line| line.starts_with("kind:")) {
            manifests.add(file.clone());
        }
    }
    (manifests, configuration)
}

/// A path as it is from the directory of the state file.
fn relative(path: &str, output: Option<&Path>) -> String {
    let folder = output.and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    let below = folder.and_then(|folder| Path::new(path).strip_prefix(folder).ok());
    if let Some(below) = below {
        return below.display().to_string();
    }
    match folder {
        // Elsewhere: as a path that holds from everywhere.
        Some(_) => std::path::absolute(path).map_or_else(|_| path.to_owned(), |path| path.display().to_string()),
        None => path.to_owned(),
    }
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
