use clap::{Args, ValueEnum};

use crate::cli::api::ApiArguments;
use crate::cli::arguments::Inputs;
use crate::cli::cluster::ClusterSource;

const EXAMPLES: &str = "\
Examples:
  tcpgen verify --api http://localhost:8080
  kubectl -n traefik port-forward deploy/traefik 8080 & tcpgen verify --api localhost:8080 prod/
  tcpgen verify --api https://traefik.example.com --api-user admin --api-password-file password --format junit

Exit codes: 0 everything is as predicted, 1 a difference, 2 usage, I/O, or an API that does not answer.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct VerifyArguments {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub cluster: ClusterSource,
    /// The API of the running Traefik: what stands before `/api`, such as `http://localhost:8080`
    #[arg(long, value_name = "URL")]
    pub api: String,
    #[command(flatten)]
    pub login: ApiArguments,
    /// How long one answer of the API may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub timeout: u64,
    /// Format of the differences
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// For people
    Human,
    /// For programs
    Json,
    /// JUnit XML: one case per entry point, middleware and router
    Junit,
}
