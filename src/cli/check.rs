use std::path::PathBuf;

use clap::Args;

use super::arguments::Inputs;
use super::cluster::ClusterSource;
use super::files::replace;
use super::findings::{self, Format};
use super::levels::LevelArguments;
use super::{Failure, Outcome, console, fix, subject, watch};
use crate::escape::{Shown, shown};
use crate::inputs::{self, Wanted};
use crate::question::{Check, Question as _, Subject};
use crate::report::{Reported, Style};

const EXAMPLES: &str = "\
Examples:
  tcpgen check --strict prod/ staging/
  tcpgen check --fix
  tcpgen check manifests/                        YAML, also of kubectl get .. -o yaml
  tcpgen check --cluster                         also against the cluster's Services and Secrets
  tcpgen check --format github                    in a GitHub workflow: annotations on lines
  tcpgen check --format sarif > tcpgen.sarif      for code scanning

To accept a finding in one entry, add this to it: allow = [{ code = \"...\", reason = \"...\" }]
To set the level of a code for the whole state: [lints] CODE = \"allow\", \"advice\", \"warn\" or \"deny\"";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct CheckArguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    cluster: ClusterSource,
    #[command(flatten)]
    levels: LevelArguments,
    /// Check the states that these files are part of, each as a whole and once: the state of a file is that of the nearest
    /// `tcpgen.toml` upwards, if it is that file or one that it lists under `files`. Other files are ignored
    #[arg(long, requires = "inputs", conflicts_with = "cluster")]
    by_root: bool,
    /// Apply the safe fixes, keep comments, and report the remaining problems
    #[arg(long, conflicts_with = "cluster")]
    fix: bool,
    /// Format of the report
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Write the report to a file
    #[arg(short, long, value_name = "FILE", conflicts_with = "by_root")]
    output_file: Option<PathBuf>,
    /// Count the findings by code instead of reporting each
    #[arg(long, conflicts_with = "format")]
    statistics: bool,
    /// Report the findings, and nothing else
    #[arg(short, long)]
    quiet: bool,
    /// Exit 0 even if there are errors
    #[arg(long)]
    exit_zero: bool,
    /// Check again whenever an input changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["by_root", "fix", "output_file"])]
    watch: bool,
}

pub(super) fn run(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let inputs = &arguments.inputs.inputs;
    if arguments.watch {
        return watch::run(inputs, Wanted::Either, || Ok(()), |()| run_one(arguments, inputs));
    }
    if !arguments.by_root {
        return run_one(arguments, inputs);
    }
    let roots = inputs::of_files(inputs)?;
    if roots.len() > 1 && !arguments.format.is_lines() {
        let failure = Failure::new(format!("the files are part of {} states, and this format is of one", roots.len()));
        return Err(failure.help("use human, concise or github, or check the states one by one"));
    }
    let mut outcome = Outcome::Fine;
    for root in roots {
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
        return Err(unread.into());
    }
    let sources = sources.for_traefik(arguments.inputs.traefik);
    let mut state = Subject::new(sources, arguments.levels.options());
    if arguments.fix {
        state = fix::run(&files, state)?;
    }
    if arguments.cluster.is_chosen() {
        state = arguments.cluster.around(&state)?;
    }
    let checked = Check.ask(&state)?;
    if arguments.format == Format::Human && !arguments.quiet {
        subject::note(&state);
    }
    // What is wrong with the files that can be read is reported all the same.
    if unread.is_empty() || !checked.diagnostics.found.is_empty() {
        show(&checked.diagnostics, arguments)?;
    }
    if !unread.is_empty() {
        return Err(unread.into());
    }
    Ok(if checked.errors > 0 && !arguments.exit_zero { Outcome::No } else { Outcome::Fine })
}

fn show(reported: &Reported<'_>, arguments: &CheckArguments) -> Result<(), Failure> {
    let is_human = arguments.format == Format::Human;
    if arguments.statistics && !reported.found.is_empty() {
        console::out(&findings::statistics(reported))?;
    } else if let Some(path) = &arguments.output_file {
        let mut text = Vec::new();
        // Writing to memory does not fail.
        let written = findings::write(reported, arguments.format, Style::default(), &mut text);
        written.and_then(|()| replace(path, &text)).map_err(|error| Failure::write(path, &error))?;
    } else {
        console::out_with(|out| findings::write(reported, arguments.format, console::out_style(), out))?;
    }
    if !is_human || arguments.quiet {
        return Ok(());
    }
    if reported.found.is_empty() {
        console::err(&shown!("no problems found\n"));
        return Ok(());
    }
    console::out(&Shown::drawn(findings::summary(reported) + "\n"))?;
    if console::err_is_terminal() {
        console::err(&shown!("`tcpgen explain CODE` explains a code\n"));
    }
    Ok(())
}
