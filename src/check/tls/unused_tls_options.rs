use crate::check::view::notation::Notation;
use crate::check::view::phrases::OPTIONS_NAMED;
use crate::check::view::reference::{Reference, Referents};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::Kind;

/// TLS options that nothing refers to.
pub static CODE: Code = Code {
    name: "unused-tls-options",
    severity: Severity::Advice,
    summary: "TLS options are declared, but nothing refers to them",
    explanation: include_str!("unused_tls_options.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// In a state without routes others may refer to it.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !context.complete || context.rules.is_empty() || context.tls_options.is_empty() {
        return;
    }
    let known = Referents::new(context, Kind::TlsOption, &context.tls_options);
    let named = context.resources.routes().filter_map(|(object, route)| {
        let options = route.tls.as_ref()?.options.as_ref()?;
        Some(Reference::new(&options.name, options.namespace.as_ref(), object.metadata.namespace.as_str()))
    });
    // One called `default` holds without being named.
    let defaults = known.all().filter(|object| object.metadata.name.as_str() == "default");
    let references = named.chain(defaults.map(|object| Reference::Object(object.object_ref())));
    for object in known.unused(references) {
        let message = format!("nothing refers to `{}`", object.metadata.name.as_str());
        diagnostics.push(
            Diagnostic::new(&CODE, object.span, message)
                .help(format!("name them in a route: {}; or remove them", Notation::of(object).words(&OPTIONS_NAMED))),
        );
    }
}
