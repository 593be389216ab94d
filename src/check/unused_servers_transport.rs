use std::collections::HashSet;

use super::Context;
use super::reference::{Reference, Referents};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Kind, Object};

/// A servers transport that nothing refers to.
pub static CODE: Code = Code {
    name: "unused-servers-transport",
    severity: Severity::Warning,
    summary: "a servers transport is declared, and nothing refers to it",
    explanation: include_str!("unused_servers_transport.md"),
};

/// In a state without routes others may refer to it.
pub(super) fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !context.complete || context.rules.is_empty() || context.servers_transports.is_empty() {
        return;
    }
    let known = Referents::new(context, Kind::ServersTransportTcp, &context.servers_transports);
    let mut used: HashSet<*const Object> = HashSet::with_capacity(context.servers_transports.len());
    for rule in &context.rules {
        let own = rule.object.metadata.namespace.as_str();
        for name in rule.rule.services.iter().filter_map(|service| service.servers_transport.as_ref()) {
            used.extend(known.find(Reference::new(name, None, own)).map(std::ptr::from_ref));
        }
    }
    let is_used = |object: &Object| {
        known
            .find(Reference::Object(object.object_ref()))
            .is_some_and(|first| used.contains(&std::ptr::from_ref(first)))
    };
    for object in known.all().filter(|object| !object.external && !is_used(object)) {
        let message = format!("nothing refers to `{}`", object.metadata.name.as_str());
        diagnostics.push(
            Diagnostic::new(&CODE, object.span, message)
                .help("name it in a service: `servers_transport = ...`; or take it out"),
        );
    }
}
