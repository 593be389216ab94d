use crate::diagnostic::{Code, Diagnostic, Fix, Severity, closest, is_same_word};
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
    let mut found = diagnostic(key, known, false);
    for edit in found.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
        edit.text = format!("\"{}\"", edit.text);
    }
    found
}

/// `key` is in a table whose keys are `known`. `is_taken` if the key that it resembles cannot be the one that was meant,
/// because the table already has it, or has another spelling of it.
///
/// Another spelling of one name leaves no doubt. A name that is only similar to another is a guess: `tags` is not `tls`.
pub fn diagnostic(key: &Text, known: &[&str], is_taken: bool) -> Diagnostic {
    let found = Diagnostic::new(&CODE, key.span, format!("unknown key `{}`", key.as_str()));
    match meant(key, known) {
        Some(near) => {
            let evident = is_same_word(key, near) && !is_taken;
            found.help(format!("did you mean `{near}`?")).fix(Fix::repair_if(
                evident,
                format!("rename to `{near}`"),
                key.span,
                near,
            ))
        }
        None => found.help(format!("known keys here: {}", known.join(", "))),
    }
}

/// The known one that `key` most likely stands for: another spelling of it, or else the closest.
pub fn meant<'k>(key: &str, known: &[&'k str]) -> Option<&'k str> {
    let spelling = known.iter().copied().find(|known| is_same_word(key, known));
    spelling.or_else(|| closest(key, known.iter().copied()))
}
