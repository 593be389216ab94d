use crate::check::{Check, Context, Run};
use foldhash::{HashMap, HashMapExt as _};

use crate::desired::{EntryPoint, Named};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Span;

/// Entry points that conflict with each other.
pub static CODE: Code = Code {
    name: "duplicate-entry-point",
    severity: Severity::Error,
    summary: "two entry points share a name or a port",
    explanation: include_str!("duplicate_entry_point.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// Each entry point against the ones before it.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let count = context.desired.entry_points.len();
    let mut names: HashMap<&str, &Named<EntryPoint>> = HashMap::with_capacity(count);
    let mut ports: HashMap<i64, &Named<EntryPoint>> = HashMap::with_capacity(count);
    let mut exposed: HashMap<i64, &Named<EntryPoint>> = HashMap::with_capacity(count);
    for entry in &context.desired.entry_points {
        let known = *names.entry(entry.key.as_str()).or_insert(entry);
        if !std::ptr::eq(known, entry) {
            if !same(&known.body, &entry.body) {
                let message = format!("entry point `{}` is declared in two ways", entry.key.as_str());
                diagnostics.push(clash(entry.key.span, message, known, "keep one of the two"));
            }
            continue;
        }
        let Some(port) = entry.body.port else { continue };
        let first = *ports.entry(port.value).or_insert(entry);
        if !std::ptr::eq(first, entry) {
            let message = format!("port {} is taken by entry point `{}`", port.value, first.key.as_str());
            diagnostics.push(clash(port.span, message, first, "give each entry point a port of its own"));
            continue;
        }
        if entry.body.expose.is_some_and(|expose| !expose.value) {
            continue;
        }
        let shown = entry.body.exposed_port.unwrap_or(port);
        let first = *exposed.entry(shown.value).or_insert(entry);
        if !std::ptr::eq(first, entry) {
            let message = format!("port {} is already exposed for entry point `{}`", shown.value, first.key.as_str());
            diagnostics.push(clash(shown.span, message, first, "give one of them another `exposed_port`"));
        }
    }
}

fn clash(place: Span, message: String, first: &Named<EntryPoint>, help: &str) -> Diagnostic {
    Diagnostic::new(&CODE, place, message).related(first.key.span, "declared here").help(help)
}

/// Whether both say the same, wherever they stand.
fn same(one: &EntryPoint, other: &EntryPoint) -> bool {
    one.port == other.port
        && one.exposed_port == other.exposed_port
        && one.expose == other.expose
        && one.http_hosts == other.http_hosts
}
