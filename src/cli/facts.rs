use clap::{Args, ValueEnum};

use super::api::ApiArguments;
use super::arguments::Inputs;
use super::cluster::{Around, ClusterSource};
use super::{Failure, Outcome, console, subject};
use crate::escape::{Shown, shown};
#[cfg(feature = "cluster")]
use crate::found;
use crate::question::{Facts, Question as _, Subject};
#[cfg(feature = "cluster")]
use crate::source::SourceFile;

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
    /// The API of a running Traefik: what stands before `/api`, such as `http://localhost:8080`
    #[arg(long, value_name = "URL")]
    api: Option<String>,
    #[command(flatten)]
    login: ApiArguments,
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
    let subject = subject::read_objects_or_cluster(&arguments.inputs, &arguments.cluster, Around::Too)?;
    let subject = with_api(subject, arguments)?;
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

/// Adds what a running Traefik reports.
#[cfg(feature = "cluster")]
fn with_api(subject: Subject, arguments: &FactsArguments) -> Result<Subject, Failure> {
    /// How long one answer may take, in seconds.
    const PATIENCE: u64 = 10;
    let Some(url) = &arguments.api else { return Ok(subject) };
    let running = arguments.login.at(url, PATIENCE).read().map_err(Failure::from)?;
    let Subject { mut sources, options, .. } = subject;
    sources.add_found(SourceFile::new(format!("{url}{}", found::FACTS), found::of_running(&running)));
    Ok(Subject::new(sources, options))
}

#[cfg(not(feature = "cluster"))]
fn with_api(subject: Subject, arguments: &FactsArguments) -> Result<Subject, Failure> {
    if arguments.api.is_some() { Err(Failure::lacks("cluster")) } else { Ok(subject) }
}
