//! `tcpgen docs`: what tools that build books call.

mod block;
mod check;
mod ends;
mod mdbook;
mod page;

use clap::{Args, Subcommand};

use super::{Failure, Outcome};

const EXAMPLES: &str = "\
A block of a page is an example if the word `tcpgen` is behind its language:

  ```toml tcpgen warns=unknown-middleware view-yaml

Its findings are those that `warns=CODE` announces, once for each code, and its scenarios pass unless the word `fails`
announces otherwise. `view-NAME` names what is shown.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct DocsArguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Debug, Subcommand)]
enum Command {
    /// Check the examples of Markdown pages
    Check(check::CheckArguments),
    /// Add its output to each example of a Markdown page, from standard input to standard output
    Page(page::PageArguments),
    /// Write the output of one example, which is read from standard input
    Block(block::BlockArguments),
    /// Add its output to each example of an mdBook: a preprocessor
    Mdbook(mdbook::MdbookArguments),
}

pub(in crate::cli) fn run(arguments: &DocsArguments) -> Result<Outcome, Failure> {
    match &arguments.command {
        Command::Check(arguments) => check::run(arguments),
        Command::Page(arguments) => page::run(arguments),
        Command::Block(arguments) => block::run(arguments),
        Command::Mdbook(arguments) => mdbook::run(arguments),
    }
}
