use crate::check::view::notation::Notation;
use crate::check::view::phrases::{ANNOTATION_IS, INGRESS_CLASS_IS, SERVED_CLASS};
use crate::check::view::route_view::RouteView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::CLASS_ANNOTATION;
use crate::routing::Fault;
use crate::routing::provider::class;
use crate::source::Text;
use crate::traefik::change;

/// A route for another Traefik.
pub static CODE: Code = Code {
    name: "ingress-class-mismatch",
    severity: Severity::Warning,
    summary: "a route and Traefik have different ingress classes: the route is not served",
    explanation: include_str!("ingress_class_mismatch.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Route(check)] };

/// `getIngressClassName` and `shouldProcessIngress` in `pkg/provider/kubernetes/crd/kubernetes.go`.
fn check(context: &Context<'_>, view: &RouteView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(router) = context.routers_of(view).next() else { return };
    let fault = router.faults.iter().find(|fault| matches!(fault, Fault::OtherIngressClass { .. }));
    let Some(Fault::OtherIngressClass { class: name }) = fault else { return };
    let served = context.desired.traefik.ingress_class_name.as_ref().filter(|class| !class.is_empty());
    let theirs = match served {
        Some(served) => format!("Traefik serves those of `{}` alone", served.as_str()),
        None => "Traefik serves those without a class, and `traefik`, unless it is given a class".to_owned(),
    };
    let message = match name.as_str() {
        "" => format!("this route has no ingress class, and {theirs}"),
        name => format!("this route has the ingress class `{name}`, and {theirs}"),
    };
    let class = class(view.object, view.route, context.table.changes());
    let mut found = Diagnostic::new(&CODE, class.map_or(view.object.span, |class| class.span), message);
    if let Some(served) = served {
        found = found.related(served.span, "the class of this state's Traefik");
    }
    let notation = Notation::of(view.object);
    let has_field = context.table.changes().has(&change::INGRESS_CLASS_FIELD);
    diagnostics.push(match (served.map(Text::as_str), has_field) {
        (None, _) => found.help(format!(
            "leave the class of the route out; or, where Traefik has it, {}",
            notation.with(&SERVED_CLASS, &[name])
        )),
        (Some(served), true) => found.help(format!("write {}", notation.with(&INGRESS_CLASS_IS, &[served]))),
        (Some(served), false) => {
            found.help(format!("write {}", notation.with(&ANNOTATION_IS, &[CLASS_ANNOTATION, served])))
        }
    });
}
