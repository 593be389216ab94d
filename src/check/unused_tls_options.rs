use std::collections::HashSet;

use super::Context;
use super::reference::{Reference, Referents};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Kind, Object};

/// TLS options that nothing refers to.
pub static CODE: Code = Code {
    name: "unused-tls-options",
    severity: Severity::Warning,
    summary: "TLS options are declared, and nothing refers to them",
    explanation: include_str!("unused_tls_options.md"),
};

/// In a state without routes others may refer to it.
pub(super) fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !context.complete || context.rules.is_empty() || context.tls_options.is_empty() {
        return;
    }
    let known = Referents::new(context, Kind::TlsOption, &context.tls_options);
    let mut used: HashSet<*const Object> = HashSet::with_capacity(context.tls_options.len());
    used.extend(known.all().filter(|object| object.metadata.name.as_str() == "default").map(std::ptr::from_ref));
    for (object, route) in context.resources.routes() {
        let Some(options) = route.tls.as_ref().and_then(|tls| tls.options.as_ref()) else { continue };
        let own = object.metadata.namespace.as_str();
        used.extend(known.find(Reference::new(&options.name, options.namespace.as_ref(), own)).map(std::ptr::from_ref));
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
                .help("name them in a route: `tls = { options = ... }`; or take them out"),
        );
    }
}
