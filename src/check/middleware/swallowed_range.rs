use crate::check::edit::edits::item;
use crate::check::view::allow_list_view::AllowListView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};

/// A range that another one holds.
pub static CODE: Code = Code {
    name: "swallowed-range",
    severity: Severity::Advice,
    summary: "a source range is within another one of the same list",
    explanation: include_str!("swallowed_range.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::AllowList(check)] };

/// Networks are compared as `pkg/ip/checker.go` compares them.
fn check(context: &Context<'_>, list: &AllowListView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for nested in list.nested().into_iter().filter(|nested| !nested.same) {
        let (inner, outer) = (nested.inner, nested.outer);
        let message = format!("`{}` lies within `{}`", inner.as_str(), outer.as_str());
        diagnostics.push(
            Diagnostic::new(&CODE, inner.span, message)
                .related(outer.span, "this one holds it")
                .help("take it out; or take out the wide one, if the narrow one was meant")
                // Either of the two may be the one that is meant.
                .fix(Fix::offered("take it out", item(context.sources, inner.span), ""))
                .fix(Fix::offered("take out the wide one", item(context.sources, outer.span), "")),
        );
    }
}
