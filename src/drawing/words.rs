use super::graph::{Graph, Group, Guard, ListKind, Row};
use crate::escape::line;
use crate::question::OutlinedService;
use crate::report::route::wrap;
use crate::rule::TlsMode;

/// Rules and ranges are cut here: a drawing shows where they are, the state what they are. Names are never cut.
const LONGEST: usize = 72;
/// A reason has at most this many lines.
const LINES: usize = 3;

/// A text within one line, and cut at the end if it is long.
fn short(text: &str) -> String {
    let text = line(text);
    if text.chars().count() <= LONGEST {
        return text.into_owned();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

pub(super) fn entry_point(group: &Group<'_>) -> (String, String) {
    let note = match group.port {
        _ if group.missing => "not declared".to_owned(),
        _ if group.name.is_empty() => "no default one is known".to_owned(),
        Some(port) => format!("port {port}"),
        None => "entry point".to_owned(),
    };
    let name = if group.name.is_empty() { "no entry point".to_owned() } else { line(group.name).into_owned() };
    (name, note)
}

pub(super) fn hosts(group: &Group<'_>) -> (String, String) {
    ("HTTPS routers, tried first".to_owned(), short(&group.hosts.join(", ")))
}

pub(super) fn list(kind: ListKind) -> &'static str {
    match kind {
        ListKind::Plain => "Plain TCP",
        ListKind::Tls => "TLS",
        ListKind::Dead => "Not served",
    }
}

pub(super) fn router(graph: &Graph<'_>, row: &Row<'_>) -> String {
    name(graph, &row.router.router.to_string())
}

pub(super) fn rule(row: &Row<'_>) -> String {
    if row.router.rule.is_empty() { "no rule".to_owned() } else { short(&row.router.rule) }
}

/// Its priority, behind what it does with TLS.
pub(super) fn priority(row: &Row<'_>) -> String {
    match row.router.tls_mode {
        TlsMode::None => row.router.priority.to_string(),
        TlsMode::Passthrough => format!("TLS passed through, {}", row.router.priority),
        TlsMode::Terminate => format!("TLS terminated, {}", row.router.priority),
    }
}

/// Why a router is not served, or not as written, in lines.
pub(super) fn trouble(row: &Row<'_>) -> Vec<String> {
    let trouble = row.router.message.as_ref().or(row.router.errors.first());
    trouble.map(|trouble| wrapped(&line(trouble))).unwrap_or_default()
}

fn wrapped(text: &str) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines: Vec<String> = wrap("", "", &text, Some(LONGEST)).lines().map(short).collect();
    if lines.len() > LINES {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            last.push_str(" …");
        }
    }
    lines
}

/// A middleware and what it lets through.
pub(super) fn guard(graph: &Graph<'_>, guard: &Guard<'_>) -> (String, String) {
    let note = match guard.known {
        None => "does not exist".to_owned(),
        Some(known) if known.external => "managed elsewhere".to_owned(),
        Some(known) if known.type_name == Some("in_flight_conn") => format!("{} per client", short(&known.detail)),
        Some(known) => short(&known.detail),
    };
    (name(graph, guard.name), note)
}

/// A service with its port, and its share of the connections.
/// The services of a router, each with its part of the connections.
pub(super) fn services<'s>(
    graph: &Graph<'_>,
    all: &'s [OutlinedService],
) -> impl Iterator<Item = (&'s OutlinedService, String, String)> {
    let sum = (all.len() > 1).then(|| all.iter().map(weight).sum());
    all.iter().map(move |one| {
        let whole = format!("{}:{}", one.service, one.port);
        (one, name(graph, &whole), sum.map(|sum| share(one, sum)).unwrap_or_default())
    })
}

fn weight(service: &OutlinedService) -> i128 {
    i128::from(service.weight.max(0))
}

/// `75 %`
fn share(one: &OutlinedService, sum: i128) -> String {
    match (100 * weight(one)).checked_div(sum).unwrap_or_default() {
        0 if weight(one) > 0 => "<1 %".to_owned(),
        _ => format!("{} %", (100 * weight(one) + sum / 2).checked_div(sum).unwrap_or_default()),
    }
}

/// `default/pg` is `pg` where everything is in `default`.
fn name(graph: &Graph<'_>, whole: &str) -> String {
    let own = graph.namespace.and_then(|namespace| whole.strip_prefix(namespace)?.strip_prefix('/'));
    line(own.unwrap_or(whole)).into_owned()
}
