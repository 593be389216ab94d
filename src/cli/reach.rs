use clap::{Args, ValueEnum};
use smol_str::SmolStr;

use super::api::ApiSource;
use super::arguments::Inputs;
use super::cluster::ClusterSource;
use super::table::table;
use super::{Failure, Outcome, completions, console, subject};
use crate::analysis::reach::Reach as Classes;
use crate::escape::{Shown, shown};
use crate::question::{Question as _, Reach};
use crate::report::reach::{COLUMNS, Line, NOBODY, TOO_MANY_CLASSES, left_out, lines, markdown};

const EXAMPLES: &str = "\
Examples:
  tcpgen reach                                    what becomes of every connection
  tcpgen reach --to postgres:5432                 everybody who reaches a service, and how
  tcpgen reach --from 203.0.113.0/24 prod/        what these clients reach
  tcpgen reach --format markdown > reach.md

Exit codes: 0 answered, 1 answered but the input has errors, 2 usage, I/O, or no such entry point.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct ReachArguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    cluster: ClusterSource,
    #[command(flatten)]
    api: ApiSource,
    /// Only connections that reach this service, `[namespace/]name[:port]`; can be repeated
    #[arg(long, value_name = "SERVICE", add = completions::services())]
    to: Vec<String>,
    /// Only clients of this range, such as 10.0.0.0/8; can be repeated
    #[arg(long, value_name = "RANGE")]
    from: Vec<String>,
    /// Only connections to this entry point
    #[arg(long, value_name = "NAME", add = completions::entry_points())]
    entry_point: Option<SmolStr>,
    /// Format of the answer
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs, with one connection of each class
    Json,
    /// A table for a pull request
    Markdown,
}

/// Answers for whatever could be read, as a cluster would; the rest is reported on standard error.
pub(super) fn run(arguments: &ReachArguments) -> Result<Outcome, Failure> {
    let ReachArguments { inputs, cluster, api, to, from, entry_point, format } = arguments;
    let subject = subject::read_with_facts(inputs, cluster, api)?.without_objects();
    let question = Reach { to: Some(to.clone()), from: Some(from.clone()), entry_point: entry_point.clone() };
    let answer = question.ask(&subject)?;
    let sound = subject::remark(&answer.diagnostics);
    match format {
        Format::Json => console::out_json(&answer)?,
        Format::Markdown => console::out(&Shown::lines(&markdown(&answer.reach.collected())))?,
        Format::Human => {
            subject::note(&subject);
            console::out(&drawn(&answer.reach.collected()))?;
            assumed(&answer.assumes);
        }
    }
    Ok(if sound { Outcome::Fine } else { Outcome::No })
}

/// Reports what the answer takes for granted; JSON has all of it.
fn assumed(assumes: &[String]) {
    match assumes {
        [] => {}
        [one] => console::err(&shown!("assumes that ", one, "\n")),
        [one, more @ ..] => {
            console::err(&shown!("assumes that ", one, ", and ", more.len(), " more; `--format json` shows all\n"));
        }
    }
}

fn drawn(reach: &Classes) -> Shown {
    let left_out = left_out(reach);
    let mut text = match lines(reach) {
        lines if lines.is_empty() && left_out.is_empty() => shown!(NOBODY, "\n"),
        lines => table(COLUMNS.map(str::to_uppercase), lines.into_iter().map(Line::into_cells)),
    };
    if !left_out.is_empty() {
        text.push(&shown!("\n", TOO_MANY_CLASSES, ":\n"));
        for told in left_out {
            text.push(&shown!("  ", told, "\n"));
        }
    }
    text
}
