//! `tcpgen generate`: the flags are written as a state file, and that goes the way of every other.

mod ingress_route_tcp;
mod middleware_tcp;

use clap::{Args, Subcommand};

use super::build::Format;
use super::rendered::object_text;
use super::{Failure, Outcome, console, subject};
use crate::Options;
use crate::question::Subject;
use crate::source::Sources;
use ingress_route_tcp::IngressRouteTcpArguments;
use middleware_tcp::MiddlewareTcpArguments;

/// A middleware alone is used by no route of its state, and by no fault of its own.
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
    /// A guard before a service: an allow list or a limit of connections
    MiddlewareTcp(MiddlewareTcpArguments),
}

/// What both have.
#[derive(Args, Clone, Debug)]
struct ObjectArguments {
    /// The object's name
    name: String,
    /// The object's namespace
    #[arg(long, short, default_value = "default")]
    namespace: String,
    /// How to write it
    #[arg(long, value_enum, default_value = "yaml")]
    format: Format,
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
        console::out(&text)?;
    }
    Ok(Outcome::Fine)
}
