use super::Context;
use super::route_view::RouteView;
use crate::TraefikVersion;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Text;

/// A route for another Traefik.
pub static CODE: Code = Code {
    name: "ingress-class-mismatch",
    severity: Severity::Warning,
    summary: "a route has another ingress class than the Traefik of the state: it is not served",
    explanation: include_str!("ingress_class_mismatch.md"),
};

const ANNOTATION: &str = "kubernetes.io/ingress.class";

/// `getIngressClassName` and `shouldProcessIngress` in `pkg/provider/kubernetes/crd/kubernetes.go`. The check runs when the
/// state says what class its Traefik has.
pub(super) fn check(context: &Context<'_>, view: &RouteView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(served) = context.desired.traefik.ingress_class_name.as_ref() else { return };
    let has_field = context.version >= TraefikVersion::new(3, 7);
    let field = view.route.ingress_class_name.as_ref().filter(|_| has_field);
    let annotation = || view.object.metadata.annotations.get(ANNOTATION);
    let class = field.or_else(annotation);
    let name = class.map_or("", Text::as_str);
    if name == served.as_str() || (served.is_empty() && name == "traefik") {
        return;
    }
    let message = match name {
        "" => format!("this route has no ingress class, and Traefik serves those of `{}` alone", served.as_str()),
        _ => format!(
            "this route has the ingress class `{name}`, and Traefik serves those of `{}` alone",
            served.as_str()
        ),
    };
    let found = Diagnostic::new(&CODE, class.map_or(view.object.span, |class| class.span), message)
        .related(served.span, "the class of this state's Traefik");
    diagnostics.push(match (served.as_str(), has_field) {
        ("", _) => found.help("leave the class of the route out"),
        (served, true) => found.help(format!("write `ingress_class_name = \"{served}\"`")),
        (served, false) => found.help(format!("write `annotations = {{ \"{ANNOTATION}\" = \"{served}\" }}`")),
    });
}
