use clap::{Args, ValueEnum};

use super::arguments::Inputs;
use super::inputs::{self, Wanted};
use super::{Failure, Outcome, console, fix};
use crate::Options;
use crate::question::{Check, Question as _, Subject};
use crate::report::{self, Reported};

const EXAMPLES: &str = "\
Examples:
  tcpgen check --strict prod/ staging/
  tcpgen check --fix
  tcpgen check manifests/                        YAML as it is, also kubectl get .. -o yaml
  tcpgen check --format github                    in a GitHub workflow: a note beside each line
  tcpgen check --format sarif > tcpgen.sarif      for code scanning

A warning that is meant is allowed where it stands: allow = [{ code = \"...\", reason = \"...\" }]";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    /// Apply the fixes that are safe, comments kept, and show what is left
    #[arg(long)]
    fix: bool,
    /// How to show what is wrong
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
    let files = inputs::expand(&arguments.inputs.inputs, Wanted::Either)?;
    let mut subject = Subject::new(inputs::read(&files)?, Options { strict: arguments.strict });
    if arguments.fix {
        subject = fix::run(&files, subject)?;
    }
    let checked = Check.ask(&subject)?;
    show(&checked.diagnostics, arguments.format)?;
    Ok(if checked.errors > 0 { Outcome::No } else { Outcome::Fine })
}

fn show(reported: &Reported<'_>, format: Format) -> Result<(), Failure> {
    let Reported { found, sources } = reported;
    match format {
        Format::Human if found.is_empty() => {
            console::err("no problems found\n");
            Ok(())
        }
        Format::Human => {
            let drawn = report::human(found, sources, console::out_style());
            console::out(&format!("{drawn}{}\n", reported.summary()))
        }
        Format::Github => console::out(&report::github(found, sources)),
        Format::Json => console::out_json(reported),
        Format::Sarif => console::out_json(&report::sarif(found, sources)),
    }
}
