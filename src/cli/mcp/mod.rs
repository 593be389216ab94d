mod arguments;
#[cfg(feature = "mcp")]
mod serve;

use super::{Failure, Outcome};
pub(super) use arguments::McpArguments;

#[cfg(feature = "mcp")]
pub(super) fn run(arguments: &McpArguments) -> Result<Outcome, Failure> {
    serve::run(arguments)
}

#[cfg(not(feature = "mcp"))]
pub(super) fn run(_: &McpArguments) -> Result<Outcome, Failure> {
    Err(Failure::lacks("mcp"))
}
