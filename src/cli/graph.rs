use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::Inputs;
use super::cluster::{Around, ClusterSource};
use super::destination::Destination;
use super::{Failure, Outcome, console, subject};
use crate::drawing::{DrawingFormat, Graph, draw, is_drawn_by_github};
use crate::escape::Shown;
use crate::inputs;
use crate::members::Wanted;
use crate::question::{Outline, Question as _};

const EXAMPLES: &str = "\
Examples:
  tcpgen graph -o routes.svg                   a picture, light or dark as its reader prefers
  tcpgen graph --format mermaid                for a README, an issue or a pull request on GitHub
  tcpgen graph --format dot | dot -Tpdf -o routes.pdf
  tcpgen graph manifests/ -o routes.svg        YAML, also of kubectl get .. -o yaml

Exit codes: 0 drawn, 1 drawn but the input has errors, 2 usage or I/O.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct GraphArguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    cluster: ClusterSource,
    /// Format of the drawing
    #[arg(long, value_enum, default_value = "svg")]
    format: Format,
    /// Write the drawing to a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A picture that browsers and GitHub show
    Svg,
    /// A flowchart that GitHub and GitLab draw in a block of the language `mermaid`
    Mermaid,
    /// A graph for Graphviz
    Dot,
}

impl From<Format> for DrawingFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Svg => Self::Svg,
            Format::Mermaid => Self::Mermaid,
            Format::Dot => Self::Dot,
        }
    }
}

/// Draws whatever could be read; the rest is reported on standard error.
pub(super) fn run(arguments: &GraphArguments) -> Result<Outcome, Failure> {
    let destination = Destination::new(arguments.output.as_deref());
    if destination.is_directory() {
        let failure = Failure::new("a drawing is one file, and `-o` names a directory");
        return Err(failure.help("name a file: `-o routes.svg`"));
    }
    destination.refuse_input(&inputs::expand(&arguments.inputs.inputs, Wanted::Either).unwrap_or_default())?;
    let subject = subject::read_objects_or_cluster(&arguments.inputs, &arguments.cluster, Around::Too)?;
    let outlined = Outline.ask(&subject)?;
    let sound = subject::remark(&subject.reported());
    subject::note(&subject);
    let graph = Graph::new(&outlined, &subject);
    let text = draw(&graph, arguments.format.into());
    if arguments.format == Format::Mermaid && !is_drawn_by_github(&text) {
        console::warning("GitHub does not draw a flowchart of this size", Some("use the format svg"));
    }
    let done = destination.write_text(&text)?;
    if console::err_is_terminal() {
        console::err(&Shown::lines(&done));
    }
    Ok(if sound { Outcome::Fine } else { Outcome::No })
}
