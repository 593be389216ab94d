use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::uri::explanation;
use crate::diagnostic::{Diagnostic, Edit, Severity};
use crate::source::{SourceFile, Sources, Span, line_start};

/// Diagnostics as reviewdog's JSON, with the first fix of each as a suggestion.
///
/// Columns count bytes. Source: `reviewdog/reviewdog`, `proto/rdf/reviewdog.proto`.
pub fn rdjson<'a>(diagnostics: &'a [Diagnostic], sources: &'a Sources) -> impl Serialize + use<'a> {
    Report {
        source: Source { name: "tcpgen", url: env!("CARGO_PKG_REPOSITORY") },
        diagnostics: Findings { diagnostics, sources },
    }
}

#[derive(Serialize)]
struct Report<'a> {
    source: Source,
    diagnostics: Findings<'a>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    url: &'static str,
}

struct Findings<'a> {
    diagnostics: &'a [Diagnostic],
    sources: &'a Sources,
}

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.diagnostics.iter().map(|found| entry(found, self.sources)))
    }
}

fn entry(found: &Diagnostic, sources: &Sources) -> Value {
    let severity = match found.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Advice => "INFO",
    };
    let message = match &found.help {
        Some(help) => format!("{}\nhelp: {help}", found.message),
        None => found.message.clone(),
    };
    let mut location = json!({ "path": sources.file(found.span.file).map_or("", SourceFile::name) });
    if let Some(range) = range(found.span, sources) {
        location["range"] = range;
    }
    // A suggestion is of the file that the finding is in.
    let fix = found.fixes.first().filter(|fix| fix.edits.iter().all(|edit| edit.span.file == found.span.file));
    let suggestions: Vec<Value> =
        fix.into_iter().flat_map(|fix| &fix.edits).filter_map(|edit| suggestion(edit, sources)).collect();
    json!({
        "message": message,
        "location": location,
        "severity": severity,
        "code": { "value": found.code.name, "url": explanation(found.code) },
        "suggestions": suggestions,
    })
}

fn suggestion(edit: &Edit, sources: &Sources) -> Option<Value> {
    Some(json!({ "range": range(edit.span, sources)?, "text": edit.text }))
}

fn range(span: Span, sources: &Sources) -> Option<Value> {
    let text = sources.file(span.file)?.text();
    let (start, end) = sources.position(span)?;
    let column = |offset: usize| offset - line_start(text, offset) + 1;
    let place = |line: usize, offset: usize| json!({ "line": line, "column": column(offset) });
    Some(json!({
        "start": place(start.line, span.start as usize),
        "end": place(end.line, span.end as usize),
    }))
}
