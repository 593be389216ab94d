use std::collections::HashMap;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Severity};
use crate::hex::hex;
use crate::source::{SourceFile, Sources};

/// Diagnostics as a Code Quality report of GitLab, which shows them in merge requests.
///
/// A fingerprint is of the file, the code and the message, and not of the line, so that a finding that moves is the same.
/// Source: GitLab's "Code Quality report format".
pub fn gitlab<'a>(diagnostics: &'a [Diagnostic], sources: &'a Sources) -> impl Serialize + use<'a> {
    Report { diagnostics, sources }
}

struct Report<'a> {
    diagnostics: &'a [Diagnostic],
    sources: &'a Sources,
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut times: HashMap<String, usize> = HashMap::new();
        serializer.collect_seq(self.diagnostics.iter().map(|found| {
            let path = self.sources.file(found.span.file).map_or("", SourceFile::name);
            let print = fingerprint(path, found);
            let before = times.entry(print.clone()).and_modify(|times| *times += 1).or_default();
            let print = if *before == 0 { print } else { format!("{print}-{before}") };
            entry(found, path, self.sources, &print)
        }))
    }
}

fn entry(found: &Diagnostic, path: &str, sources: &Sources, fingerprint: &str) -> Value {
    let severity = match found.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Advice => "info",
    };
    let description = match &found.help {
        Some(help) => format!("{} (help: {help})", found.message),
        None => found.message.clone(),
    };
    let line = sources.position(found.span).map_or(1, |(start, _)| start.line);
    json!({
        "description": description,
        "check_name": found.code.name,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": { "path": path, "lines": { "begin": line } },
    })
}

fn fingerprint(path: &str, found: &Diagnostic) -> String {
    let mut hash = Sha256::new();
    for part in [path, found.code.name, &found.message] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hex(hash.finalize().iter().take(16)).collect()
}
