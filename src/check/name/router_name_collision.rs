use std::cell::LazyCell;

use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Kind, ObjectRef};
use crate::routing::Fault;
use crate::source::Span;

/// Two routers of one generated name.
pub static CODE: Code = Code {
    name: "router-name-collision",
    severity: Severity::Warning,
    summary: "two routes of different namespaces get the same router name: Traefik serves one of them",
    explanation: include_str!("router_name_collision.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `makeServiceKey` and `makeID` in `pkg/provider/kubernetes/crd/kubernetes.go`.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let routes = LazyCell::new(|| context.resources.index(Kind::IngressRouteTcp));
    for rule in &context.rules {
        let other = rule.router.faults.iter().find_map(|fault| match fault {
            Fault::RepeatedRule { object, .. } if *object != rule.router.object => Some(object),
            _ => None,
        });
        let Some(other) = other else { continue };
        let name = rule.object.object_ref();
        let kept = routes.get(&ObjectRef { namespace: &other.namespace, name: &other.name });
        let message =
            format!("to Traefik `{name}` and `{other}` are one router: their rules and joined names are the same");
        diagnostics.push(
            Diagnostic::new(&CODE, rule.object.span, message)
                .related(kept.map_or(Span::NOWHERE, |kept| kept.span), "the other one")
                .help("rename one of the two; hyphens do not separate namespace and name"),
        );
    }
}
