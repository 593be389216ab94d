use crate::diagnostic::{Diagnostic, Severity};
use crate::escape::junit::{self, Cases};
use crate::escape::xml;
use crate::source::{SourceFile, Sources};

/// Diagnostics as JUnit XML: one case a finding, of which errors and warnings fail; and one case that passes for each file
/// without any.
pub fn junit<'a>(diagnostics: &'a [Diagnostic], sources: &'a Sources) -> impl Iterator<Item = String> + use<'a> {
    let fails = |found: &&Diagnostic| found.severity != Severity::Advice;
    let clean: Vec<&SourceFile> = sources
        .iter()
        .filter(|(id, _)| !diagnostics.iter().any(|found| found.span.file == *id))
        .map(|(_, file)| file)
        .collect();
    let failures = diagnostics.iter().filter(fails).count();
    let head = junit::one_suite("tcpgen check", Cases { tests: diagnostics.len() + clean.len(), failures, skipped: 0 });
    let passed = clean.into_iter().map(|file| case(file.name(), "no problems found", None));
    let found = diagnostics.iter().map(move |found| finding(found, sources));
    std::iter::once(head).chain(passed).chain(found).chain(std::iter::once(junit::END.to_owned()))
}

fn finding(found: &Diagnostic, sources: &Sources) -> String {
    let file = sources.file(found.span.file).map_or("", SourceFile::name);
    let place =
        sources.position(found.span).map_or(String::new(), |(start, _)| format!(" at {}:{}", start.line, start.column));
    let name = format!("{}{place}", found.code.name);
    case(file, &name, Some(found).filter(|found| found.severity != Severity::Advice))
}

fn case(file: &str, name: &str, failure: Option<&Diagnostic>) -> String {
    let mut out = String::from("    <testcase");
    xml::attribute(&mut out, "name", name);
    xml::attribute(&mut out, "classname", file);
    let Some(failure) = failure else {
        out.push_str("/>\n");
        return out;
    };
    out.push_str(">\n      <failure");
    xml::attribute(&mut out, "message", &failure.message);
    xml::attribute(&mut out, "type", failure.code.name);
    out.push('>');
    xml::text(&mut out, failure.help.as_deref().unwrap_or_default());
    out.push_str("</failure>\n    </testcase>\n");
    out
}
