use crate::diagnostic::{Code, Diagnostic, Fix, Severity, closest, is_same_word};
use crate::resource::ApiGroup;
use crate::source::{Span, Text};

/// A document that is no Kubernetes object.
pub static CODE: Code = Code {
    name: "invalid-manifest",
    severity: Severity::Error,
    summary: "a document is not a Kubernetes object, or lacks a required field",
    explanation: include_str!("invalid_manifest.md"),
};

/// The document at `span` lacks or is something.
pub(crate) fn diagnostic(span: Span, what: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::new(&CODE, span, what).help(help)
}

/// The document at `span` is no manifest but Traefik's own configuration. `name` is that of its file, `key` the one under which
/// a state file names it.
pub(crate) fn configuration(span: Span, what: &str, key: &str, name: &str) -> Diagnostic {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let named = format!("{key} = {}", serde_json::Value::from(file));
    Diagnostic::new(&CODE, span, format!("this is {what}, and no state file names it"))
        .help(format!("write `{named}` under `[traefik]` in the state file, with the path from there"))
}

/// A kind that Traefik's CRDs do not have, such as `middlewaretcp`.
pub(crate) fn unknown_kind(kind: &Text, known: &[&str]) -> Diagnostic {
    let group = ApiGroup::TraefikIo.name();
    let found = Diagnostic::new(&CODE, kind.span, format!("`{group}` has no kind `{}`", kind.as_str()));
    match closest(kind, known.iter().copied()) {
        Some(near) => {
            let fix = Fix::repair_if(is_same_word(kind, near), format!("write `{near}`"), kind.span, near);
            found.help(format!("did you mean `{near}`? The API server refuses the object")).fix(fix)
        }
        None => found.help(format!("its kinds are {}; the API server refuses the object", known.join(", "))),
    }
}

/// A version of Traefik's CRDs that they do not have. The object is read as one of the version that they have.
pub(crate) fn unknown_version(api_version: &Text) -> Diagnostic {
    let meant = ApiGroup::TraefikIo.name();
    Diagnostic::new(&CODE, api_version.span, format!("`{}` is not a version of Traefik's CRDs", api_version.as_str()))
        .help(format!("write `apiVersion: {meant}`; the API server refuses the object"))
        .fix(Fix::repair(format!("write `{meant}`"), api_version.span, meant))
}

/// A field without which its object means nothing.
pub(crate) fn missing_field(span: Span, path: &str, field: &str) -> Diagnostic {
    Diagnostic::new(&CODE, span, format!("`{path}` needs the field `{field}`"))
        .help(format!("add `{field}:`; until then it is left out, as the API server would refuse it"))
}
