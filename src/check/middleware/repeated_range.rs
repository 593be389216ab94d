use crate::check::edit::edits::item;
use crate::check::middleware::meant_range::is_network;
use crate::check::view::allow_list_view::AllowListView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};

/// A range that is listed twice.
pub static CODE: Code = Code {
    name: "repeated-range",
    severity: Severity::Advice,
    summary: "a source range is listed twice",
    explanation: include_str!("repeated_range.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::AllowList(check)] };

/// Networks are compared as `pkg/ip/checker.go` compares them.
fn check(context: &Context<'_>, list: &AllowListView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for nested in list.nested().into_iter().filter(|nested| nested.same) {
        let (inner, outer) = (nested.inner, nested.outer);
        let message = format!("`{}` is in this list already", inner.as_str());
        // Of `10.1.2.3/8` beside `10.0.0.0/8`, one address may be meant: both are needed to see it.
        let safe = is_network(inner) && is_network(outer);
        let fix = Fix::safe("remove it", item(context.sources, inner.span), "");
        diagnostics.push(
            Diagnostic::new(&CODE, inner.span, message)
                .related(outer.span, "first named here")
                .help("remove it, or name the range that was meant")
                .fix(Fix { safe, ..fix }),
        );
    }
}
