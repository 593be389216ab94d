use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::Inputs;
use super::compiled::Compiled;
use super::destination::Destination;
use super::rendered::Rendered;
use super::{Failure, Outcome, console, watch};

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

impl Format {
    /// Of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Json => "json",
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

impl Target {
    /// Whether the target can be written in this form to this place.
    fn suits(self, format: Format, destination: &Destination) -> Result<(), Failure> {
        let (what, name) = match self {
            Self::Crd => return Ok(()),
            Self::HelmValues => ("Helm values are one file", "ports.yaml"),
            Self::File => ("the file provider's configuration is one file", "dynamic/tcp.yaml"),
        };
        if destination.is_directory() {
            let failure = Failure::new(format!("{what}, and `-o` names a directory"));
            return Err(failure.help(format!("name a file: `-o {name}`")));
        }
        if self == Self::File && format == Format::Json {
            return Err(Failure::new("Traefik's file provider reads no JSON files").help("leave `--format` out"));
        }
        Ok(())
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
    arguments.target.suits(arguments.format, &destination)?;
    Compiled::read(&arguments.inputs.inputs, arguments.strict)
}

fn build(arguments: &BuildArguments, compiled: &mut Compiled) -> Result<Outcome, Failure> {
    let destination = Destination::new(arguments.output.as_deref());
    let configuration = match arguments.target {
        Target::File if !compiled.compilation.has_errors() => Some(compiled.file_provider(arguments.strict)?),
        _ => None,
    };
    if !compiled.report() {
        return Ok(Outcome::No);
    }
    let state = &compiled.compilation;
    let rendered = match (arguments.target, configuration) {
        (_, Some(yaml)) => Rendered::One(yaml),
        (Target::HelmValues, _) => match Rendered::helm_values(state, arguments.format)? {
            Ok(rendered) => rendered,
            Err(refused) => {
                console::error(&refused.to_string(), Some(refused.help()));
                return Ok(Outcome::No);
            }
        },
        _ => Rendered::objects(state, arguments.format, destination.is_directory())?,
    };
    finish(arguments, &destination, &rendered)
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
