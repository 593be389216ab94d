use crate::check::edit::edits::item;
use crate::check::view::allow_list_view::AllowListView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::source::Text;

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
        let removal =
            |range: &Text| Fix::offered(format!("remove `{}`", range.as_str()), item(context.sources, range.span), "");
        diagnostics.push(
            Diagnostic::new(&CODE, inner.span, message)
                .related(outer.span, "this range contains it")
                .help("remove it, which changes nothing; or remove the wide one, if the narrow one was meant")
                // Either of the two may be the one that is meant.
                .fix(removal(inner))
                .fix(removal(outer)),
        );
    }
}
