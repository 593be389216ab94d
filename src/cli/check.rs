use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::Inputs;
use super::inputs::{self, Wanted};
use super::levels::LevelArguments;
use super::{Failure, Outcome, console, fix, subject};
use crate::escape::{Shown, shown};
use crate::question::{Check, Question as _, Subject};
use crate::report::{self, Reported};

const EXAMPLES: &str = "\
Examples:
  tcpgen check --strict prod/ staging/
  tcpgen check --fix
  tcpgen check manifests/                        YAML, also of kubectl get .. -o yaml
  tcpgen check --format github                    in a GitHub workflow: annotations on lines
  tcpgen check --format sarif > tcpgen.sarif      for code scanning

To accept a finding in one entry, add this to it: allow = [{ code = \"...\", reason = \"...\" }]
To set the level of a code for the whole state: [lints] CODE = \"allow\", \"advice\", \"warn\" or \"deny\"";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    levels: LevelArguments,
    /// Check the states that these files are part of, each as a whole and once: the state of a file is that of the nearest
    /// `tcpgen.toml` upwards, if it is that file or one that it lists under `files`. Other files are ignored
    #[arg(long, requires = "inputs")]
    by_root: bool,
    /// Apply the safe fixes, keep comments, and report the remaining problems
    #[arg(long)]
    fix: bool,
    /// Format of the report
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// One array, for programs
    Json,
    /// GitHub workflow commands
    Github,
    /// A SARIF 2.1.0 log
    Sarif,
}

pub(super) fn run(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    if !arguments.by_root {
        return run_one(arguments, &arguments.inputs.inputs);
    }
    let mut outcome = Outcome::Fine;
    for root in inputs::of_files(&arguments.inputs.inputs)? {
        if run_one(arguments, &[root])? == Outcome::No {
            outcome = Outcome::No;
        }
    }
    Ok(outcome)
}

/// Checks one state.
fn run_one(arguments: &CheckArguments, inputs: &[PathBuf]) -> Result<Outcome, Failure> {
    let files = inputs::expand(inputs, Wanted::Either)?;
    let (sources, unread) = inputs::read_partly(&files);
    if !unread.is_empty() && (arguments.fix || sources.iter().next().is_none()) {
        return Err(unread);
    }
    let sources = sources.for_traefik(arguments.inputs.traefik);
    let mut state = Subject::new(sources, arguments.levels.options());
    if arguments.fix {
        state = fix::run(&files, state)?;
    }
    let checked = Check.ask(&state)?;
    if arguments.format == Format::Human {
        subject::note(&state);
    }
    // What is wrong with the files that can be read is reported all the same.
    if unread.is_empty() || !checked.diagnostics.found.is_empty() {
        show(&checked.diagnostics, arguments.format)?;
    }
    if !unread.is_empty() {
        return Err(unread);
    }
    Ok(if checked.errors > 0 { Outcome::No } else { Outcome::Fine })
}

fn show(reported: &Reported<'_>, format: Format) -> Result<(), Failure> {
    let Reported { found, sources } = reported;
    match format {
        Format::Human if found.is_empty() => {
            console::err(&shown!("no problems found\n"));
            Ok(())
        }
        Format::Human => {
            let drawn = report::human(found, sources, console::out_style());
            console::out(&Shown::drawn(format!("{drawn}{}\n", reported.summary())))
        }
        Format::Github => console::out_parts(report::github(found, sources)),
        Format::Json => console::out_json(reported),
        Format::Sarif => console::out_json_line(&report::sarif(found, sources)),
    }
}
