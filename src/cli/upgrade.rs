use clap::{Args, ValueEnum};

use super::arguments::{Inputs, traefik};
use super::{Failure, Outcome, console, subject};
use crate::Options;
use crate::escape::{Shown, shown};
use crate::question::{Question as _, Upgrade};
use crate::traefik::TraefikVersion;

const EXAMPLES: &str = "\
Examples:
  tcpgen upgrade --to 3.7                      from the version that tcpgen.toml specifies
  tcpgen upgrade --from 3.6.11 --to 3.7.15 manifests/
  tcpgen upgrade --from 3.7 --to 3.5           what going back would change
  kubectl get ingressroutetcps -A -o yaml | tcpgen upgrade --from 3.6 -

Exit codes: 0 no difference, 1 a difference, 2 usage, I/O, or a state that cannot be read in full.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct UpgradeArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// The Traefik that serves them now: `3.6`, or with its patch `3.6.11` [default: the one of the state]
    #[arg(long, value_name = "VERSION", value_parser = traefik, conflicts_with = "traefik")]
    from: Option<TraefikVersion>,
    /// The Traefik that is to serve them; an older one is compared too [default: the newest that was tested]
    #[arg(long, value_name = "VERSION", value_parser = traefik)]
    to: Option<TraefikVersion>,
    /// Format of the differences
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// All details, for programs
    Json,
    /// For a pull request
    Markdown,
}

pub(super) fn run(arguments: &UpgradeArguments) -> Result<Outcome, Failure> {
    let subject = subject::read_either(&arguments.inputs, Options::default(), None)?;
    if !subject.compilation.is_whole() {
        subject::report(&subject.reported());
        return Ok(Outcome::Usage);
    }
    let upgraded = Upgrade { from: arguments.from, to: arguments.to }.ask(&subject)?;
    for note in upgraded.upgrade.notes() {
        console::err(&shown!("note: ", note, "\n"));
    }
    match arguments.format {
        Format::Human => console::out(&Shown::lines(&upgraded.human()))?,
        Format::Json => console::out_json(&upgraded)?,
        Format::Markdown => console::out(&Shown::lines(&upgraded.markdown()))?,
    }
    Ok(if upgraded.upgrade.is_empty() { Outcome::Fine } else { Outcome::No })
}
