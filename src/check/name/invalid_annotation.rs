use crate::check::view::context::{commons, of_manifests};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::kubernetes_name::is_qualified_name;

/// An annotation that the API server refuses.
pub static CODE: Code = Code {
    name: "invalid-annotation",
    severity: Severity::Error,
    summary: "Kubernetes does not accept an annotation",
    explanation: include_str!("invalid_annotation.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// Bytes of all keys and values of an object together.
const AT_MOST: usize = 256 * 1024;

/// `ValidateAnnotations` in `k8s.io/apimachinery/pkg/api/validation/objectmeta.go`: keys are looked at in lower case.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let of_entries = commons(context.desired).filter_map(|common| common.annotations.as_deref());
    let of_files = context.desired.files.iter().map(|file| file.annotations.as_slice());
    let of_manifests = of_manifests(context.resources).flat_map(|object| object.metadata.annotations.iter());
    let all = of_files.chain(of_entries).flatten().map(|(key, value)| (key, value)).chain(of_manifests);
    for (key, _) in all.filter(|(key, _)| !is_qualified_name(key) && !is_qualified_name(&key.to_lowercase())) {
        let message = format!("`{}` is not a valid annotation key", key.as_str());
        diagnostics.push(Diagnostic::new(&CODE, key.span, message).help(
            "a key is `name` or `domain/name`: letters, digits, `-`, `_` and `.`, at most 63 characters in the name",
        ));
    }
    for object in context.resources.objects() {
        let size: usize = object.metadata.annotations.iter().map(|(key, value)| key.len() + value.len()).sum();
        if size > AT_MOST {
            let message = format!("the annotations take {size} bytes; Kubernetes takes {AT_MOST} an object");
            diagnostics.push(Diagnostic::new(&CODE, object.span, message).help("keep long texts in a ConfigMap"));
        }
    }
}
