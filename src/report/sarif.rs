use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::uri::{explanation, uri};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Related, Severity};
use crate::source::{Sources, Span};

/// Diagnostics as a SARIF 2.1.0 log with one run, serialized result by result. Its rules are the codes that occur, each with
/// its whole explanation.
///
/// Columns count characters and the log says so (`columnKind`: `unicodeCodePoints`). Source: OASIS SARIF v2.1.0,
/// sections 3.14 (run), 3.27 (result), 3.30 (region), 3.55 (fix).
pub fn sarif<'a>(diagnostics: &'a [Diagnostic], sources: &'a Sources) -> impl Serialize + use<'a> {
    let mut rules: Vec<&Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    rules.sort_unstable_by_key(|code| code.name);
    rules.dedup();
    let driver = Driver {
        name: "tcpgen",
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules: rules.iter().map(|code| rule(code)).collect(),
    };
    Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver },
            column_kind: "unicodeCodePoints",
            results: Results { diagnostics, rules, sources },
        }],
    }
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Results<'a>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Value>,
}

/// The results, each made when it is written.
struct Results<'a> {
    diagnostics: &'a [Diagnostic],
    rules: Vec<&'a Code>,
    sources: &'a Sources,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.diagnostics.iter().map(|found| result(found, &self.rules, self.sources)))
    }
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.name,
        "shortDescription": { "text": code.summary },
        "help": { "text": code.explanation, "markdown": code.explanation },
        "helpUri": explanation(code),
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn result(diagnostic: &Diagnostic, rules: &[&Code], sources: &Sources) -> Value {
    let text = match &diagnostic.help {
        Some(help) => format!("{}. Help: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let mut result = json!({
        "ruleId": diagnostic.code.name,
        "ruleIndex": rules.iter().position(|code| code.name == diagnostic.code.name),
        "level": level(diagnostic.severity),
        "message": { "text": text },
    });
    if let Some(place) = physical_location(diagnostic.span, sources) {
        result["locations"] = json!([{ "physicalLocation": place }]);
    }
    let related: Vec<Value> =
        diagnostic.related.iter().filter_map(|related| related_location(related, sources)).collect();
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    if !diagnostic.fixes.is_empty() {
        result["fixes"] = diagnostic.fixes.iter().map(|fix| fix_entry(fix, sources)).collect();
    }
    result
}

/// SARIF 2.1.0, 3.27.10.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

fn related_location(related: &Related, sources: &Sources) -> Option<Value> {
    let place = physical_location(related.span, sources)?;
    Some(json!({ "physicalLocation": place, "message": { "text": related.message } }))
}

/// One change an edit; a file may stand in several.
fn fix_entry(fix: &Fix, sources: &Sources) -> Value {
    let changes: Vec<Value> = fix.edits.iter().filter_map(|edit| change(edit, sources)).collect();
    json!({ "description": { "text": fix.title }, "artifactChanges": changes })
}

fn change(edit: &Edit, sources: &Sources) -> Option<Value> {
    Some(json!({
        "artifactLocation": { "uri": uri(sources.file(edit.span.file)?.name()) },
        "replacements": [{ "deletedRegion": region(edit.span, sources)?, "insertedContent": { "text": edit.text } }],
    }))
}

fn physical_location(span: Span, sources: &Sources) -> Option<Value> {
    let name = sources.file(span.file)?.name();
    Some(json!({ "artifactLocation": { "uri": uri(name) }, "region": region(span, sources)? }))
}

/// `endColumn` is the column behind the last character, as [`Position`](crate::source::Position) has it.
fn region(span: Span, sources: &Sources) -> Option<Value> {
    let (start, end) = sources.position(span)?;
    Some(json!({
        "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    static CODE: Code = Code { name: "a-code", severity: Severity::Warning, summary: "sum", explanation: "*why*" };
    static OTHER: Code = Code { name: "b-code", severity: Severity::Error, summary: "sum", explanation: "why" };

    #[test]
    fn a_result_names_its_rule_place_relations_and_fixes() {
        let sources = Sources::single("état dir/a.toml", "ü = 1\nb = 2\n");
        let file = sources.iter().next().map(|(id, _)| id).unwrap();
        let first = Diagnostic::new(&OTHER, Span::NOWHERE, "nowhere");
        let second = Diagnostic::new(&CODE, Span::new(file, 3..4), "wrong")
            .help("write `b`")
            .related(Span::new(file, 7..8), "there")
            .fix(Fix::offered("insert", Span::new(file, 3..3), "x"));
        let log = serde_json::to_value(sarif(&[first, second], &sources)).unwrap();
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let rules: Vec<_> = run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| &rule["id"]).collect();
        assert_eq!(rules, ["a-code", "b-code"]);
        assert_eq!(run["tool"]["driver"]["rules"][0]["help"]["markdown"], "*why*");
        let location = json!({ "uri": "%C3%A9tat%20dir/a.toml" });
        let place =
            |line, start, end| json!({ "startLine": line, "startColumn": start, "endLine": line, "endColumn": end });
        assert_eq!(
            run["results"][0],
            json!({
                "ruleId": "b-code", "ruleIndex": 1, "level": "error", "message": { "text": "nowhere" },
            })
        );
        assert_eq!(
            run["results"][1],
            json!({
                "ruleId": "a-code", "ruleIndex": 0, "level": "warning", "message": { "text": "wrong. Help: write `b`" },
                "locations": [{ "physicalLocation": { "artifactLocation": location, "region": place(1, 3, 4) } }],
                "relatedLocations": [{
                    "physicalLocation": { "artifactLocation": location, "region": place(2, 1, 2) },
                    "message": { "text": "there" },
                }],
                "fixes": [{
                    "description": { "text": "insert" },
                    "artifactChanges": [{
                        "artifactLocation": location,
                        "replacements": [{ "deletedRegion": place(1, 3, 3), "insertedContent": { "text": "x" } }],
                    }],
                }],
            })
        );
    }
}
