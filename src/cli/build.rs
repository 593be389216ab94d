use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::Inputs;
use super::compiled::Compiled;
use super::destination::Destination;
use super::rendered::Rendered;
use super::{Failure, Outcome, console, watch};
use crate::Options;
use crate::output::{self, BuildError, BuildFormat, BuildTarget};

const EXAMPLES: &str = "\
Examples:
  tcpgen build | kubectl apply -f -
  tcpgen build prod/ --strict -o manifests/           one file an object; stale ones are removed
  tcpgen build --strict --check -o manifests/         in CI: exits 1 if what is committed is stale
  tcpgen build --target helm-values -o ports.yaml     the ports that Traefik has to open
  tcpgen build --target file -o dynamic/tcp.yaml      for a local Traefik without a cluster

Files in a directory that tcpgen did not write are never touched. Output whose content is the same is not written.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// Where to write: a file, or with a slash at its end a directory that gets one file an object
    #[arg(short, long, value_name = "FILE|DIR/")]
    output: Option<PathBuf>,
    /// How to write it
    #[arg(long, value_enum, default_value = "yaml")]
    format: Format,
    /// What to write
    #[arg(long, value_enum, default_value = "crd")]
    target: Target,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    /// Write nothing; exit 1 if the output on disk is not what would be written
    #[arg(long, requires = "output")]
    check: bool,
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
    /// Traefik's file provider, with the servers' addresses from [services]: to try the state without a cluster
    File,
}

impl From<Target> for BuildTarget {
    fn from(target: Target) -> Self {
        match target {
            Target::Crd => Self::Crd,
            Target::HelmValues => Self::HelmValues,
            Target::File => Self::File,
        }
    }
}

pub(super) fn run(arguments: &BuildArguments) -> Result<Outcome, Failure> {
    if arguments.watch {
        return watch::run(&arguments.inputs.inputs, || build(arguments, &mut read(arguments)?));
    }
    // The process ends next: the system takes a large state back faster than it can be freed object by object.
    build(arguments, &mut ManuallyDrop::new(read(arguments)?))
}

fn read(arguments: &BuildArguments) -> Result<Compiled, Failure> {
    let destination = Destination::new(arguments.output.as_deref());
    suits(arguments.target.into(), arguments.format.into(), &destination)?;
    Compiled::read(&arguments.inputs.inputs, arguments.strict)
}

fn build(arguments: &BuildArguments, compiled: &mut Compiled) -> Result<Outcome, Failure> {
    let destination = Destination::new(arguments.output.as_deref());
    let (target, format) = (arguments.target.into(), arguments.format.into());
    if destination.is_directory() {
        if !compiled.report() {
            return Ok(Outcome::No);
        }
        let rendered = Rendered::files(&compiled.compilation, format)?;
        return finish(arguments, &destination, &rendered);
    }
    let text = output::build(&mut compiled.compilation, target, format, Options { strict: arguments.strict });
    if !compiled.report() {
        return Ok(Outcome::No);
    }
    match text {
        Ok(text) => finish(arguments, &destination, &Rendered::One(text.unwrap_or_default())),
        Err(error @ BuildError::HelmValues(_)) => {
            console::error(&error.to_string(), error.help());
            Ok(Outcome::No)
        }
        Err(error) => Err(Failure::new(error.to_string())),
    }
}

/// Whether the target can be written in this form to this place.
fn suits(target: BuildTarget, format: BuildFormat, destination: &Destination) -> Result<(), Failure> {
    let (what, name) = match target {
        BuildTarget::Crd => return Ok(()),
        BuildTarget::HelmValues => ("Helm values are one file", "ports.yaml"),
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

fn finish(arguments: &BuildArguments, destination: &Destination, rendered: &Rendered) -> Result<Outcome, Failure> {
    if arguments.check {
        return destination.check(rendered);
    }
    let done = destination.write(rendered)?;
    if arguments.watch || console::err_is_terminal() {
        console::err(&done);
    }
    Ok(Outcome::Fine)
}
