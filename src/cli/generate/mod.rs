//! `tcpgen generate`: the flags are written as a state file, and that goes the way of every other.

mod arguments;

use clap::{Args, Subcommand};

use super::rendered::object_text;
use super::{Failure, Outcome, console, subject};
use crate::Options;
use crate::question::Subject;
use crate::source::Sources;
use arguments::{IngressRouteTcpArguments, MiddlewareTcpArguments};

/// A middleware that is generated alone has no route in its state, which is not a problem.
const ALONE: &str = "unused-middleware";

#[derive(Args, Clone, Debug)]
pub(super) struct GenerateArguments {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Clone, Debug, Subcommand)]
enum Kind {
    /// A route: which connections go to which service
    IngressRouteTcp(IngressRouteTcpArguments),
    /// A guard in front of a service: an allow list or a connection limit
    MiddlewareTcp(MiddlewareTcpArguments),
}

pub(super) fn run(arguments: &GenerateArguments) -> Result<Outcome, Failure> {
    let (text, format) = match &arguments.kind {
        Kind::IngressRouteTcp(arguments) => {
            let route = arguments.route();
            (route.entry() + &route.external_middlewares(), arguments.object.format)
        }
        Kind::MiddlewareTcp(arguments) => (arguments.middleware().entry(), arguments.object.format),
    };
    let mut subject = Subject::new(Sources::single("<flags>", text), Options::default());
    subject.compilation.diagnostics.retain(|found| found.code.name != ALONE);
    if !subject::report(&subject.reported()) {
        return Ok(Outcome::No);
    }
    for object in subject.compilation.resources.emitted() {
        let text = object_text(object, format.into()).map_err(|error| Failure::new(error.to_string()))?;
        console::data(&text)?;
    }
    Ok(Outcome::Fine)
}
