use crate::diagnostic::{Code, Diagnostic, Severity, closest};
use crate::source::Text;

/// A field that Traefik's CRD does not have.
pub static CODE: Code = Code {
    name: "manifest-unknown-field",
    severity: Severity::Warning,
    summary: "a field that the object's kind does not have is left out",
    explanation: include_str!("manifest_unknown_field.md"),
};

/// `field` stands under `path` ("spec.routes[0]") of an object that knows `known` there.
pub(crate) fn diagnostic(field: &Text, path: &str, known: &[&str]) -> Diagnostic {
    let found = Diagnostic::new(&CODE, field.span, format!("`{path}` is no field of this kind and is left out"));
    match closest(field, known.iter().copied()) {
        Some(near) => {
            found.help(format!("did you mean `{near}`? The API server drops the field or refuses the object"))
        }
        None => found.help("the API server drops the field or, with strict validation, refuses the object"),
    }
}

/// `kind: Rule`, copied from an IngressRoute.
pub(crate) fn kind_rule(field: &Text, path: &str) -> Diagnostic {
    Diagnostic::new(&CODE, field.span, format!("`{path}` is no field of an IngressRouteTCP and is left out"))
        .help("IngressRoute has `kind: Rule`, IngressRouteTCP does not: `kubectl apply` refuses the manifest")
}

/// Metadata that a state file does not carry.
pub(crate) fn metadata(field: &Text, path: &str) -> Diagnostic {
    Diagnostic::new(&CODE, field.span, format!("`{path}` is not carried over"))
        .help("tcpgen writes name, namespace, labels and annotations; keep the rest where it is managed")
}
