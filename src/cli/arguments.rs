use std::path::PathBuf;

use anstream::ColorChoice;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::ask::AskArguments;
use super::build::BuildArguments;
use super::check::CheckArguments;
use super::cluster::{ApplyArguments, DeleteArguments};
use super::completions::CompletionsArguments;
use super::diff::DiffArguments;
use super::explain::ExplainArguments;
use super::generate::GenerateArguments;
use super::import::ImportArguments;
use super::init::InitArguments;
use super::list::ListArguments;
use super::mcp::McpArguments;
use super::reach::ReachArguments;
use super::route::RouteArguments;
use super::test::TestArguments;

const EXAMPLES: &str = "\
Examples:
  tcpgen init                          a commented tcpgen.toml to start from
  tcpgen build                         manifests from tcpgen.toml, to standard output
  tcpgen build --strict -o manifests/  one file per object
  tcpgen check --fix                   mend what can be mended safely, show the rest
  tcpgen explain sni-without-tls       what a code means and what to write instead

Exit codes: 0 fine, 1 the answer is no (errors found, output stale), 2 usage or I/O.";

/// Compiles a TOML desired state of TCP routing into Traefik's Kubernetes objects, and reports what Traefik will do with it
#[derive(Debug, Parser)]
#[command(name = "tcpgen", version, arg_required_else_help = true, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Arguments {
    /// When to colour output; `auto` looks at the terminal, NO_COLOR and CLICOLOR_FORCE
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN", display_order = 99)]
    pub color: Colour,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write the manifests
    #[command(alias = "compile")]
    Build(BuildArguments),
    /// Show what is wrong, and write nothing
    Check(CheckArguments),
    /// Tell what Traefik does with one connection, and why
    Route(RouteArguments),
    /// Tell who reaches what: all connections, in classes that are treated alike
    Reach(ReachArguments),
    /// Run the scenarios: what clients notice while things are applied, changed and deleted
    Test(TestArguments),
    /// Show the routes, where they lead and what guards them
    List(ListArguments),
    /// Show what a state would change: objects, what connections notice, and what tcpgen says of it
    Diff(DiffArguments),
    /// Make the cluster match the state
    Apply(ApplyArguments),
    /// Take a state's objects, or some of them, out of a cluster
    Delete(DeleteArguments),
    /// Write one object from flags, without a state file
    Generate(GenerateArguments),
    /// Understand a request in plain words: show the tool call that it means, or make it
    Ask(AskArguments),
    /// Serve the traffic tools to an agent, over the Model Context Protocol
    Mcp(McpArguments),
    /// Make a state file of existing manifests
    Import(ImportArguments),
    /// Tell what a diagnostic's code means; without one, list them all
    Explain(ExplainArguments),
    /// Write the JSON Schema of the state file, for editors
    Schema,
    /// Write a completion script for a shell
    Completions(CompletionsArguments),
    /// Write a commented state file to start from, and its schema beside it
    Init(InitArguments),
}

/// What makes a state.
#[derive(Args, Clone, Debug)]
pub(super) struct Inputs {
    /// State files, directories (their *.toml files), or `-` for standard input; together they are one state
    /// [default: tcpgen.toml]
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

impl Colour {
    /// Makes it the choice of every stream of this process.
    pub fn apply(self) {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
        .write_global();
    }
}
