use super::Model;
use super::names::{Role, SymbolKind};
use super::rules::{self, RuleAt};
use crate::desired::DEFAULT_NAMESPACE;
use crate::source::{FileId, Span};

/// A few words between what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Before which byte.
    pub place: Span,
    /// The words.
    pub text: String,
    /// Whether they belong to what precedes them.
    pub is_behind: bool,
    /// What they mean.
    pub tooltip: &'static str,
}

/// The priorities that Traefik computes, and the namespaces in which it looks for names that have none.
pub fn hints(model: &Model, file: FileId) -> Vec<Hint> {
    let mut hints: Vec<Hint> = rules::of_file(model, file)
        .filter(|rule| !rule.has_priority() && !rule.router.is_passed_over() && rule.span().start < rule.span().end)
        .map(|rule| Hint {
            place: end(model, &rule),
            text: format!("priority {}", rule.router.priority),
            is_behind: true,
            tooltip: "computed by Traefik: the length of the rule in bytes, and -1 for HostSNI(`*`) alone",
        })
        .collect();
    let names = model.names().all().iter().filter(|one| one.span.file == file && one.role == Role::Reference);
    let unqualified = names.filter(|one| !one.qualified && one.symbol.kind != SymbolKind::EntryPoint);
    let elsewhere = unqualified.filter(|one| one.symbol.namespace != DEFAULT_NAMESPACE);
    hints.extend(elsewhere.map(|one| Hint {
        place: Span { end: one.span.start, ..one.span },
        text: format!("{}/", one.symbol.namespace),
        is_behind: false,
        tooltip: "the namespace in which the name is looked for",
    }));
    hints.sort_by_key(|hint| hint.place);
    hints
}

/// Behind a rule; at the end of the line of an entry that has none.
fn end(model: &Model, rule: &RuleAt<'_>) -> Span {
    let (span, text) = (rule.span(), &rule.rule.match_text);
    let is_own = text.written || !text.made_from.is_empty();
    let line = model.sources().file(span.file).filter(|_| !is_own).map(|file| file.line(span.end as usize).end);
    let end = line.and_then(|end| u32::try_from(end).ok()).unwrap_or(span.end);
    Span { start: end, end, ..span }
}
