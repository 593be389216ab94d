use clap::Args;

use super::markdown::{heading, plain};
use super::table::table;
use super::{Failure, Outcome, console};
use crate::check::CODES;
use crate::diagnostic::{Code, closest};

#[derive(Args, Clone, Debug)]
pub(super) struct ExplainArguments {
    /// A diagnostic's code, such as sni-without-tls
    code: Option<String>,
}

/// A code that does not exist is a wrong argument: exit 2.
pub(super) fn run(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let Some(name) = &arguments.code else {
        console::out(&all())?;
        return Ok(Outcome::Fine);
    };
    let Some(code) = CODES.iter().copied().find(|code| code.name == name) else {
        let failure = Failure::new(format!("there is no code `{name}`"));
        return Err(match closest(name, CODES.iter().map(|code| code.name)) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None => failure.help("`tcpgen explain` lists all codes"),
        });
    };
    console::out(&long(code))?;
    Ok(Outcome::Fine)
}

fn long(code: &Code) -> String {
    let title = format!("{}[{}]: {}", code.severity.name(), code.name, code.summary);
    let style = console::out_style();
    format!("{}\n\n{}", heading(&title, style.colour), plain(code.explanation, style))
}

fn all() -> String {
    table(
        ["CODE", "SEVERITY", "WHAT IS WRONG"],
        CODES.iter().map(|code| [code.name, code.severity.name(), code.summary]),
    )
}
