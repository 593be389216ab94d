use crate::analysis::invariant::{Demand, Proof};
use crate::analysis::reach::ServiceName;
use crate::check::edit::suggestions::did_you_mean;
use crate::check::{Check, Context};
use crate::diagnostic::{Code, Diagnostic, Severity, closest};
use crate::invariant::Stated;
use crate::source::Text;

/// An invariant that holds whatever the routes do.
pub static CODE: Code = Code {
    name: "vacuous-invariant",
    severity: Severity::Warning,
    summary: "an invariant is about nothing: it holds whatever the routes do",
    explanation: include_str!("vacuous_invariant.md"),
};

/// Where it looks: `broken-invariant` proves all of them.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[] };

/// What of an invariant that holds is about nothing.
pub(super) fn diagnostic(context: &Context<'_>, stated: &Stated<'_>, proof: &Proof) -> Vec<Diagnostic> {
    let name = stated.key.as_str();
    if proof.set_is_empty && stated.invariant.demand != Demand::Only {
        let message = format!("invariant `{name}` is about no connection: its set is empty");
        return vec![Diagnostic::new(&CODE, stated.demand, message).help("remove a key of the set")];
    }
    let written = stated.written.to.iter().flat_map(|names| &names.items);
    let named = stated.invariant.to.iter().flatten().zip(written);
    named.filter(|(service, _)| !is_routed(context, service)).map(|(_, text)| unrouted(context, name, text)).collect()
}

/// Whether a route lists the service, served or not.
fn is_routed(context: &Context<'_>, service: &ServiceName) -> bool {
    listed(context).any(|(namespace, name, port)| service.has_parts(namespace, name, &port))
}

/// The services that routes list: namespace, name, port.
fn listed<'a>(context: &'a Context<'_>) -> impl Iterator<Item = (&'a str, &'a str, String)> {
    context.rules.iter().flat_map(|rule| {
        let own = rule.object.metadata.namespace.as_str();
        rule.rule.services.iter().map(move |service| {
            let namespace = service.namespace.as_ref().map_or(own, Text::as_str);
            (namespace, service.name.as_str(), service.port.to_string())
        })
    })
}

fn unrouted(context: &Context<'_>, invariant: &str, service: &Text) -> Diagnostic {
    let message = format!("invariant `{invariant}` is about `{}`, to which no route leads", service.as_str());
    let found = Diagnostic::new(&CODE, service.span, message);
    // In the form in which the name is written.
    let form = |(namespace, name, port): (&str, &str, String)| {
        let namespace = if service.contains('/') { format!("{namespace}/") } else { String::new() };
        let port = if service.contains(':') { format!(":{port}") } else { String::new() };
        format!("{namespace}{name}{port}")
    };
    let known: std::collections::BTreeSet<String> = listed(context).map(form).collect();
    match closest(service, known.iter().map(String::as_str)) {
        Some(near) => did_you_mean(found, service.span, near),
        None => found.help("it holds until a route leads there; correct the name if that is not meant"),
    }
}
