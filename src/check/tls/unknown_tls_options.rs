use crate::check::edit::suggestions::Suggestions;
use crate::check::view::notation::Notation;
use crate::check::view::phrases::{DECLARE_TLS_OPTIONS, OPTIONS};
use crate::check::view::reference::{Near, Reference, Referents, has_that_name, near};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Kind, ObjectReference};
use crate::routing::Referent;
use crate::routing::names::normalized;

/// TLS options that do not exist, or cannot be referred to.
pub static CODE: Code = Code {
    name: "unknown-tls-options",
    severity: Severity::Warning,
    summary: "a route refers to TLS options that Traefik does not find",
    explanation: include_str!("unknown_tls_options.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `buildTLSOptions` and `resolveReference` in `pkg/provider/kubernetes/crd/kubernetes.go`; the closing route is
/// `addTCPHandlers`' in `pkg/server/router/tcp/manager.go`, observed on 3.7.15.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let known = Referents::new(context, Kind::TlsOption, &context.tls_options);
    let mut suggestions = Suggestions::new();
    for rule in context.rules.iter().filter(|rule| rule.index == 0) {
        let Some(tls) = &rule.route.tls else { continue };
        let Some(options) = &tls.options else { continue };
        if rule.router.references.tls_options != Some(Referent::Missing) || context.may_be_unread(&options.name) {
            continue;
        }
        let own = rule.object.metadata.namespace.as_str();
        let reference = Reference::new(&options.name, options.namespace.as_ref(), own);
        let effect = if tls.passthrough.is_some_and(|passthrough| passthrough.value) {
            "Traefik ignores them where TLS is passed through"
        } else {
            "Traefik closes every connection that the route matches"
        };
        diagnostics.push(diagnostic(options, reference, effect, rule.notation(), &known, &mut suggestions));
    }
}

fn diagnostic(
    options: &ObjectReference,
    reference: Reference<'_>,
    effect: &str,
    notation: Notation,
    known: &Referents<'_>,
    suggestions: &mut Suggestions,
) -> Diagnostic {
    let found = |reason: &str| {
        Diagnostic::new(&CODE, options.name.span, format!("the TLS options `{reference}` {reason}: {effect}"))
    };
    let declare = notation.words(&DECLARE_TLS_OPTIONS);
    if matches!(reference, Reference::Object(wanted) if wanted.name == "default") {
        return found("cannot be referred to")
            .help(format!("leave {} out: the TLSOption named `default` applies by itself", notation.words(&OPTIONS)));
    }
    if let Some(object) = known.find(reference) {
        let name = object.object_ref();
        let looked_for = normalized(name.namespace, name.name);
        return found("cannot be referred to")
            .related(object.span, format!("Traefik looks for `{looked_for}`"))
            .help("rename them: letters, digits and single hyphens alone");
    }
    let Reference::Object(wanted) = reference else { return found("are not declared").help(declare) };
    let found = found("are not declared");
    match near(wanted, known.all(), suggestions) {
        Some(Near::Elsewhere(object)) => has_that_name(found, object),
        Some(Near::Similar(name)) => found.help(format!("did you mean `{name}`?")),
        None => found.help(declare),
    }
}
