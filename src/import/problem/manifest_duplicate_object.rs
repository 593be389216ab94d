use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::Object;

/// Two objects of one kind, namespace and name.
pub static CODE: Code = Code {
    name: "manifest-duplicate-object",
    severity: Severity::Warning,
    summary: "the manifests have an object twice",
    explanation: include_str!("manifest_duplicate_object.md"),
};

/// `earlier` is written again as `later`, which counts, as with kubectl.
pub(crate) fn diagnostic(earlier: &Object, later: &Object) -> Diagnostic {
    let (kind, name) = (earlier.kind().name(), earlier.object_ref());
    Diagnostic::new(
        &CODE,
        earlier.span,
        format!("the {kind} `{name}` appears twice in the manifests; this one is ignored"),
    )
    .related(later.span, "the last one, which counts")
    .help("kubectl applies both, and the last one stays; delete this one")
}
