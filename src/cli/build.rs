use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::Inputs;
use super::destination::Destination;
use super::files::{Origin, Rights, header};
use super::levels::LevelArguments;
use super::rendered::{Rendered, list};
use super::{Failure, Outcome, console, subject, watch};
use crate::check::empty_input;
use crate::escape::Shown;
use crate::inputs::{self, Input};
use crate::members::Wanted;
use crate::output::{BuildError, BuildFormat, BuildTarget};
use crate::question::{Build, Built, Question as _, Subject};
use crate::report::Reported;
use crate::routing::RoutingTable;

const EXAMPLES: &str = "\
Examples:
  tcpgen build | kubectl apply -f -
  tcpgen build prod/ --strict -o manifests/           one file per object; stale ones are removed
  tcpgen build --strict --check -o manifests/         in CI: exits 1 if the committed files are stale
  tcpgen build --target helm-values -o ports.yaml     the ports for Traefik to open
  tcpgen build --target file -o dynamic/tcp.yaml      for a local Traefik without a cluster

Each file begins with a line that names the state it was generated from. Files of other states and
files that tcpgen did not write are not touched. Files that are up to date are not written again.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// Where to write: a file, or, with a trailing slash, a directory with one file per object
    #[arg(short, long, value_name = "FILE|DIR/")]
    output: Option<PathBuf>,
    /// Format of the output
    #[arg(long, value_enum, default_value = "yaml")]
    format: Format,
    /// Target of the output
    #[arg(long, value_enum, default_value = "crd")]
    target: Target,
    #[command(flatten)]
    levels: LevelArguments,
    /// Write nothing; exit 1 if the output on disk is stale
    #[arg(long, requires = "output")]
    check: bool,
    /// Replace files that tcpgen did not write or wrote for another state, and remove the last file of the state; inputs
    /// are never overwritten
    #[arg(long, requires = "output")]
    force: bool,
    /// Build again whenever an input changes, until Ctrl-C
    #[arg(long, requires = "output", conflicts_with = "check")]
    watch: bool,
}

/// How objects are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A stream of documents
    Yaml,
    /// A Kubernetes List
    Json,
}

impl From<Format> for BuildFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Yaml => Self::Yaml,
            Format::Json => Self::Json,
        }
    }
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Target {
    /// Traefik's Kubernetes objects
    Crd,
    /// Values for the Traefik Helm chart: its `ports`, from [entry_points]
    HelmValues,
    /// The same values as a HelmChartConfig, for the Traefik that k3s and RKE2 install
    HelmChartConfig,
    /// Configuration of Traefik's file provider, with the servers' addresses from [services], to try the state without a
    /// cluster
    File,
}

impl From<Target> for BuildTarget {
    fn from(target: Target) -> Self {
        match target {
            Target::Crd => Self::Crd,
            Target::HelmValues => Self::HelmValues,
            Target::HelmChartConfig => Self::HelmChartConfig,
            Target::File => Self::File,
        }
    }
}

pub(super) fn run(arguments: &BuildArguments) -> Result<Outcome, Failure> {
    if arguments.watch {
        let build = |(inputs, subject)| build(arguments, inputs, &subject);
        return watch::run(&arguments.inputs.inputs, Wanted::States, || read(arguments), build);
    }
    let (inputs, subject) = read(arguments)?;
    // The process ends next: the system takes a large state back faster than it can be freed object by object.
    build(arguments, inputs, &ManuallyDrop::new(subject))
}

/// The state, and the files that it was read from.
fn read(arguments: &BuildArguments) -> Result<(Vec<Input>, Subject), Failure> {
    let destination = Destination::new(arguments.output.as_deref());
    suits(arguments.target.into(), arguments.format.into(), &destination)?;
    let inputs = inputs::expand(&arguments.inputs.inputs, Wanted::States)?;
    destination.refuse_input(&inputs)?;
    let sources = inputs::read_states(&inputs)?.for_traefik(arguments.inputs.traefik);
    let mut subject = Subject::new(sources, arguments.levels.options());
    let Subject { sources, compilation, .. } = &mut subject;
    if !compilation.has_errors() {
        compilation.diagnostics.extend(empty_input(sources, &compilation.desired));
    }
    // No target needs the table: its memory is free for the output.
    compilation.table = RoutingTable::default();
    Ok((inputs, subject))
}

fn build(arguments: &BuildArguments, inputs: Vec<Input>, subject: &Subject) -> Result<Outcome, Failure> {
    if subject.compilation.has_errors() {
        subject::report(&subject.reported());
        return Ok(Outcome::No);
    }
    let destination = Destination::new(arguments.output.as_deref());
    let origin = Origin::new(&subject.compilation, &arguments.inputs.inputs, &destination.directory());
    let (rendered, reported) = match render(arguments, &destination, &origin, subject)? {
        Ok(rendered) => rendered,
        Err(error @ BuildError::HelmValues(_)) => {
            subject::report(&subject.reported());
            console::error(&error.to_string(), error.help());
            return Ok(Outcome::No);
        }
        Err(error) => return Err(Failure::new(error.to_string())),
    };
    if !subject::report(&reported) {
        return Ok(Outcome::No);
    }
    let rights = Rights { inputs, origin, force: arguments.force };
    finish(arguments, &destination, &rendered, &rights)
}

type Render<'s> = Result<(Rendered, Reported<'s>), BuildError>;

/// The output, and what is to be reported. With errors among that, the output must not be used.
fn render<'s>(
    arguments: &BuildArguments,
    destination: &Destination,
    origin: &Origin,
    subject: &'s Subject,
) -> Result<Render<'s>, Failure> {
    let (target, format) = (arguments.target.into(), arguments.format.into());
    let objects = &subject.compilation;
    Ok(match (destination, target, format) {
        (Destination::Directory(_), ..) => {
            Rendered::files(objects, format, origin).map(|files| (files, subject.reported()))
        }
        (Destination::File(_), BuildTarget::Crd, BuildFormat::Json) => list(objects.resources.emitted(), origin)
            .map(|text| (Rendered::One { header: String::new(), text }, subject.reported())),
        _ => {
            let Built { diagnostics, text } = Build { target, format }.ask(subject)?;
            // JSON has no comments, and Helm allows no other key in values: those have no place for a header.
            let header = if format == BuildFormat::Yaml { header(origin) } else { String::new() };
            text.map(|text| (Rendered::One { header, text: text.unwrap_or_default() }, diagnostics))
        }
    })
}

/// Whether the target can be written in this form to this place.
fn suits(target: BuildTarget, format: BuildFormat, destination: &Destination) -> Result<(), Failure> {
    let (what, name) = match target {
        BuildTarget::Crd => return Ok(()),
        BuildTarget::HelmValues => ("Helm values are one file", "ports.yaml"),
        BuildTarget::HelmChartConfig => ("a HelmChartConfig is one object", "traefik-config.yaml"),
        BuildTarget::File => ("the file provider's configuration is one file", "dynamic/tcp.yaml"),
    };
    if destination.is_directory() {
        let failure = Failure::new(format!("{what}, and `-o` names a directory"));
        return Err(failure.help(format!("name a file: `-o {name}`")));
    }
    if (target, format) == (BuildTarget::File, BuildFormat::Json) {
        return Err(Failure::new(BuildError::JsonForFile.to_string()).help("leave `--format` out"));
    }
    Ok(())
}

fn finish(
    arguments: &BuildArguments,
    destination: &Destination,
    rendered: &Rendered,
    rights: &Rights,
) -> Result<Outcome, Failure> {
    if arguments.check {
        return destination.check(rendered, rights);
    }
    let done = destination.write(rendered, rights)?;
    if arguments.watch || console::err_is_terminal() {
        console::err(&Shown::lines(&done));
    }
    Ok(Outcome::Fine)
}
