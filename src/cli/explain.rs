use clap::Args;

use super::markdown::{heading, plain};
use super::table::table;
use super::{Failure, Outcome, completions, console};
use crate::escape::Shown;
use crate::question::{Explain, Explanation, Question as _};

#[derive(Args, Clone, Debug)]
pub(super) struct ExplainArguments {
    /// A diagnostic's code, such as sni-without-tls
    #[arg(add = completions::codes())]
    code: Option<String>,
}

/// A code that does not exist is a wrong argument: exit 2. The beginning of a code stands for it, or for a list of several.
pub(super) fn run(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let Some(code) = &arguments.code else {
        console::out(&listed(Explain::all()))?;
        return Ok(Outcome::Fine);
    };
    let begin: Vec<_> = Explain::all().filter(|known| known.code.starts_with(code.as_str())).collect();
    let is_code = begin.iter().any(|known| known.code == code.as_str());
    console::out(&match begin.as_slice() {
        [_, _, ..] if !is_code => listed(begin.into_iter()),
        [only] => long(Explain { code: only.code.to_owned() }.ask(&())?),
        _ => long(Explain { code: code.clone() }.ask(&())?),
    })?;
    Ok(Outcome::Fine)
}

fn long(explanation: Explanation) -> Shown {
    let Explanation { code, severity, summary, markdown } = explanation;
    let style = console::out_style();
    let title = heading(&format!("{}[{code}]: {summary}", severity.name()), style.colour);
    Shown::coloured(&format!("{title}\n\n{}", plain(markdown, style)))
}

fn listed(codes: impl Iterator<Item = Explanation>) -> Shown {
    table(["CODE", "SEVERITY", "WHAT IS WRONG"], codes.map(|known| [known.code, known.severity.name(), known.summary]))
}
