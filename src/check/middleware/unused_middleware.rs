use crate::check::view::notation::Notation;
use crate::check::view::phrases::MIDDLEWARES;
use crate::check::view::reference::{Reference, Referents};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::Kind;

/// A middleware that nothing refers to.
pub static CODE: Code = Code {
    name: "unused-middleware",
    severity: Severity::Advice,
    summary: "a middleware is declared, but nothing refers to it",
    explanation: include_str!("unused_middleware.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// In a state without routes others may refer to it.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !context.complete || context.rules.is_empty() || context.middlewares.is_empty() {
        return;
    }
    let known = Referents::new(context, Kind::MiddlewareTcp, &context.middlewares);
    let references = context.rules.iter().flat_map(|rule| {
        let own = rule.object.metadata.namespace.as_str();
        rule.rule.middlewares.iter().map(|written| Reference::new(&written.name, written.namespace.as_ref(), own))
    });
    for object in known.unused(references) {
        let message = format!("nothing refers to `{}`", object.metadata.name.as_str());
        diagnostics.push(
            Diagnostic::new(&CODE, object.span, message)
                .help(format!("name it in a route: {}; or remove it", Notation::of(object).words(&MIDDLEWARES))),
        );
    }
}
