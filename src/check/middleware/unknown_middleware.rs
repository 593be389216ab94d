use crate::check::edit::suggestions::{Suggestions, did_you_mean};
use crate::check::view::phrases::DECLARE_MIDDLEWARE;
use crate::check::view::reference::{Near, Reference, Referents, has_that_name, near};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Kind, MiddlewareRef};
use crate::routing::Referent;

/// A middleware that does not exist.
pub static CODE: Code = Code {
    name: "unknown-middleware",
    severity: Severity::Warning,
    summary: "a route refers to a middleware that is not declared",
    explanation: include_str!("unknown_middleware.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `BuildChain` in `pkg/server/middleware/tcp/middlewares.go`; observed on 3.7.15. References that Traefik refuses to
/// follow are `cross-namespace-reference`'s.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let known = Referents::new(context, Kind::MiddlewareTcp, &context.middlewares);
    let mut suggestions = Suggestions::new();
    for rule in &context.rules {
        let own = rule.object.metadata.namespace.as_str();
        for (written, referent) in rule.rule.middlewares.iter().zip(&rule.router.references.middlewares) {
            if *referent == Referent::Missing && !context.may_be_unread(&written.name) {
                let reference = Reference::new(&written.name, written.namespace.as_ref(), own);
                let declare = rule.notation().words(&DECLARE_MIDDLEWARE);
                diagnostics.push(diagnostic(written, reference, declare, &known, &mut suggestions));
            }
        }
    }
}

fn diagnostic(
    written: &MiddlewareRef,
    reference: Reference<'_>,
    declare: String,
    known: &Referents<'_>,
    suggestions: &mut Suggestions,
) -> Diagnostic {
    let place = written.name.span;
    let message = format!(
        "middleware `{reference}` is not declared: Traefik disables the router, and its connections go to the next one \
         that matches"
    );
    let found = Diagnostic::new(&CODE, place, message);
    let Reference::Object(wanted) = reference else {
        return found.help(declare);
    };
    match near(wanted, known.all(), suggestions) {
        Some(Near::Elsewhere(object)) => has_that_name(found, object),
        Some(Near::Similar(name)) => {
            let full = written.namespace.as_ref().map_or(name.to_owned(), |space| format!("{}/{name}", space.as_str()));
            did_you_mean(found, place, &full)
        }
        None => found.help(declare),
    }
}
