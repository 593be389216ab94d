use crate::diagnostic::Diagnostic;
use crate::escape::line;
use crate::source::Sources;

/// Diagnostics in one line each, as compilers and editors read them: `tcpgen.toml:4:7: warning[sni-without-tls]: message`.
pub fn concise<'a>(diagnostics: &'a [Diagnostic], sources: &'a Sources) -> impl Iterator<Item = String> + use<'a> {
    diagnostics.iter().map(|found| {
        let place = match (sources.file(found.span.file), sources.position(found.span)) {
            (Some(file), Some((start, _))) => format!("{}:{}:{}: ", line(file.name()), start.line, start.column),
            _ => String::new(),
        };
        format!("{place}{}[{}]: {}\n", found.severity.name(), found.code.name, line(&found.message))
    })
}
