use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::api::ApiArguments;
use crate::cli::arguments::Inputs;
use crate::cli::completions;
use crate::cli::levels::LevelArguments;

const APPLY_EXAMPLES: &str = "\
Examples:
  tcpgen apply --dry-run                            the server validates, and changes nothing
  tcpgen apply --strict prod/ --context prod
  tcpgen apply --only middlewares.office --only routes.postgres
  tcpgen apply --namespace team-a                   the namespace of objects without one
  tcpgen apply --wait --api http://localhost:8080   until Traefik serves it
  tcpgen apply --state-name orders --prune --yes    in CI: deletes what is no longer in the file

Existing objects are changed in place, never deleted and created again. After a failure, run it again.
It picks an order that clients do not notice. If there is none, it asks, as it does before deletions.
Exit codes: 0 the cluster matches the state, 1 it does not, or the state has errors, 2 usage, or no answer.";

const ROLLBACK_EXAMPLES: &str = "\
Examples:
  tcpgen rollback --state-name orders --list        who applied what, and when
  tcpgen rollback --state-name orders --dry-run     the server validates, and changes nothing
  tcpgen rollback --state-name orders --to 7
  tcpgen rollback tcpgen.toml                       with the entry points and invariants of this state file

It applies the objects of that apply again, and deletes what was added since, as `apply --prune` does: it rehearses the
order, and asks before clients notice anything and before deletions.
Exit codes: as for `apply`.";

const DELETE_EXAMPLES: &str = "\
Examples:
  tcpgen delete --only routes.postgres
  tcpgen delete --yes prod/                         everything, routes first

Objects that routes of the cluster still use are kept, unless `--force` is given.
Exit codes: 0 done, 1 something was refused or skipped, or the state has errors, 2 usage, or no answer from the cluster.";

#[derive(Args, Clone, Debug)]
#[command(after_help = APPLY_EXAMPLES)]
pub(in super::super) struct ApplyArguments {
    #[command(flatten)]
    pub state: StateArguments,
    #[command(flatten)]
    pub cluster: ClusterArguments,
    #[command(flatten)]
    pub levels: LevelArguments,
    /// Delete objects that an earlier apply of this state created and the state no longer has; requires the state's name
    #[arg(long, conflicts_with = "only")]
    pub prune: bool,
    #[command(flatten)]
    pub wait: WaitArguments,
}

/// Whether to wait for Traefik.
#[derive(Args, Clone, Debug)]
pub(in super::super) struct WaitArguments {
    /// Wait until the running Traefik serves what was applied, and report what it refused
    #[arg(long, requires = "api", conflicts_with = "dry_run")]
    pub wait: bool,
    /// How long to wait for Traefik, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "60", requires = "wait", value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub wait_timeout: u64,
    /// The API of the running Traefik: what stands before `/api`, such as `http://localhost:8080`
    #[arg(long, value_name = "URL", requires = "wait")]
    pub api: Option<String>,
    #[command(flatten)]
    pub login: ApiArguments,
}

#[derive(Args, Clone, Debug)]
#[command(after_help = ROLLBACK_EXAMPLES)]
pub(in super::super) struct RollbackArguments {
    #[command(flatten)]
    pub inputs: Inputs,
    /// The state's name, as at its `apply`; a state file can set it under [labels]
    #[arg(long, value_name = "NAME")]
    pub state_name: Option<String>,
    /// The number of the apply to go back to [default: the one before the last]
    #[arg(long, value_name = "NUMBER")]
    pub to: Option<u64>,
    /// List the applies that there are, and change nothing
    #[arg(long, conflicts_with = "to")]
    pub list: bool,
    #[command(flatten)]
    pub cluster: ClusterArguments,
    #[command(flatten)]
    pub wait: WaitArguments,
}

#[derive(Args, Clone, Debug)]
#[command(after_help = DELETE_EXAMPLES)]
pub(in super::super) struct DeleteArguments {
    #[command(flatten)]
    pub state: StateArguments,
    #[command(flatten)]
    pub cluster: ClusterArguments,
}

/// Which objects.
#[derive(Args, Clone, Debug)]
pub(in super::super) struct StateArguments {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Only this entry, by table and name, or table, namespace and name; can be given several times
    #[arg(long, value_name = "TABLE.NAME", add = completions::entries())]
    pub only: Vec<String>,
    /// The state's name, kept in the label tcpgen.dev/state of its objects; a state file can set it under [labels]
    #[arg(long, value_name = "NAME")]
    pub state_name: Option<String>,
}

/// Which cluster, and how.
#[derive(Args, Clone, Debug)]
pub(in super::super) struct ClusterArguments {
    /// The kubeconfig file [default: $KUBECONFIG, ~/.kube/config, or the pod's service account]
    #[arg(long, value_name = "FILE")]
    pub kubeconfig: Option<PathBuf>,
    /// The context of the kubeconfig [default: its current one]
    #[arg(long, value_name = "NAME")]
    pub context: Option<String>,
    /// The namespace of objects without one [default: that of the context, or `default`]; objects of other namespaces are
    /// refused
    #[arg(long, short, value_name = "NAME")]
    pub namespace: Option<String>,
    /// Time limit of one answer, in seconds; a request fails after three times as long
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub timeout: u64,
    /// Let the server validate the changes, but change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Take over fields that others own, and objects of other states
    #[arg(long)]
    pub force_conflicts: bool,
    #[command(flatten)]
    pub deletion: DeletionArguments,
    /// Format of the report
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}

/// What may be deleted.
#[derive(Args, Clone, Copy, Debug)]
pub(in super::super) struct DeletionArguments {
    /// Also delete objects that routes of the cluster still use; Traefik then disables these routes, and their connections
    /// go to the next one that matches
    #[arg(long)]
    pub force: bool,
    /// Do not ask for confirmation
    #[arg(long)]
    pub yes: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in super::super) enum Format {
    /// For people: a line for every object that changed
    Human,
    /// For programs
    Json,
}
