use clap::Args;

use super::markdown::{heading, plain};
use super::table::table;
use super::{Failure, Outcome, console};
use crate::escape::Shown;
use crate::question::{Explain, Explanation, Question as _};

#[derive(Args, Clone, Debug)]
pub(super) struct ExplainArguments {
    /// A diagnostic's code, such as sni-without-tls
    code: Option<String>,
}

/// A code that does not exist is a wrong argument: exit 2.
pub(super) fn run(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let text = match &arguments.code {
        Some(code) => Shown::drawn(long(Explain { code: code.clone() }.ask(&())?)),
        None => all(),
    };
    console::out(&text)?;
    Ok(Outcome::Fine)
}

fn long(explanation: Explanation) -> String {
    let Explanation { code, severity, summary, markdown } = explanation;
    let style = console::out_style();
    let title = heading(&format!("{}[{code}]: {summary}", severity.name()), style.colour);
    format!("{title}\n\n{}", plain(markdown, style))
}

fn all() -> Shown {
    table(
        ["CODE", "SEVERITY", "WHAT IS WRONG"],
        Explain::all().map(|known| [known.code, known.severity.name(), known.summary]),
    )
}
