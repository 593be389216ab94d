use crate::check::view::context::{commons, of_manifests};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::kubernetes_name::{is_label_value, is_qualified_name};

/// A label that the API server refuses.
pub static CODE: Code = Code {
    name: "invalid-label",
    severity: Severity::Error,
    summary: "Kubernetes does not accept a label",
    explanation: include_str!("invalid_label.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

const KEY: &str =
    "a key is `name` or `domain/name`: letters, digits, `-`, `_` and `.`, at most 63 characters in the name";
const VALUE: &str = "a value has letters, digits, `-`, `_` and `.`, a letter or digit at both ends, at most 63 characters; \
                     a text goes into `annotations`";

/// `ValidateLabels` in `k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go`.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let of_entries = commons(context.desired).filter_map(|common| common.labels.as_deref());
    let of_files = context.desired.files.iter().map(|file| file.labels.as_slice());
    let of_manifests = of_manifests(context.resources).flat_map(|object| object.metadata.labels.iter());
    for (key, value) in of_files.chain(of_entries).flatten().map(|(key, value)| (key, value)).chain(of_manifests) {
        if !is_qualified_name(key) {
            let message = format!("`{}` is not a valid label key", key.as_str());
            diagnostics.push(Diagnostic::new(&CODE, key.span, message).help(KEY));
        }
        if !is_label_value(value) {
            let message = format!("`{}` is not a valid label value", value.as_str());
            diagnostics.push(Diagnostic::new(&CODE, value.span, message).help(VALUE));
        }
    }
}
