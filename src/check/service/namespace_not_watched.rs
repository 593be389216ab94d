use foldhash::HashSet;

use crate::check::service::left_out::left_out;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::Skip;
use crate::source::Text;

/// An object that Traefik does not see.
pub static CODE: Code = Code {
    name: "namespace-not-watched",
    severity: Severity::Warning,
    summary: "an object is in a namespace that Traefik does not watch",
    explanation: include_str!("namespace_not_watched.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `isWatchedNamespace` in `pkg/provider/kubernetes/crd/client.go`.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(namespaces) = context.desired.traefik.namespaces.as_ref().filter(|namespaces| !namespaces.is_empty())
    else {
        return;
    };
    let all: HashSet<&str> = namespaces.iter().map(Text::as_str).collect();
    let watched = |name: &str| all.contains(name);
    let mut report = |place, message: String| {
        diagnostics.push(
            Diagnostic::new(&CODE, place, message)
                .related(namespaces.span, "the namespaces that Traefik watches")
                .help("move it, or let Traefik watch the namespace as well"),
        );
    };
    for object in context.resources.objects().iter().filter(|object| !watched(&object.metadata.namespace)) {
        let name = object.metadata.namespace.as_str();
        report(object.span, format!("the namespace `{name}` is not watched: Traefik does not see this object"));
    }
    for found in left_out(context, Skip::NamespaceNotWatched) {
        let name = &found.skipped.service;
        let message = format!("the namespace of the Service `{name}` is not watched: {}", found.effect());
        report(found.service.name.span, message);
    }
}
