use std::path::PathBuf;

use clap::Args;

use super::api::ApiSource;
use super::arguments::Inputs;
use super::cluster::ClusterSource;
use super::console::Stream;
use super::files::replace;
use super::findings::{self, Format};
use super::levels::LevelArguments;
use super::{Failure, Outcome, console, fix, subject, watch};
use crate::escape::shown;
use crate::fix::Fixes;
use crate::inputs::{self, Instead};
use crate::members::Wanted;
use crate::question::{Check, Question as _, Subject};
use crate::report::{Reported, Style};

const EXAMPLES: &str = "\
Examples:
  tcpgen check --strict prod/ staging/
  tcpgen check --fix
  tcpgen check --fix --diff                      show the changes, and write nothing
  tcpgen check manifests/                        YAML, also of kubectl get .. -o yaml
  tcpgen check --cluster                         also against the cluster's Services and Secrets
  tcpgen check --api http://localhost:8080       also against the entry points of a running Traefik
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
    api: ApiSource,
    #[command(flatten)]
    levels: LevelArguments,
    /// Check the states that these files are part of, each as a whole and once: the state of a file is that of the nearest
    /// `tcpgen.toml` upwards, if it is that file or one that it lists under `files`. Other files are ignored
    #[arg(long, requires = "inputs", conflicts_with = "cluster")]
    by_root: bool,
    /// Apply the safe fixes, keep comments, and report the remaining problems. The text of standard input goes to standard
    /// output, and the report to standard error
    #[arg(long, conflicts_with_all = ["cluster", "api"])]
    fix: bool,
    /// With `--fix`: apply as well the fixes that change the meaning of the state, where a problem has just one
    #[arg(long, requires = "fix")]
    unsafe_fixes: bool,
    /// With `--fix`: write nothing, show the changes as a unified diff, and exit 1 if there are any
    #[arg(long, requires = "fix", conflicts_with_all = ["output_file", "statistics", "format"])]
    diff: bool,
    /// Read standard input in place of this file, which `-` then means; the other files of the state are read from disk
    #[arg(long, value_name = "FILE")]
    stdin_filename: Option<PathBuf>,
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
    #[arg(long, conflicts_with_all = ["by_root", "fix", "output_file", "stdin_filename"])]
    watch: bool,
}

pub(super) fn run(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let inputs = &arguments.inputs.inputs;
    if arguments.watch {
        return watch::run(inputs, Wanted::Either, || Ok(()), |()| run_one(arguments, inputs, None));
    }
    let instead = arguments.stdin_filename.as_deref().map(inputs::read_instead).transpose()?;
    if !arguments.by_root {
        return run_one(arguments, inputs, instead.as_ref());
    }
    by_root(arguments, instead.as_ref())
}

/// Checks the states that the inputs are part of.
fn by_root(arguments: &CheckArguments, instead: Option<&Instead>) -> Result<Outcome, Failure> {
    let named = arguments.inputs.inputs.iter().map(|input| match instead {
        Some(instead) if input.as_os_str() == "-" => instead.path.clone(),
        _ => input.clone(),
    });
    if let Some(new) = instead.filter(|instead| !instead.path.exists()) {
        let failure = Failure::new(format!("{} is not there, so it is part of no state yet", new.path.display()));
        return Err(failure.help("save it, or leave out `--by-root` to check it alone"));
    }
    let roots = inputs::of_files(&named.collect::<Vec<_>>())?;
    if let (true, Some(instead), true) = (roots.is_empty(), instead, arguments.fix && !arguments.diff) {
        // It is part of no state, and whoever pipes a text through expects it back.
        console::data(&instead.text)?;
    }
    if roots.len() > 1 && !arguments.format.is_lines() {
        let failure = Failure::new(format!("the files are part of {} states, and this format is of one", roots.len()));
        return Err(failure.help("use human, concise or github, or check the states one by one"));
    }
    let mut outcome = Outcome::Fine;
    for root in roots {
        if run_one(arguments, &[root], instead)? == Outcome::No {
            outcome = Outcome::No;
        }
    }
    Ok(outcome)
}

/// Checks one state.
fn run_one(arguments: &CheckArguments, inputs: &[PathBuf], instead: Option<&Instead>) -> Result<Outcome, Failure> {
    let files = inputs::expand_with(inputs, Wanted::Either, instead)?;
    if let (Some(instead), false) = (instead, arguments.by_root || files.iter().any(fix::is_stream)) {
        return Err(Failure::new(format!("no input is {}", instead.path.display())).help("name `-` as well"));
    }
    let (sources, unread) = inputs::read_partly(&files);
    if !unread.is_empty() && (arguments.fix || sources.iter().next().is_none()) {
        return Err(unread.into());
    }
    let sources = arguments.api.add_to(sources.for_traefik(arguments.inputs.traefik))?;
    let mut state = Subject::new(sources, arguments.levels.options());
    let which = if arguments.unsafe_fixes { Fixes::Unsafe } else { Fixes::Safe };
    if arguments.diff {
        return fix::preview(state, which);
    }
    let mut stream = Stream::Out;
    if arguments.fix {
        state = fix::run(&files, state, which)?;
        if files.iter().any(fix::is_stream) {
            stream = Stream::Err;
        }
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
        show(&checked.diagnostics, arguments, stream)?;
    }
    if !unread.is_empty() {
        return Err(unread.into());
    }
    Ok(if checked.errors > 0 && !arguments.exit_zero { Outcome::No } else { Outcome::Fine })
}

fn show(reported: &Reported<'_>, arguments: &CheckArguments, stream: Stream) -> Result<(), Failure> {
    let is_human = arguments.format == Format::Human;
    if arguments.statistics && !reported.found.is_empty() {
        stream.show(&findings::statistics(reported))?;
    } else if let Some(path) = &arguments.output_file {
        let mut text = Vec::new();
        // Writing to memory does not fail.
        let written = findings::write(reported, arguments.format, Style::default(), &mut text);
        written.and_then(|()| replace(path, &text)).map_err(|error| Failure::write(path, &error))?;
    } else {
        stream.write(|out| findings::write(reported, arguments.format, stream.style(), out))?;
    }
    if !is_human || arguments.quiet {
        return Ok(());
    }
    if reported.found.is_empty() {
        console::err(&shown!("no problems found\n"));
        return Ok(());
    }
    stream.show(&shown!(findings::summary(reported), "\n"))?;
    if console::err_is_terminal() {
        console::err(&shown!("`tcpgen explain CODE` explains a code\n"));
    }
    Ok(())
}
