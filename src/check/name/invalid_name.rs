use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::resource::Object;
use crate::resource::kubernetes_name::{is_subdomain, tidied};

/// A name that the API server refuses.
pub static CODE: Code = Code {
    name: "invalid-name",
    severity: Severity::Error,
    summary: "an object cannot have this name",
    explanation: include_str!("invalid_name.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Object(check)] };

/// `NameIsDNSSubdomain` in `k8s.io/apimachinery/pkg/api/validation/generic.go`, for every custom resource.
fn check(context: &Context<'_>, object: &Object, diagnostics: &mut Vec<Diagnostic>) {
    let name = &object.metadata.name;
    if is_subdomain(name) {
        return;
    }
    let found = Diagnostic::new(
        &CODE,
        name.span,
        format!("`{}` is not a valid name for a Kubernetes object", name.as_str()),
    )
    .help("use lower-case letters, digits, `-` and `.`, with a letter or digit at both ends, at most 253 characters");
    let key = context.sources.slice(name.span);
    diagnostics.push(match tidied(name) {
        Some(tidy) if !key.contains('/') => found.fix(Fix::offered(format!("rename to `{tidy}`"), name.span, tidy)),
        _ => found,
    });
}
