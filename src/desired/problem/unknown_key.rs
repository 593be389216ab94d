use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Severity, closest};
use crate::source::Text;

/// A key that the table does not have.
pub static CODE: Code = Code {
    name: "unknown-key",
    severity: Severity::Error,
    summary: "a table has a key that tcpgen does not know",
    explanation: include_str!("unknown_key.md"),
};

/// `key` stands as a string in a list of keys, of which there are `known`.
pub fn in_list(key: &Text, known: &[&str]) -> Diagnostic {
    let quoted = |fix: Fix| {
        let edits = fix.edits.into_iter().map(|edit| Edit { text: format!("\"{}\"", edit.text), ..edit });
        Fix::of(fix.title, fix.safe, edits.collect())
    };
    let Diagnostic { fixes, .. } = diagnostic(key, known);
    Diagnostic { fixes: fixes.into_iter().map(quoted).collect(), ..diagnostic(key, known) }
}

/// `key` stands in a table whose keys are `known`.
pub fn diagnostic(key: &Text, known: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(&CODE, key.span, format!("unknown key `{}`", key.as_str()));
    match closest(key, known.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")).fix(Fix::safe(
            format!("rename to `{near}`"),
            key.span,
            near,
        )),
        None => diagnostic.help(format!("known keys here: {}", known.join(", "))),
    }
}
