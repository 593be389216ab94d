use crate::check::view::route_view::RouteView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::Fault;

/// An object of Traefik v2's API group for Traefik v3.
pub static CODE: Code = Code {
    name: "old-api-group",
    severity: Severity::Warning,
    summary: "an object is of `traefik.containo.us/v1alpha1`: Traefik v3 ignores it",
    explanation: include_str!("old_api_group.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Route(check)] };

/// Traefik v3 registers `traefik.io/v1alpha1` alone (`pkg/provider/kubernetes/crd/traefikio/v1alpha1/register.go`).
fn check(context: &Context<'_>, view: &RouteView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let is_old = context.routers_of(view).any(|router| router.faults.contains(&Fault::OtherApiGroup));
    if is_old {
        let message =
            "this route is of `traefik.containo.us/v1alpha1`, and Traefik v3 ignores that group: it serves nothing";
        diagnostics.push(Diagnostic::new(&CODE, view.object.span, message).help(
            "write `apiVersion: traefik.io/v1alpha1`, or make a state file of it with `tcpgen import`; for Traefik v2, name the \
             version in a state file beside the manifests: `version = \"v2\"` under `[traefik]`",
        ));
    }
}
