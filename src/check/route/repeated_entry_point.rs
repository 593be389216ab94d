use crate::check::edit::edits::item;
use crate::check::route::repeats::repeats;
use crate::check::view::route_view::RouteView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::source::Text;

/// An entry point that is listed twice.
pub static CODE: Code = Code {
    name: "repeated-entry-point",
    severity: Severity::Advice,
    summary: "a route lists an entry point twice",
    explanation: include_str!("repeated_entry_point.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Route(check)] };

/// Observed on 3.7.15: the router is served once.
fn check(context: &Context<'_>, view: &RouteView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    repeats(&view.route.entry_points, Text::as_str, |again, first| {
        let message = format!("entry point `{}` is named twice", again.as_str());
        diagnostics.push(
            Diagnostic::new(&CODE, again.span, message)
                .related(first.span, "first named here")
                .help("remove it, or name the entry point that was meant")
                // Safe: Traefik listens there once.
                .fix(Fix::safe("remove it", item(context.sources, again.span), "")),
        );
    });
}
