use crate::check::edit::edits::item;
use crate::check::route::repeats::repeats;
use crate::check::view::reference::Reference;
use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};

/// A middleware that is listed twice in one chain.
pub static CODE: Code = Code {
    name: "repeated-middleware",
    severity: Severity::Advice,
    summary: "a rule lists a middleware twice",
    explanation: include_str!("repeated_middleware.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

/// Observed on 3.7.15: a repeated middleware is fine and does nothing.
fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let own = rule.object.metadata.namespace.as_str();
    repeats(
        &rule.rule.middlewares,
        |written| Reference::new(&written.name, written.namespace.as_ref(), own),
        |again, first| {
            let message = format!("middleware `{}` is named twice", again.name.as_str());
            diagnostics.push(
                Diagnostic::new(&CODE, again.name.span, message)
                    .related(first.name.span, "first named here")
                    .help("remove it, or name the middleware that was meant")
                    // Safe: the second one does nothing.
                    .fix(Fix::safe("remove it", item(context.sources, again.name.span), "")),
            );
        },
    );
}
