use std::fmt::Write as _;

use super::rule::code;
use crate::analysis::reach::Reach;
use crate::editor::{Model, Occurrence, Role, Symbol, SymbolKind, rules};
use crate::escape::markdown as escaped;
use crate::report;
use crate::resource::{MiddlewareTcp, Object, Spec};
use crate::source::Text;

/// Rows of a table that a reader takes in at a glance.
const ROWS_AT_MOST: usize = 12;

/// Rules of a route that are told.
const RULES_AT_MOST: usize = 5;

/// With more routers than this, all connections are put into classes only on request.
const ROUTERS_AT_MOST: usize = 10_000;

/// What has this name.
pub(super) fn markdown(model: &Model, name: &Occurrence) -> String {
    let symbol = &name.symbol;
    let mut told = vec![format!("**{}** {}", symbol.kind.name(), code(&symbol.shown()))];
    match symbol.kind {
        SymbolKind::EntryPoint => told.extend(entry_point(model, &symbol.name)),
        SymbolKind::Object(kind) => match object(model, symbol) {
            None => told.push(format!("no {} of this name is declared in the state", kind.name())),
            Some(found) if found.external => {
                told.push("It exists elsewhere: what it contains is not known.".to_owned());
            }
            Some(found) => told.extend(contents(model, found)),
        },
    }
    told.join("\n\n")
}

fn object<'m>(model: &'m Model, symbol: &Symbol) -> Option<&'m Object> {
    let objects = model.compilation().resources.objects().iter();
    let mut objects = objects.filter(|object| SymbolKind::Object(object.kind()) == symbol.kind);
    objects.find(|object| {
        object.metadata.name.as_str() == symbol.name && object.metadata.namespace.as_str() == symbol.namespace
    })
}

fn entry_point(model: &Model, name: &str) -> Vec<String> {
    let compilation = model.compilation();
    let declared = compilation.desired.entry_points.iter().find(|one| one.key.as_str() == name);
    let port = match declared.map(|declared| declared.body.port.map(|port| port.value)) {
        Some(port) => port.map(|port| format!("Port {port}.")),
        None if compilation.desired.entry_points.is_empty() => {
            Some("Taken to exist: the state declares no entry points.".to_owned())
        }
        None => Some("The state does not declare it.".to_owned()),
    };
    let routers = match compilation.table.routers_on(name).count() {
        0 => "No router listens on it.".to_owned(),
        1 => "1 router listens on it.".to_owned(),
        routers => format!("{routers} routers listen on it."),
    };
    port.into_iter().chain([routers]).collect()
}

fn contents(model: &Model, object: &Object) -> Vec<String> {
    let mut told = match &object.spec {
        Spec::MiddlewareTcp(middleware) => self::middleware(middleware),
        Spec::IngressRouteTcp(_) => return route(model, object),
        other => serde_json::to_string_pretty(other).map(|json| format!("```json\n{json}\n```")).into_iter().collect(),
    };
    told.push(uses(model, object));
    told
}

/// How often an object is referred to.
fn uses(model: &Model, object: &Object) -> String {
    let symbol = Symbol {
        kind: SymbolKind::Object(object.kind()),
        namespace: object.metadata.namespace.value.clone(),
        name: object.metadata.name.value.clone(),
    };
    match model.names().of_symbol(&symbol).filter(|one| one.role == Role::Reference).count() {
        0 => "Nothing refers to it.".to_owned(),
        1 => "1 reference.".to_owned(),
        uses => format!("{uses} references."),
    }
}

fn middleware(middleware: &MiddlewareTcp) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(list) = middleware.ip_allow_list.as_ref().or(middleware.ip_white_list.as_ref()) {
        let ranges: &[Text] = &list.source_range;
        let shown: Vec<String> = ranges.iter().take(ROWS_AT_MOST).map(|range| code(range)).collect();
        let more = ranges.len().saturating_sub(ROWS_AT_MOST);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        told.push(format!("Admits clients from {}{more}.", shown.join(", ")));
    }
    if let Some(amount) = middleware.in_flight_conn.as_ref().and_then(|limit| limit.amount) {
        told.push(format!("Admits {} connections of each client address at a time.", amount.value));
    }
    told
}

fn route(model: &Model, object: &Object) -> Vec<String> {
    let own = rules::all(model).filter(|rule| std::ptr::eq(rule.object, object));
    let found: Vec<_> = own.take(RULES_AT_MOST + 1).collect();
    let mut told = Vec::new();
    for rule in found.iter().take(RULES_AT_MOST) {
        told.extend(super::rule::rule(rule));
        let shares: Vec<String> = rule.router.shares().map(|share| code(&share.to_string())).collect();
        if !shares.is_empty() {
            told.push(format!("Forwards to {}.", shares.join(", ")));
        }
    }
    if found.len() > RULES_AT_MOST {
        told.push("and more rules".to_owned());
    }
    if model.compilation().table.routers().len() <= ROUTERS_AT_MOST {
        told.push(who_reaches(model, object, ROWS_AT_MOST));
    }
    told
}

/// Who reaches a route, as a table of at most so many rows.
pub(in crate::editor) fn who_reaches(model: &Model, object: &Object, rows: usize) -> String {
    let reach = model.reach();
    let is_own = |name: &crate::routing::ObjectName| {
        name.namespace == object.metadata.namespace.value && name.name == object.metadata.name.value
    };
    let classes = reach
        .classes
        .iter()
        .filter(|class| class.fate.router.as_ref().is_some_and(is_own) || class.fate.ambiguous_with.iter().any(is_own));
    let own = Reach { classes: classes.cloned().collect(), left_out: Vec::new() };
    let mut text = "**Who reaches it**\n\n".to_owned();
    if own.classes.is_empty() {
        text += "nobody\n";
    } else {
        let table = report::reach::markdown(&own);
        let lines: Vec<&str> = table.lines().collect();
        let kept = lines.len().min(rows.saturating_add(2));
        for line in lines.iter().take(kept) {
            text += line;
            text.push('\n');
        }
        if lines.len() > kept {
            let _ = writeln!(text, "\nand {} more rows", lines.len() - kept);
        }
    }
    if !reach.left_out.is_empty() {
        let _ = writeln!(
            text,
            "\n{}: {} sets of connections",
            escaped(report::reach::TOO_MANY_CLASSES),
            reach.left_out.len()
        );
    }
    text
}
