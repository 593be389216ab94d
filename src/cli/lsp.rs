use clap::Args;

use super::{Failure, Outcome};

const EXAMPLES: &str = "\
docs/editors.md has the settings for VS Code, Neovim, Helix, Zed and Emacs.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct LspArguments {
    /// Accepted since some editors pass it; there is no other way
    #[arg(long, hide = true)]
    stdio: bool,
}

#[cfg(feature = "lsp")]
pub(super) fn run(_: &LspArguments) -> Result<Outcome, Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("the session ended: {error}"));
    let finished = crate::lsp::serve().map_err(failed)?;
    // The protocol wants another exit code where nobody asked the server to shut down.
    Ok(if finished { Outcome::Fine } else { Outcome::No })
}

#[cfg(not(feature = "lsp"))]
pub(super) fn run(_: &LspArguments) -> Result<Outcome, Failure> {
    Err(Failure::lacks("lsp"))
}
