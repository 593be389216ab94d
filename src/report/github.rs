use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Severity};
use crate::escape::github::{data, property};
use crate::source::Sources;

/// Diagnostics as GitHub workflow commands, one a line: GitHub shows each beside the line that it is about.
///
/// Columns are left out where a place covers several lines, as GitHub's annotations want it. Source of the format and
/// of its escapes: GitHub's "Workflow commands for GitHub Actions" and `actions/toolkit`, `packages/core/src/command.ts`.
pub fn github<'a>(diagnostics: &'a [Diagnostic], sources: &'a Sources) -> impl Iterator<Item = String> + use<'a> {
    diagnostics.iter().map(|diagnostic| {
        let mut out = String::new();
        command(&mut out, diagnostic, sources);
        out
    })
}

fn command(out: &mut String, diagnostic: &Diagnostic, sources: &Sources) {
    let severity = diagnostic.severity.name();
    out.push_str(match diagnostic.severity {
        Severity::Error => "::error ",
        Severity::Warning => "::warning ",
        Severity::Advice => "::notice ",
    });
    if let (Some(file), Some((start, end))) = (sources.file(diagnostic.span.file), sources.position(diagnostic.span)) {
        let _ = write!(out, "file={},line={},endLine={},", property(file.name()), start.line, end.line);
        if start.line == end.line {
            let _ = write!(out, "col={},endColumn={},", start.column, end.column);
        }
    }
    let _ = write!(out, "title=tcpgen {severity}[{}]::", property(diagnostic.code.name));
    out.push_str(&data(&diagnostic.message));
    if let Some(help) = &diagnostic.help {
        out.push_str(&data("\nhelp: "));
        out.push_str(&data(help));
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::Span;

    static CODE: Code = Code { name: "a-code", severity: Severity::Error, summary: "", explanation: "" };

    #[test]
    fn places_and_texts_are_escaped() {
        let sources = Sources::single("a,b:c.toml", "x = 1\ny = 2\n");
        let file = sources.iter().next().map(|(id, _)| id).unwrap();
        let one = Diagnostic::new(&CODE, Span::new(file, 4..5), "100%: a,\nb").help("c");
        let two = Diagnostic::new(&CODE, Span::new(file, 0..7), "m");
        let three = Diagnostic::new(&CODE, Span::NOWHERE, "m");
        assert_eq!(
            github(&[one, two, three], &sources).collect::<String>(),
            "::error file=a%2Cb%3Ac.toml,line=1,endLine=1,col=5,endColumn=6,title=tcpgen error[a-code]::100%25: a,%0Ab%0Ahelp: c\n\
             ::error file=a%2Cb%3Ac.toml,line=1,endLine=2,title=tcpgen error[a-code]::m\n\
             ::error title=tcpgen error[a-code]::m\n"
        );
    }
}
