use serde::Serializer;
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::source::{SourceFile, Sources, Span};

/// Diagnostics as one JSON array, written one by one; every face gives the same.
///
/// `file`, `start` and `end` are null where a diagnostic has no place in a file. An edit has its own `file` where that is not
/// the diagnostic's. A finding about connections has a `witness`, with the keys that describe a connection to `route`.
///
/// # Errors
/// Those of the serializer.
pub fn json<S: Serializer>(diagnostics: &[Diagnostic], sources: &Sources, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(diagnostics.iter().map(|diagnostic| entry(diagnostic, sources)))
}

fn entry(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let mut entry = json!({
        "code": diagnostic.code.name,
        "severity": diagnostic.severity.name(),
        "message": diagnostic.message,
        "help": diagnostic.help,
    });
    place(&mut entry, diagnostic.span, sources);
    entry["related"] = diagnostic
        .related
        .iter()
        .map(|related| {
            let mut entry = json!({ "message": related.message });
            place(&mut entry, related.span, sources);
            entry
        })
        .collect();
    entry["fixes"] = diagnostic.fixes.iter().map(|fix| fix_entry(fix, diagnostic.span, sources)).collect();
    if let Some(witness) = &diagnostic.witness {
        entry["witness"] = json!(witness);
    }
    entry
}

fn fix_entry(fix: &Fix, reported: Span, sources: &Sources) -> Value {
    let edits: Vec<Value> = fix.edits.iter().map(|edit| edit_entry(edit, reported, sources)).collect();
    json!({ "title": fix.title, "safe": fix.safe, "edits": edits })
}

fn edit_entry(edit: &Edit, reported: Span, sources: &Sources) -> Value {
    let mut entry = json!({});
    place(&mut entry, edit.span, sources);
    if edit.span.file == reported.file
        && let Some(entry) = entry.as_object_mut()
    {
        entry.shift_remove("file");
    }
    entry["text"] = json!(edit.text);
    entry
}

/// Adds `file`, `start` and `end`.
fn place(entry: &mut Value, span: Span, sources: &Sources) {
    let positions = sources.position(span);
    entry["file"] = json!(sources.file(span.file).map(SourceFile::name));
    entry["start"] = json!(positions.map(|(start, _)| start));
    entry["end"] = json!(positions.map(|(_, end)| end));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Severity};
    use crate::source::FileId;

    static CODE: Code = Code { name: "a-code", severity: Severity::Warning, summary: "", explanation: "" };

    #[test]
    fn every_field_is_there_and_places_count_from_one() {
        let sources = Sources::single("a.toml", "x = 1\nü = 2\n");
        let file = sources.iter().next().map(|(id, _)| id).unwrap();
        let span = Span::new(file, 6..8);
        let found = Diagnostic::new(&CODE, span, "no `ü`")
            .help("write `u`")
            .related(Span::new(file, 0..1), "first here")
            .fix(Fix::safe("rename to `u`", span, "u"));
        let expected = json!([{
            "code": "a-code", "severity": "warning", "message": "no `ü`", "help": "write `u`", "file": "a.toml",
            "start": { "line": 2, "column": 1, "offset": 6 }, "end": { "line": 2, "column": 2, "offset": 8 },
            "related": [{
                "message": "first here", "file": "a.toml",
                "start": { "line": 1, "column": 1, "offset": 0 }, "end": { "line": 1, "column": 2, "offset": 1 },
            }],
            "fixes": [{ "title": "rename to `u`", "safe": true, "edits": [{
                "start": { "line": 2, "column": 1, "offset": 6 }, "end": { "line": 2, "column": 2, "offset": 8 },
                "text": "u",
            }] }],
        }]);
        let written = json(&[found], &sources, serde_json::value::Serializer).unwrap();
        assert_eq!(written, expected);
        assert_eq!(written.to_string(), expected.to_string(), "keys stand in the order of the contract");
    }

    #[test]
    fn what_stands_nowhere_has_no_place() {
        let found = [Diagnostic::new(&CODE, Span::NOWHERE, "m")];
        let written = json(&found, &Sources::default(), serde_json::value::Serializer).unwrap();
        assert!(written[0]["file"].is_null() && written[0]["start"].is_null() && written[0]["help"].is_null());
        assert_eq!(FileId::NOWHERE, Span::NOWHERE.file);
    }
}
