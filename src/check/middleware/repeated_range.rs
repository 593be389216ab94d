use crate::check::edit::edits::item;
use crate::check::view::allow_list_view::AllowListView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::source_range::SourceRange;

/// A range that stands twice.
pub static CODE: Code = Code {
    name: "repeated-range",
    severity: Severity::Warning,
    summary: "a source range stands twice in one list",
    explanation: include_str!("repeated_range.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::AllowList(check)] };

/// Networks are compared as `pkg/ip/checker.go` compares them.
fn check(context: &Context<'_>, list: &AllowListView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for nested in list.nested().into_iter().filter(|nested| nested.same) {
        let (inner, outer) = (nested.inner, nested.outer);
        let message = format!("`{}` stands in this list already", inner.as_str());
        // Of `10.1.2.3/8` beside `10.0.0.0/8`, one address may be meant: both are needed to see it.
        let is_network = |text: &str| SourceRange::parse(text).is_ok_and(|range| !range.has_host_bits());
        let safe = is_network(inner) && is_network(outer);
        let fix = Fix::safe("take it out", item(context.sources, inner.span), "");
        diagnostics.push(
            Diagnostic::new(&CODE, inner.span, message)
                .related(outer.span, "first named here")
                .help("take it out, or name the range that was meant")
                .fix(Fix { safe, ..fix }),
        );
    }
}
