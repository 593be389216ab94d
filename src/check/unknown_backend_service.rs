use std::collections::BTreeSet;

use super::Context;
use super::suggestions::Suggestions;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::ObjectRef;
use crate::source::Text;

/// Addresses of a service that nothing forwards to.
pub static CODE: Code = Code {
    name: "unknown-backend-service",
    severity: Severity::Warning,
    summary: "addresses are said for a service that no route uses",
    explanation: include_str!("unknown_backend_service.md"),
};

/// A state without routes keeps addresses for others.
pub(super) fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if context.desired.services.is_empty() || context.rules.is_empty() || !context.complete {
        return;
    }
    let used = used(context);
    let mut suggestions = Suggestions::new();
    for entry in &context.desired.services {
        let file = context.desired.settings(entry.key.span).and_then(|file| file.namespace.as_ref());
        let (namespace, rest) =
            entry.key.split_once('/').unwrap_or((file.map_or("default", Text::as_str), entry.key.as_str()));
        let name = rest.split_once(':').map_or(rest, |(name, _)| name);
        if used.contains(&ObjectRef { namespace, name }) {
            continue;
        }
        let message = format!("no route forwards to the service `{namespace}/{name}`");
        let found = Diagnostic::new(&CODE, entry.key.span, message);
        let here = used.iter().filter(|service| service.namespace == namespace).map(|service| service.name);
        diagnostics.push(match suggestions.closest(name, here) {
            Some(near) => found.help(format!("did you mean `{near}`?")),
            None => found.help("name the service as the routes do: `name`, or `namespace/name`"),
        });
    }
}

/// The services that routes forward to, each once, by namespace and name.
fn used<'a>(context: &'a Context<'_>) -> BTreeSet<ObjectRef<'a>> {
    let services = context.rules.iter().flat_map(|rule| rule.rule.services.iter().map(move |service| (rule, service)));
    let named = services.map(|(rule, service)| {
        let namespace = service.namespace.as_ref().filter(|namespace| !namespace.is_empty());
        let namespace = namespace.unwrap_or(&rule.object.metadata.namespace).as_str();
        ObjectRef { namespace, name: service.name.as_str() }
    });
    named.collect()
}
