use crate::check::edit::suggestions::Suggestions;
use crate::check::{Check, Context, Run};
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::ObjectRef;
use crate::source::Text;

/// Addresses of a service that nothing forwards to.
pub static CODE: Code = Code {
    name: "unknown-backend-service",
    severity: Severity::Advice,
    summary: "there are addresses for a service that no route uses",
    explanation: include_str!("unknown_backend_service.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// A state without routes keeps addresses for others.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if context.desired.services.is_empty() || context.rules.is_empty() || !context.complete {
        return;
    }
    let used = used(context);
    let mut suggestions = Suggestions::new();
    for entry in context.desired.services.iter().filter(|entry| entry.body.addresses.is_some()) {
        let file = context.desired.settings(entry.key.span).and_then(|file| file.namespace.as_ref());
        let (namespace, rest) =
            entry.key.split_once('/').unwrap_or((file.map_or("default", Text::as_str), entry.key.as_str()));
        let (name, port) = rest.split_once(':').map_or((rest, None), |(name, port)| (name, Some(port)));
        let ports = used.get(&ObjectRef { namespace, name });
        if ports.is_some_and(|ports| port.is_none_or(|port| ports.contains(port))) {
            continue;
        }
        let found = Diagnostic::new(&CODE, entry.key.span, format!("no route forwards to `{namespace}/{rest}`"));
        let here = used.keys().filter(|service| service.namespace == namespace).map(|service| service.name);
        diagnostics.push(match (ports, suggestions.closest(name, here)) {
            (Some(ports), _) => {
                let ports: Vec<&str> = ports.iter().map(String::as_str).collect();
                found.help(format!("routes forward to its port {}", ports.join(", ")))
            }
            (None, Some(near)) => found.help(format!("did you mean `{near}`?")),
            (None, None) => found.help("name the service as the routes do: `name`, `namespace/name` or `name:port`"),
        });
    }
}

/// The services that routes forward to, by namespace and name, with their ports.
fn used<'a>(context: &'a Context<'_>) -> BTreeMap<ObjectRef<'a>, BTreeSet<String>> {
    let mut used: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for rule in &context.rules {
        for service in &rule.rule.services {
            let namespace = service.namespace.as_ref().filter(|namespace| !namespace.is_empty());
            let namespace = namespace.unwrap_or(&rule.object.metadata.namespace).as_str();
            let name = ObjectRef { namespace, name: service.name.as_str() };
            used.entry(name).or_default().insert(service.port.to_string());
        }
    }
    used
}
