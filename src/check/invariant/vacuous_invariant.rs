use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt as _};

use crate::analysis::invariant::{Demand, Proof};
use crate::analysis::reach::ServiceName;
use crate::check::edit::suggestions::{Suggestions, did_you_mean};
use crate::check::{Check, Context};
use crate::diagnostic::{Code, Diagnostic, Severity};
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
pub(super) fn diagnostic(routed: &mut RoutedServices<'_>, stated: &Stated<'_>, proof: &Proof) -> Vec<Diagnostic> {
    let name = stated.key.as_str();
    if proof.set_is_empty && stated.invariant.demand != Demand::Only {
        let message = format!("invariant `{name}` is about no connection: its set is empty");
        return vec![Diagnostic::new(&CODE, stated.demand, message).help("remove a key of the set")];
    }
    let written = stated.written.to.iter().flat_map(|names| &names.items);
    let named = stated.invariant.to.iter().flatten().zip(written);
    let unrouted: Vec<_> = named.filter(|(service, _)| !routed.has(service)).map(|(_, text)| text).collect();
    unrouted.into_iter().map(|text| routed.missing(name, text)).collect()
}

/// The services that routes list, served or not, by their names.
pub(super) struct RoutedServices<'a> {
    by_name: HashMap<&'a str, BTreeSet<(&'a str, String)>>,
    suggestions: Suggestions,
}

impl<'a> RoutedServices<'a> {
    pub fn new(context: &'a Context<'a>) -> Self {
        let mut by_name: HashMap<&str, BTreeSet<(&str, String)>> = HashMap::new();
        for (namespace, name, port) in listed(context) {
            by_name.entry(name).or_default().insert((namespace, port));
        }
        Self { by_name, suggestions: Suggestions::new() }
    }

    fn has(&self, service: &ServiceName) -> bool {
        let mut same = self.by_name.get(service.name()).into_iter().flatten();
        same.any(|(namespace, port)| service.has_parts(namespace, service.name(), port))
    }

    fn missing(&mut self, invariant: &str, service: &Text) -> Diagnostic {
        let message = format!("invariant `{invariant}` is about `{}`, to which no route leads", service.as_str());
        let found = Diagnostic::new(&CODE, service.span, message);
        // In the form in which the name is written.
        let form = |name: &str, namespace: &str, port: &str| {
            let namespace = if service.contains('/') { format!("{namespace}/") } else { String::new() };
            let port = if service.contains(':') { format!(":{port}") } else { String::new() };
            format!("{namespace}{name}{port}")
        };
        let all = self.by_name.iter().flat_map(|(name, places)| places.iter().map(move |place| (*name, place)));
        let mut known: Vec<(&str, &(&str, String))> =
            if self.suggestions.is_used_up() { Vec::new() } else { all.collect() };
        known.sort_unstable();
        let known: Vec<String> =
            known.into_iter().map(|(name, (namespace, port))| form(name, namespace, port)).collect();
        match self.suggestions.closest(service, known.iter().map(String::as_str)) {
            Some(near) => did_you_mean(found, service.span, near),
            None => found.help("it holds until a route leads there; correct the name if that is not meant"),
        }
    }
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
