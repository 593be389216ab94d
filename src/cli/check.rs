use clap::{Args, ValueEnum};

use super::arguments::Inputs;
use super::compiled::Compiled;
use super::inputs::{self, Wanted};
use super::{Failure, Outcome, console, fix};
use crate::report;

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
    let mut compiled = Compiled::new(inputs::read(&files)?.for_traefik(arguments.inputs.traefik), arguments.strict);
    if arguments.fix {
        compiled = fix::run(&files, compiled, arguments.strict)?;
    }
    if arguments.format == Format::Human {
        compiled.note();
    }
    console::out(&shown(&compiled, arguments.format)?)?;
    Ok(if compiled.compilation.has_errors() { Outcome::No } else { Outcome::Fine })
}

fn shown(compiled: &Compiled, format: Format) -> Result<String, Failure> {
    let (diagnostics, sources) = (&compiled.compilation.diagnostics, &compiled.sources);
    let value = match format {
        Format::Human if diagnostics.is_empty() => {
            console::err("no problems found\n");
            return Ok(String::new());
        }
        Format::Human => {
            let drawn = report::human(diagnostics, sources, console::out_style());
            return Ok(format!("{drawn}{}\n", report::summary(diagnostics)));
        }
        Format::Github => return Ok(report::github(diagnostics, sources)),
        Format::Json => report::json(diagnostics, sources),
        Format::Sarif => report::sarif(diagnostics, sources),
    };
    match serde_json::to_string_pretty(&value) {
        Ok(text) => Ok(text + "\n"),
        Err(error) => Err(Failure::new(format!("the diagnostics cannot be written: {error}"))),
    }
}
