use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use crate::cli::store_arguments::StoreArguments;

const EXAMPLES: &str = "\
Examples:
  tcpgen mcp                                     for an agent, on standard input and output
  tcpgen mcp --state prod/tcpgen.toml --read-only
  tcpgen mcp --http 127.0.0.1:8931               http://127.0.0.1:8931/mcp
  tcpgen mcp --http 0.0.0.0:8931 --token-file token --allowed-host mcp.example.com

docs/tools.md explains how to connect an agent, and how HTTP is protected.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct McpArguments {
    #[command(flatten)]
    pub(super) store: StoreArguments,
    /// Offer only tools that change nothing
    #[arg(long)]
    pub(super) read_only: bool,
    /// Let calls admit clients that do not get in now, without asking a person
    #[arg(long, conflicts_with = "read_only")]
    pub(super) allow_widening: bool,
    /// Let calls delete objects, without asking a person
    #[arg(long, conflicts_with = "read_only")]
    pub(super) allow_delete: bool,
    /// Time limit of one call, in seconds; a call that exceeds it fails
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(super) timeout: u64,
    /// Listen on this address instead of using standard input and output
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(super) http: Option<SocketAddr>,
    /// File with the bearer token that HTTP clients have to send [default: the variable `TCPGEN_MCP_TOKEN`]; required
    /// beyond loopback
    #[arg(long, value_name = "FILE", requires = "http")]
    pub(super) token_file: Option<PathBuf>,
    /// A name that HTTP clients can use for the server, besides those of loopback; can be given several times
    #[arg(long, value_name = "HOST", requires = "http")]
    pub(super) allowed_host: Vec<String>,
    /// A page whose scripts can call the server, such as `https://app.example.com:443`; can be given several times
    #[arg(long, value_name = "ORIGIN", requires = "http")]
    pub(super) allowed_origin: Vec<String>,
}
