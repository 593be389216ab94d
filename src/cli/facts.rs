use clap::{Args, ValueEnum};

use super::api::ApiSource;
use super::arguments::Inputs;
use super::cluster::ClusterSource;
use super::{Failure, Outcome, console, subject};
use crate::escape::{Shown, shown};
use crate::question::{Facts, Question as _};

const EXAMPLES: &str = "\
Examples:
  tcpgen facts                                      from the files that `[traefik]` names
  tcpgen facts --api http://localhost:8080          also what a running Traefik reports
  tcpgen facts --cluster --format json              also the cluster's Services and Secrets

Exit codes: 0 nothing contradicts the state, 1 something does, 2 usage, I/O, or an API that does not answer.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct FactsArguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    cluster: ClusterSource,
    #[command(flatten)]
    api: ApiSource,
    /// Format of the facts
    #[arg(long, value_enum, default_value = "toml")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables of a state file
    Toml,
    /// For programs
    Json,
}

pub(super) fn run(arguments: &FactsArguments) -> Result<Outcome, Failure> {
    let subject = subject::read_with_facts(&arguments.inputs, &arguments.cluster, &arguments.api)?;
    let answer = Facts.ask(&subject)?;
    match arguments.format {
        Format::Json => console::out_json(&answer)?,
        Format::Toml => {
            for facts in &answer.facts {
                console::out(&shown!("# ", facts.source, "\n"))?;
                console::out(&Shown::lines(facts.toml))?;
            }
            if answer.facts.is_empty() {
                let help = "name them: `static = \"traefik.yml\"` or `values = \"values.yaml\"` under `[traefik]`, `--api URL`, or `--cluster`";
                console::warning("no facts were found anywhere", Some(help));
            }
        }
    }
    // Contradictions are warnings, and the answer to this question.
    let agrees = answer.diagnostics.found.is_empty();
    if arguments.format == Format::Toml {
        subject::report(&answer.diagnostics);
    }
    Ok(if agrees { Outcome::Fine } else { Outcome::No })
}
