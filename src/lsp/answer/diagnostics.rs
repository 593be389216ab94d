use gen_lsp_types as lsp;

use super::Context;
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::uri::explanation;

/// All diagnostics of the state, by file, in the order of the files. What is in no file is reported at the beginning of the first.
pub(in crate::lsp) fn diagnostics(context: &Context<'_>) -> Vec<Vec<lsp::Diagnostic>> {
    let mut by_file = vec![Vec::new(); context.built.files.len()];
    for found in &context.model().compilation().diagnostics {
        let file = if found.span.is_nowhere() { 0 } else { found.span.file.index() };
        if let Some(list) = by_file.get_mut(file) {
            list.push(diagnostic(context, found));
        }
    }
    by_file
}

/// One diagnostic.
pub(super) fn diagnostic(context: &Context<'_>, found: &Diagnostic) -> lsp::Diagnostic {
    let message = match &found.help {
        Some(help) => format!("{}\nhelp: {help}", found.message),
        None => found.message.clone(),
    };
    let related = found.related.iter().filter_map(|related| {
        let location = context.location(related.span)?;
        Some(lsp::DiagnosticRelatedInformation { location, message: related.message.clone() })
    });
    let related: Vec<_> = related.collect();
    lsp::Diagnostic {
        range: context.range(found.span),
        severity: Some(match found.severity {
            Severity::Error => lsp::DiagnosticSeverity::Error,
            Severity::Warning => lsp::DiagnosticSeverity::Warning,
            Severity::Advice => lsp::DiagnosticSeverity::Information,
        }),
        code: Some(found.code.name.to_owned().into()),
        code_description: Some(lsp::CodeDescription { href: explanation(found.code).into() }),
        source: Some("tcpgen".to_owned()),
        message: message.into(),
        tags: tag(found.code.name).map(|tag| vec![tag]),
        related_information: (!related.is_empty()).then_some(related),
        data: None,
    }
}

/// How an editor draws the text beside the squiggle.
fn tag(code: &str) -> Option<lsp::DiagnosticTag> {
    match code {
        "deprecated-field" => Some(lsp::DiagnosticTag::Deprecated),
        _ if code.starts_with("unused-") => Some(lsp::DiagnosticTag::Unnecessary),
        _ => None,
    }
}
