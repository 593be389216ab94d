use clap::{Args, ValueEnum};

use super::arguments::Inputs;
use super::cluster::{Around, ClusterSource};
use super::table::table;
use super::{Failure, Outcome, console, subject};
use crate::escape::{Shown, shown};
use crate::question::{List, ListedGuard, ListedMiddleware, ListedRoute, ListedRule, Question as _, Target};
use crate::source::Text;

/// Ranges of a middleware that a row shows: each rule that it guards has them. `--format json` has all.
const RANGES: usize = 20;

#[derive(Args, Clone, Debug)]
pub(super) struct ListArguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    cluster: ClusterSource,
    /// List the middlewares as well, each with the routes that use it
    #[arg(long)]
    middlewares: bool,
    /// Format of the list
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For programs
    Json,
}

/// Lists whatever could be read, as a cluster would; the rest is reported on standard error.
pub(super) fn run(arguments: &ListArguments) -> Result<Outcome, Failure> {
    let subject = subject::read_objects_or_cluster(&arguments.inputs, &arguments.cluster, Around::Not)?;
    let sound = subject::remark(&subject.reported());
    let request = List { middlewares: arguments.middlewares, ..List::of(&subject) };
    let list = request.ask(&subject.compilation.resources)?;
    match arguments.format {
        Format::Table => {
            subject::note(&subject);
            console::out(&shown(&list.tcp_routes))?;
            if let Some(middlewares) = &list.middlewares {
                console::out(&shown!("\n"))?;
                console::out(&shown_middlewares(middlewares))?;
            }
        }
        Format::Json => console::out_json(&list)?,
    }
    Ok(if sound { Outcome::Fine } else { Outcome::No })
}

/// One row per rule.
fn shown(routes: &[ListedRoute<'_>]) -> Shown {
    if routes.is_empty() {
        return shown!("no routes\n");
    }
    let header = ["ROUTE", "ENTRY POINTS", "RULE", "TLS", "TARGETS", "MIDDLEWARES"];
    table(header, routes.iter().flat_map(rows))
}

/// One row per middleware.
fn shown_middlewares(middlewares: &[ListedGuard<'_>]) -> Shown {
    if middlewares.is_empty() {
        return shown!("no middlewares\n");
    }
    let rows = middlewares.iter().map(|listed| {
        let ListedMiddleware { name, namespace, .. } = listed.middleware;
        let users = if listed.used_by.is_empty() { "(no route)".to_owned() } else { listed.used_by.join(", ") };
        [format!("{namespace}/{name}"), allowed(&listed.middleware), users]
    });
    table(["MIDDLEWARE", "ADMITS", "USED BY"], rows)
}

fn rows(route: &ListedRoute<'_>) -> Vec<[String; 6]> {
    let row = |rule: &str, targets: String, middlewares: String| {
        let name = format!("{}/{}", route.namespace, route.name);
        [name, entry_points(route), rule.to_owned(), tls(route).to_owned(), targets, middlewares]
    };
    if route.routes.is_empty() {
        return vec![row("", String::new(), String::new())];
    }
    route.routes.iter().map(|rule| row(rule.match_text, targets(rule), middlewares(rule, route.namespace))).collect()
}

fn entry_points(route: &ListedRoute<'_>) -> String {
    let names: Vec<&str> = route.entry_points.iter().map(Text::as_str).collect();
    if names.is_empty() { "(default ones)".to_owned() } else { names.join(", ") }
}

fn tls(route: &ListedRoute<'_>) -> &'static str {
    match (route.tls_enabled, route.tls_passthrough) {
        (false, _) => "none",
        (true, true) => "passthrough",
        (true, false) => "terminate",
    }
}

fn targets(rule: &ListedRule<'_>) -> String {
    let weighted = rule.targets.len() > 1;
    let target = |target: &Target<'_>| {
        let share = if weighted { format!(" ({})", target.weight) } else { String::new() };
        format!("{}:{}{share}", target.name, target.port)
    };
    rule.targets.iter().map(target).collect::<Vec<_>>().join(", ")
}

fn middlewares(rule: &ListedRule<'_>, namespace: &str) -> String {
    rule.middlewares.iter().map(|middleware| guard(middleware, namespace)).collect::<Vec<_>>().join("; ")
}

fn guard(middleware: &ListedMiddleware<'_>, namespace: &str) -> String {
    let name = if middleware.namespace == namespace {
        middleware.name.to_owned()
    } else {
        format!("{}/{}", middleware.namespace, middleware.name)
    };
    let allowed = allowed(middleware);
    if allowed.is_empty() { name } else { format!("{name}: {allowed}") }
}

/// Whom a middleware lets through; empty where nothing is known of it.
fn allowed(middleware: &ListedMiddleware<'_>) -> String {
    let ranges: Vec<&str> = middleware.source_range.iter().take(RANGES).map(Text::as_str).collect();
    let more = middleware.source_range.len().saturating_sub(RANGES);
    match middleware.in_flight_conn {
        _ if more > 0 => format!("{} and {more} more", ranges.join(", ")),
        _ if !ranges.is_empty() => ranges.join(", "),
        Some(limit) => format!("{limit} per client"),
        None => String::new(),
    }
}
