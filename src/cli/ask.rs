use clap::Args;

use super::store_arguments::StoreArguments;
use super::{Failure, Outcome, console};
use crate::ask::{Misunderstood, Request, ask};
use crate::{operation, session};

const EXAMPLES: &str = "\
Examples:
  tcpgen ask \"Create a TCP route 'pg' in 'default' for service 'postgres' on port 5432, entry point 'postgresql'.\"
  tcpgen ask --run \"Update middleware 'office' to allow only ['10.0.0.0/8', '172.16.0.1'].\"
  tcpgen ask --run \"List all TCP IngressRoutes and middleware attachments.\"

It is a small grammar and no guess: docs/tools.md has its forms.

Exit codes: 0 understood (and done, with --run), 1 refused, 2 not understood, usage or I/O.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct AskArguments {
    /// What to do, in plain words
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// Make the tool call, instead of showing it
    #[arg(long)]
    run: bool,
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) fn run(arguments: &AskArguments) -> Result<Outcome, Failure> {
    let text = arguments.words.join(" ");
    let request = ask(&text).map_err(|found| not_understood(&text, &found))?;
    if !arguments.run {
        console::out(&pretty(&request.to_json()))?;
        return Ok(Outcome::Fine);
    }
    let mut store = arguments.store.open()?;
    let result = match &request {
        Request::Call { tool, arguments } => operation::call(&mut *store, tool, &arguments.clone().into()),
        Request::List => operation::list(&*store),
    };
    let outcome = if result.is_ok() { Outcome::Fine } else { Outcome::No };
    if let Err(refusal) = &result {
        Failure::refused(refusal.clone()).print();
    }
    console::out(&pretty(&session::answer(result)))?;
    Ok(outcome)
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

/// The request with a mark under the word.
fn not_understood(text: &str, found: &Misunderstood) -> Failure {
    let Some(word) = text.get(found.place.clone()).filter(|word| !word.trim().is_empty() && !text.contains('\n'))
    else {
        return Failure::new(found.message.clone()).help(found.help.clone());
    };
    let before = text.get(..found.place.start).unwrap_or_default().chars().count();
    let marks = "^".repeat(word.chars().count());
    Failure::new(format!("{}\n  {text}\n  {}{marks}", found.message, " ".repeat(before))).help(found.help.clone())
}
