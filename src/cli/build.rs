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
}

pub(super) fn run(arguments: &BuildArguments) -> Result<Outcome, Failure> {
    if arguments.watch {
        return watch::run(&arguments.inputs.inputs, || build(arguments));
    }
    build(arguments)
}

fn build(arguments: &BuildArguments) -> Result<Outcome, Failure> {
    let destination = Destination::new(arguments.output.as_deref());
    if arguments.target == Target::HelmValues && destination.is_directory() {
        return Err(
            Failure::new("Helm values are one file, and `-o` names a directory").help("name a file: `-o ports.yaml`")
        );
    }
    let compiled = Compiled::read(&arguments.inputs.inputs, arguments.strict)?;
    if !compiled.report() {
        return Ok(Outcome::No);
    }
    let one_an_object = destination.is_directory();
    let rendered = match Rendered::new(&compiled.compilation, arguments.target, arguments.format, one_an_object)? {
        Ok(rendered) => rendered,
        Err(refused) => {
            console::error(&refused.to_string(), Some(refused.help()));
            return Ok(Outcome::No);
        }
    };
    if arguments.check {
        return destination.check(&rendered);
    }
    let done = destination.write(&rendered)?;
    if arguments.watch || console::err_is_terminal() {
        console::err(&done);
    }
    Ok(Outcome::Fine)
}
