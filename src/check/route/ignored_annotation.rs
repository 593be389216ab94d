use crate::check::view::notation::Notation;
use crate::check::view::phrases::Phrase;
use crate::check::{Check, Context, RouteView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// An annotation of an Ingress on an IngressRouteTCP.
pub static CODE: Code = Code {
    name: "ignored-annotation",
    severity: Severity::Warning,
    summary: "a route has an annotation that Traefik reads of an Ingress only",
    explanation: include_str!("ignored_annotation.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Route(check)] };

/// `pkg/provider/kubernetes/ingress/annotations.go`; the CRD provider reads the ingress class alone.
const OF_INGRESSES: &str = "traefik.ingress.kubernetes.io/";

/// What says the same of an IngressRouteTCP.
const INSTEAD: [(&str, Phrase); 5] = [
    (
        "router.entrypoints",
        Phrase { state_file: "`entry_points = [\"postgresql\"]`", manifest: "`spec.entryPoints: [postgresql]`" },
    ),
    (
        "router.middlewares",
        Phrase {
            state_file: "`middlewares = [\"office\"]`",
            manifest: "`spec.routes[].middlewares: [{ name: office }]`",
        },
    ),
    ("router.priority", Phrase { state_file: "`priority = 10`", manifest: "`spec.routes[].priority: 10`" }),
    ("router.tls", Phrase { state_file: "`tls = {}`", manifest: "`spec.tls: {}`" }),
    (
        "service.nativelb",
        Phrase { state_file: "`native_lb = true`", manifest: "`spec.routes[].services[].nativeLB: true`" },
    ),
];

fn check(_: &Context<'_>, route: &RouteView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (key, value) in route.object.metadata.annotations.iter() {
        let Some(name) = key.strip_prefix(OF_INGRESSES) else { continue };
        let place = if key.span.is_nowhere() { value.span } else { key.span };
        let message = format!("the annotation `{}` is for an Ingress: Traefik ignores it here", key.as_str());
        let instead = INSTEAD.iter().find(|(known, _)| name.starts_with(known));
        let help = match instead {
            Some((_, phrase)) => format!("write {}", Notation::of(route.object).words(phrase)),
            None => "remove it".to_owned(),
        };
        diagnostics.push(Diagnostic::new(&CODE, place, message).help(help));
    }
}
