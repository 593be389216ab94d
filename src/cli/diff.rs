use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::Inputs;
use super::cluster::ClusterSource;
use super::compiled::Compiled;
use super::{Failure, Outcome, console};
use crate::difference::{self, Difference, Side};

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
    let new = Compiled::read_either(&arguments.inputs, false, arguments.cluster.default_namespace())?;
    let against = Inputs { inputs: arguments.against.clone(), traefik: arguments.inputs.traefik };
    let old = Compiled::read_objects_or_cluster(&against, &arguments.cluster)?;
    let unread: Vec<&Compiled> = [&old, &new].into_iter().filter(|side| !side.compilation.is_whole()).collect();
    if !unread.is_empty() {
        for side in unread {
            side.report();
        }
        return Ok(Outcome::Usage);
    }
    let cannot_be_written = |error| Failure::new(format!("the difference cannot be written: {error}"));
    let difference = Difference::new(side(&old), side(&new)).map_err(cannot_be_written)?;
    match arguments.format {
        Format::Human => {
            new.note();
            console::out(&difference::human(&difference, &new.sources))?;
        }
        Format::Json => {
            let json = difference.json(&old.sources, &new.sources).map_err(cannot_be_written)?;
            console::out(&format!("{json:#}\n"))?;
        }
    }
    Ok(if difference.is_empty() { Outcome::Fine } else { Outcome::No })
}

fn side(compiled: &Compiled) -> Side<'_> {
    Side { sources: &compiled.sources, compilation: &compiled.compilation }
}
