use crate::check::view::notation::Notation;
use crate::check::view::phrases::ENTRY_POINTS;
use crate::check::view::route_view::RouteView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A route that names no entry points.
pub static CODE: Code = Code {
    name: "missing-entry-points",
    severity: Severity::Warning,
    summary: "a route names no entry point: Traefik attaches it to every default one",
    explanation: include_str!("missing_entry_points.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Route(check)] };

/// `mergeConfiguration` in `pkg/server/aggregator.go`; observed on 3.7.15.
fn check(context: &Context<'_>, view: &RouteView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !view.route.entry_points.is_empty() || !view.object.whole {
        return;
    }
    let empty_list = view.written.and_then(|route| route.entry_points.as_ref()).map(|list| list.span);
    let name = view.object.metadata.name.as_str();
    diagnostics.push(
        Diagnostic::new(
            &CODE,
            empty_list.unwrap_or(view.object.span),
            format!("`{name}` names no entry point: Traefik attaches it to every default one{}", defaults(context)),
        )
        .help(format!("name those that are meant: {}", Notation::of(view.object).with(&ENTRY_POINTS, &["postgresql"]))),
    );
}

/// Those that are known by their `as_default`.
fn defaults(context: &Context<'_>) -> String {
    let entry_points = context.desired.entry_points.iter();
    let marked = entry_points.filter(|entry| entry.body.as_default.is_some_and(|default| default.value));
    let names: Vec<String> = marked.map(|entry| format!("`{}`", entry.key.as_str())).collect();
    if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) }
}
