use super::item::{Completion, CompletionKind, Completions};
use crate::editor::toml::{Cursor, Writing};
use crate::rule::RulePart;

/// The matchers of a rule, with what their arguments are, and what follows a matcher.
const MATCHERS: [(&str, &str); 4] = [
    ("HostSNI", "the server name of a TLS client, or `*` for every connection"),
    ("HostSNIRegexp", "a regular expression for the server name"),
    ("ClientIP", "an address or a CIDR range of clients"),
    ("ALPN", "a protocol that a TLS client offers"),
];

/// Whether a rule is being written.
pub(super) fn is_rule(cursor: &Cursor) -> bool {
    cursor.writing == Writing::Value && cursor.quote.is_some() && cursor.path.last().is_some_and(|last| last == "match")
}

/// Matchers where one can begin, operators behind one.
pub(super) fn complete(cursor: &Cursor, text: &str) -> Completions {
    let offset = cursor.word.end;
    let before = text.get(cursor.word.clone()).unwrap_or_default();
    let parts = crate::rule::parts(before);
    let last = parts.last().map(|(range, part)| (range.clone(), *part));
    let written = |range: &std::ops::Range<usize>| before.get(range.clone()).unwrap_or_default();
    let word = match &last {
        Some((range, RulePart::Word | RulePart::Matcher)) if range.end == before.len() => range.clone(),
        Some((range, RulePart::Argument)) if range.end == before.len() && !is_closed(written(range)) => {
            return Completions::default();
        }
        Some((range, _)) if written(range) == ")" => {
            let items = ["&&", "||"].map(|operator| {
                let pad = if before.ends_with(' ') { "" } else { " " };
                Completion::plain(operator, CompletionKind::Value, format!("{pad}{operator} "))
            });
            return Completions { range: offset..offset, items: items.to_vec() };
        }
        _ => before.len()..before.len(),
    };
    let in_brackets = last.as_ref().is_some_and(|(range, part)| *part != RulePart::Word && written(range) == "(")
        && parts.len() > 1
        && parts.get(parts.len() - 2).is_some_and(|(_, part)| *part == RulePart::Matcher);
    if in_brackets {
        let item = Completion::snippet("`…`", CompletionKind::Value, "`$0`");
        return Completions { range: offset..offset, items: vec![item] };
    }
    let items = MATCHERS.iter().map(|(name, words)| {
        Completion::snippet(*name, CompletionKind::Matcher, &format!("{name}(`$0`)")).detail(*words)
    });
    Completions { range: cursor.word.start + word.start..offset, items: items.collect() }
}

fn is_closed(argument: &str) -> bool {
    argument.len() > 1 && argument.starts_with(['`', '"']) && argument.ends_with(['`', '"'])
}
