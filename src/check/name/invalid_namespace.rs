use crate::check::{Check, Context, Run};
use foldhash::{HashSet, HashSetExt as _};

use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::resource::kubernetes_name::{is_label, tidied};
use crate::source::Text;

/// A namespace that cannot exist.
pub static CODE: Code = Code {
    name: "invalid-namespace",
    severity: Severity::Error,
    summary: "no namespace can have this name",
    explanation: include_str!("invalid_namespace.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `ValidateNamespaceName` in `k8s.io/apimachinery/pkg/api/validation/generic.go`. A file's `namespace` is reported
/// once, however many entries it holds for.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::new();
    let of_files = context.desired.files.iter().filter_map(|file| file.namespace.as_ref());
    let of_objects = context.resources.objects().iter().map(|object| &object.metadata.namespace);
    for namespace in of_files.chain(of_objects).filter(|namespace| !is_label(namespace)) {
        if seen.insert(namespace.span) {
            diagnostics.push(diagnostic(context, namespace));
        }
    }
}

fn diagnostic(context: &Context<'_>, namespace: &Text) -> Diagnostic {
    let message = format!("no namespace can be called `{}`", namespace.as_str());
    let found = Diagnostic::new(&CODE, namespace.span, message)
        .help("use lower-case letters, digits and `-`, with a letter or digit at both ends, at most 63 characters");
    let written = context.sources.slice(namespace.span);
    match tidied(namespace) {
        Some(tidy) if written.trim_matches(['"', '\'']) == namespace.as_str() => {
            found.fix(Fix::offered(format!("write `{tidy}`"), namespace.span, format!("\"{tidy}\"")))
        }
        _ => found,
    }
}
