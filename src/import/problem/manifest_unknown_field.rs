use crate::diagnostic::{Code, Diagnostic, Fix, Severity, closest, is_same_word};
use crate::source::Text;

/// A field that Traefik's CRD does not have.
pub static CODE: Code = Code {
    name: "manifest-unknown-field",
    severity: Severity::Error,
    summary: "a manifest has a field that its kind does not have: `kubectl apply` refuses it",
    explanation: include_str!("manifest_unknown_field.md"),
};

/// `field` stands under `path` ("spec.routes[0]") of an object that knows `known` there.
pub(crate) fn diagnostic(field: &Text, path: &str, known: &[&str]) -> Diagnostic {
    let found = Diagnostic::new(&CODE, field.span, format!("`{path}` is no field of this kind"));
    match closest(field, known.iter().copied()) {
        Some(near) => {
            let fix = Fix::repair_if(is_same_word(field, near), format!("rename to `{near}`"), field.span, near);
            found.help(format!("did you mean `{near}`? `kubectl apply` refuses the manifest")).fix(fix)
        }
        None => found
            .help("remove it: `kubectl apply` refuses the manifest, and without its validation the field is dropped"),
    }
}

/// `kind: Rule`, copied from an IngressRoute.
pub(crate) fn kind_rule(field: &Text, path: &str) -> Diagnostic {
    Diagnostic::new(&CODE, field.span, format!("`{path}` is no field of an IngressRouteTCP"))
        .help("IngressRoute has `kind: Rule`, IngressRouteTCP does not: `kubectl apply` refuses the manifest")
}

/// The same for an import, which leaves the field out and goes on.
pub(crate) fn left_out(mut found: Diagnostic) -> Diagnostic {
    if found.code == &CODE {
        found.severity = Severity::Warning;
        found.message.push_str(" and is left out");
    }
    found
}
