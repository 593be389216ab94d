use std::sync::LazyLock;

use clap::{Parser, Subcommand};

use super::arguments::Colour;
use super::ask::AskArguments;
use super::build::BuildArguments;
use super::check::CheckArguments;
use super::cluster::{ApplyArguments, DeleteArguments, RollbackArguments};
use super::completions::CompletionsArguments;
use super::diff::DiffArguments;
use super::docs::DocsArguments;
use super::explain::ExplainArguments;
use super::facts::FactsArguments;
use super::generate::GenerateArguments;
use super::graph::GraphArguments;
use super::import::ImportArguments;
use super::init::InitArguments;
use super::list::ListArguments;
use super::lsp::LspArguments;
use super::man::ManArguments;
use super::mcp::McpArguments;
use super::policy::PolicyArguments;
use super::reach::ReachArguments;
use super::route::RouteArguments;
use super::test::TestArguments;
use super::upgrade::UpgradeArguments;
use super::verify::VerifyArguments;
use crate::traefik::TraefikVersion;

const EXAMPLES: &str = "\
Examples:
  tcpgen init                          a commented tcpgen.toml to start from
  tcpgen build                         manifests from tcpgen.toml, to standard output
  tcpgen build --strict -o manifests/  one file per object
  tcpgen check --fix                   apply the safe fixes, report the rest
  tcpgen explain sni-without-tls       what a code means and how to fix it

Exit codes: 0 success, 1 a negative result (errors found, output stale), 2 usage or I/O.";

/// The version, the features of this build, and the Traefik whose behaviour it knows.
static LONG_VERSION: LazyLock<String> = LazyLock::new(|| {
    let features =
        [("cluster", cfg!(feature = "cluster")), ("lsp", cfg!(feature = "lsp")), ("mcp", cfg!(feature = "mcp"))];
    let built: Vec<&str> = features.iter().filter(|(_, is_built)| *is_built).map(|(name, _)| *name).collect();
    let built = if built.is_empty() { "none".to_owned() } else { built.join(", ") };
    format!("{}\nfeatures: {built}\nTraefik: {}", env!("CARGO_PKG_VERSION"), TraefikVersion::default())
});

/// Compiles a TOML desired state of TCP routing into Traefik's Kubernetes objects, and reports what Traefik will do with it
#[derive(Debug, Parser)]
#[command(name = "tcpgen", version, long_version = LONG_VERSION.as_str(), arg_required_else_help = true, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Arguments {
    /// When to use colours; `auto` depends on the terminal, NO_COLOR and CLICOLOR_FORCE
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
    /// Report problems, and write nothing
    Check(CheckArguments),
    /// Report what Traefik does with one connection, and why
    Route(RouteArguments),
    /// Report who reaches what: all connections, in classes that are treated alike
    Reach(ReachArguments),
    /// Run the scenarios, which test what clients notice while objects are applied, changed and deleted
    Test(TestArguments),
    /// List the routes with their services and middlewares
    List(ListArguments),
    /// Draw the routes: entry points, routers, middlewares, services
    Graph(GraphArguments),
    /// Show what a state would change in objects, connections and diagnostics
    Diff(DiffArguments),
    /// Show what a state does differently under another version of Traefik, and because of which change
    Upgrade(UpgradeArguments),
    /// Show what Traefik's own configuration and the cluster specify, and what contradicts it
    Facts(FactsArguments),
    /// Compare a running Traefik with what the state predicts
    Verify(VerifyArguments),
    /// Make the cluster match the state
    Apply(ApplyArguments),
    /// List the applies of a state, and go back to one
    Rollback(RollbackArguments),
    /// Delete all or some objects of a state from a cluster
    Delete(DeleteArguments),
    /// Write a ValidatingAdmissionPolicy, with which the API server itself makes some of the checks
    Policy(PolicyArguments),
    /// Generate one object from flags, without a state file
    Generate(GenerateArguments),
    /// Convert a request in plain words to a tool call, and print or run it
    Ask(AskArguments),
    /// Serve the traffic tools to an agent, over the Model Context Protocol
    Mcp(McpArguments),
    /// Serve an editor, over the Language Server Protocol on standard input and output
    Lsp(LspArguments),
    /// Convert existing manifests to a state file
    Import(ImportArguments),
    /// Compile the examples of a book when it is built: for mdBook, MkDocs, Sphinx, Docusaurus, Starlight
    Docs(DocsArguments),
    /// Explain the code of a diagnostic, or list all codes
    Explain(ExplainArguments),
    /// Print the JSON Schema of the state file, for editors
    Schema,
    /// Print a completion script for a shell
    Completions(CompletionsArguments),
    /// Write the manual's pages to a directory
    #[command(hide = true)]
    Man(ManArguments),
    /// Write a commented state file to start from, and its schema beside it
    Init(InitArguments),
}
