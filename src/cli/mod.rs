//! The `tcpgen` command: arguments, files and terminals around [`compile`](crate::compile). One command, one file.
//!
//! Data goes to standard output, everything else to standard error. Exit codes: 0 fine, 1 the answer is no (errors
//! found, output stale), 2 usage or I/O (`Outcome`, `Failure`).

mod api;
mod arguments;
mod ask;
mod build;
mod check;
mod cluster;
mod command;
mod completions;
mod console;
mod destination;
mod diff;
mod docs;
mod explain;
mod facts;
mod files;
mod findings;
mod fix;
mod generate;
mod git;
mod graph;
mod import;
mod init;
mod levels;
mod list;
mod live;
mod lsp;
mod man;
mod markdown;
mod mcp;
mod outcome;
mod patch;
mod policy;
mod progress;
mod reach;
mod rendered;
mod route;
mod schema;
mod store_arguments;
mod subject;
mod table;
mod test;
mod upgrade;
mod verify;
mod watch;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use command::{Arguments, Command};
use outcome::{Failure, Outcome};

/// Runs the command that the process's arguments ask for.
pub fn run() -> ExitCode {
    completions::answer(Arguments::command);
    let arguments = Arguments::parse();
    arguments.color.apply();
    match command(arguments.command) {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            console::failure(&failure);
            ExitCode::from(2)
        }
    }
}

fn command(command: Command) -> Result<Outcome, Failure> {
    match command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Route(arguments) => route::run(&arguments),
        Command::Reach(arguments) => reach::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::List(arguments) => list::run(&arguments),
        Command::Graph(arguments) => graph::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Upgrade(arguments) => upgrade::run(&arguments),
        Command::Facts(arguments) => facts::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Apply(arguments) => cluster::apply(&arguments),
        Command::Rollback(arguments) => cluster::rollback(&arguments),
        Command::Delete(arguments) => cluster::delete(&arguments),
        Command::Policy(arguments) => policy::run(&arguments),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Ask(arguments) => ask::run(&arguments),
        Command::Mcp(arguments) => mcp::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Docs(arguments) => docs::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema => schema::run(),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments, &mut Arguments::command()),
        Command::Init(arguments) => init::run(&arguments),
    }
}
