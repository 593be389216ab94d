use crate::diagnostic::{Code, Diagnostic, Fix, Severity, closest, is_same_word};
use crate::source::{Span, Text};

/// A key that the table does not have.
pub static CODE: Code = Code {
    name: "unknown-key",
    severity: Severity::Error,
    summary: "a table has a key that tcpgen does not know",
    explanation: include_str!("unknown_key.md"),
};

/// `key` stands as a string in a list of keys, of which there are `known`.
pub fn in_list(key: &Text, known: &[&str]) -> Diagnostic {
    let mut found = match meant(key, known) {
        Some(near) => instead(key, near, is_same_word(key, near)),
        None => diagnostic(key, known),
    };
    for edit in found.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
        edit.text = format!("\"{}\"", edit.text);
    }
    found
}

/// `key` is in a table whose keys are `known`.
pub fn diagnostic(key: &Text, known: &[&str]) -> Diagnostic {
    with_help(key, &format!("known keys here: {}", known.join(", ")))
}

/// `near` was meant. If that is `evident`, the fix is safe: another spelling of one name leaves no doubt, and a name that is
/// only similar to another is a guess (`tags` is not `tls`).
pub fn instead(key: &Text, near: &str, evident: bool) -> Diagnostic {
    let fix = Fix::repair_if(evident, format!("rename to `{near}`"), key.span, near);
    with_help(key, &format!("did you mean `{near}`?")).fix(fix)
}

/// What to write instead takes words.
pub fn with_help(key: &Text, help: &str) -> Diagnostic {
    Diagnostic::new(&CODE, key.span, format!("unknown key `{}`", key.as_str())).help(help)
}

/// The key of the whole file stands in one of its tables.
pub fn above_tables(key: &Text) -> Diagnostic {
    let help = format!(
        "`{}` belongs above the first `[table]` of the file: below it, a key is part of that table",
        key.as_str()
    );
    with_help(key, &help)
}

/// The parts of a name with dots, which is at `place`, became tables within each other.
pub fn dotted_name(key: &Text, place: Span, name: &str) -> Diagnostic {
    let help = format!("a name with dots needs quotes: `\"{name}\"`");
    with_help(key, &help).fix(Fix::repair(format!("write `\"{name}\"`"), place, format!("\"{name}\"")))
}

/// The known one that `key` most likely stands for: another spelling of it, or else the closest.
pub fn meant<'k>(key: &str, known: &[&'k str]) -> Option<&'k str> {
    let spelling = known.iter().copied().find(|known| is_same_word(key, known));
    spelling.or_else(|| closest(key, known.iter().copied()))
}
