use clap::Args;

use crate::cli::build::Format;

/// What both have.
#[derive(Args, Clone, Debug)]
pub(super) struct ObjectArguments {
    /// The object's name
    pub name: String,
    /// The object's namespace
    #[arg(long, short, default_value = "default")]
    pub namespace: String,
    /// Format of the output
    #[arg(long, value_enum, default_value = "yaml")]
    pub format: Format,
}
