use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::Inputs;
use super::cluster::ClusterSource;
use super::{Failure, Outcome, console, subject};
use crate::Options;
use crate::question::{Diff, Question as _, Subject};

const EXAMPLES: &str = "\
Examples:
  tcpgen diff --against manifests/          what tcpgen.toml would change in the manifests on disk
  tcpgen diff new.toml --against old.toml   one state file against another
  tcpgen diff --cluster --namespace data    what it would change in a cluster
  git show main:tcpgen.toml | tcpgen diff --against -

Exit codes: 0 no difference, 1 a difference, 2 usage, I/O, or a state that cannot be read in full.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct DiffArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// What is there now: state files, manifests (YAML or JSON), directories of either, or `-`; may stand several times
    #[arg(long, value_name = "PATH", required_unless_present = "cluster", conflicts_with = "cluster")]
    against: Vec<PathBuf>,
    #[command(flatten)]
    cluster: ClusterSource,
    /// How to show the difference
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// All there is to know, for programs
    Json,
}

pub(super) fn run(arguments: &DiffArguments) -> Result<Outcome, Failure> {
    let namespace = arguments.cluster.default_namespace();
    let new = subject::read_either(&arguments.inputs.inputs, Options::default(), namespace)?;
    let old = subject::read_objects_or_cluster(&arguments.against, &arguments.cluster)?;
    let unread: Vec<&Subject> = [&old, &new].into_iter().filter(|side| !side.compilation.is_whole()).collect();
    if !unread.is_empty() {
        for side in unread {
            subject::report(&side.reported());
        }
        return Ok(Outcome::Usage);
    }
    let question = Diff { against: &old };
    let compared = question.ask(&new)?;
    match arguments.format {
        Format::Human => console::out(&compared.human())?,
        Format::Json => console::out_json(&compared)?,
    }
    Ok(if compared.difference.is_empty() { Outcome::Fine } else { Outcome::No })
}
