use clap::Args;
use serde_json::Value;

use super::store_arguments::StoreArguments;
use super::{Failure, Outcome, console};
use crate::ask::{Misunderstood, Request, ask};
use crate::escape::shown;
use crate::store::{Refusal, Store};
use crate::{operation, session};

const EXAMPLES: &str = "\
Examples:
  tcpgen ask \"Create a TCP route 'pg' in 'default' for service 'postgres' on port 5432, entry point 'postgresql'.\"
  tcpgen ask --run \"Update middleware 'office' to allow only ['10.0.0.0/8', '172.16.0.1'].\"
  tcpgen ask --run \"Add 10.1.0.0/16 to db-allowlist.\"
  tcpgen ask --run \"List all TCP IngressRoutes and middleware attachments.\"

The plan of a change goes to standard error: what goes, what comes, who gets in anew. `--run` shows it first.
The grammar is small and does not guess: docs/tools.md lists its forms.

Exit codes: 0 understood (and done, with --run), 1 refused, 2 not understood, usage or I/O.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct AskArguments {
    /// The request, in plain words
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// Run the tool call instead of printing it
    #[arg(long)]
    run: bool,
    /// Let "Create" replace existing objects and an update remove middlewares, and delete a middleware that routes still use
    #[arg(long)]
    force: bool,
    /// Change or delete an object even if it belongs to another state
    #[arg(long)]
    take_over: bool,
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) fn run(arguments: &AskArguments) -> Result<Outcome, Failure> {
    let text = arguments.words.join(" ");
    let mut request = ask(&text).map_err(|found| not_understood(&text, &found))?;
    if arguments.force {
        request = request.flagged("force");
    }
    if arguments.take_over {
        request = request.flagged("take_over");
    }
    if !arguments.run {
        show_alone(arguments, &request);
        console::data(&pretty(&request.to_json()))?;
        return Ok(Outcome::Fine);
    }
    let mut store = arguments.store.open()?;
    // A call that is refused says why itself.
    if let Ok(Some(plan)) = plan(&mut *store, &request, arguments.force) {
        show(&plan);
    }
    let result = match request {
        // `--force` asks for what `create` does as a tool call.
        Request::Call { tool, arguments: call } if arguments.force => operation::call(&mut *store, tool, &call.into()),
        Request::Call { tool, arguments: call } => operation::call_in_words(&mut *store, tool, &call.into()),
        Request::List => operation::list(&*store),
    };
    let outcome = if result.is_ok() { Outcome::Fine } else { Outcome::No };
    match &result {
        Ok(answer) => consequences(answer),
        Err(refusal) => console::failure(&Failure::from(refusal.clone())),
    }
    console::data(&pretty(&session::answer(result)))?;
    Ok(outcome)
}

/// Shows what a request would do, for a person. A request that is understood has a call even where it cannot be planned.
fn show_alone(arguments: &AskArguments, request: &Request) {
    let planned = match arguments.store.open() {
        Ok(mut store) => plan(&mut *store, request, arguments.force),
        Err(failure) => {
            for (message, help) in failure.notes() {
                console::warning(&format!("there is no plan: {message}"), help);
            }
            return;
        }
    };
    match planned {
        Ok(plan) => plan.iter().for_each(show),
        Err(refusal) => {
            console::warning(&format!("this would be refused: {}", refusal.message), refusal.help.as_deref());
        }
    }
}

fn plan(store: &mut dyn Store, request: &Request, force: bool) -> Result<Option<Value>, Refusal> {
    match request {
        Request::Call { tool, arguments } if force => operation::plan(store, tool, &arguments.clone().into()),
        Request::Call { tool, arguments } => operation::plan_in_words(store, tool, &arguments.clone().into()),
        Request::List => Ok(None),
    }
}

/// Shows a plan to a person: what goes, what comes, who gets in anew and who is shut out.
fn show(plan: &Value) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let lines = plan["lines"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut drawn = shown!("plan: ", text(&plan["message"]), "\n");
    for line in lines {
        drawn.push(&shown!("  ", text(line), "\n"));
    }
    if plan["change"] != "none" {
        drawn.push(&shown!("  who reaches what: ", text(&plan["verdict"]), "\n"));
    }
    console::err(&drawn);
}

/// Warns a person of the consequences in a result, which is for programs. Newly admitted clients are reported only if a
/// guard had refused them, since admitting clients is the purpose of a new route.
fn consequences(answer: &Value) {
    let items = |key: &str| answer[key].as_array().map(Vec::as_slice).unwrap_or_default();
    let result = answer["result"].as_str().unwrap_or_default();
    let lost = result == "updated" && !items("removed").is_empty();
    let admitted =
        items("newly_admitted").iter().any(|one| result != "created" || one["was"]["refused_by"].is_string());
    if lost || admitted || answer["state"].is_string() {
        console::warning(answer["message"].as_str().unwrap_or_default(), None);
    }
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

/// The request with the word underlined.
fn not_understood(text: &str, found: &Misunderstood) -> Failure {
    let Some(word) = text.get(found.place.clone()).filter(|word| !word.trim().is_empty() && !text.contains('\n'))
    else {
        return advised(Failure::new(found.message.clone()), found);
    };
    let before = text.get(..found.place.start).unwrap_or_default().chars().count();
    let marks = "^".repeat(word.chars().count());
    let excerpt = vec![text.to_owned(), format!("{}{marks}", " ".repeat(before))];
    advised(Failure::new(found.message.clone()).excerpt(excerpt), found)
}

/// With the forms that are understood, one a line.
fn advised(failure: Failure, found: &Misunderstood) -> Failure {
    let mut lines = found.help.lines();
    let first = lines.next().unwrap_or_default();
    failure.help(first).with_forms(lines.map(str::to_owned).collect())
}
