use std::ops::Range;

use crate::check::view::rule_view::RuleView;
use crate::diagnostic::Edit;
use crate::source::{Sources, Span, fragment};

impl RuleView<'_> {
    /// Replaces a range of the rule's text where it was written as a TOML string; none where it was not, or where
    /// `text` cannot stand in that kind of string.
    pub(crate) fn edit(&self, sources: &Sources, range: Range<usize>, text: &str) -> Option<Edit> {
        let written = &self.rule.match_text;
        if !written.written {
            return None;
        }
        let text = inside(sources, written.span, text)?;
        Some(Edit { span: fragment(sources, written.span, range), text })
    }

    /// Replaces the whole rule: the text of `match`, or the value of `sni` by `sni`.
    pub(crate) fn edit_whole(&self, sources: &Sources, rule: &str, sni: &str) -> Option<Edit> {
        let written = &self.rule.match_text;
        if written.written {
            return self.edit(sources, 0..written.text.len(), rule);
        }
        if written.made_from.is_empty() {
            return None;
        }
        Some(Edit { span: written.span, text: sni.to_owned() })
    }

    /// Replaces one server name: the argument with its quotes, or the value in `sni`.
    pub(crate) fn edit_host(&self, sources: &Sources, argument: Range<usize>, name: &str) -> Option<Edit> {
        if self.rule.match_text.written {
            return self.edit(sources, argument, &format!("`{name}`"));
        }
        let place = self.place(sources, argument);
        sources.slice(place).starts_with(['"', '\'']).then(|| Edit { span: place, text: format!("\"{name}\"") })
    }
}

/// `text` as it is written inside the string that `literal` covers.
fn inside(sources: &Sources, literal: Span, text: &str) -> Option<String> {
    let quoted = sources.slice(literal);
    if quoted.starts_with('"') {
        return Some(text.chars().map(escaped).collect());
    }
    let fits = quoted.starts_with("'''") && !text.contains("'''") || !text.contains(['\'', '\n']);
    (quoted.starts_with('\'') && fits).then(|| text.to_owned())
}

/// A character as a basic string of TOML has it.
fn escaped(letter: char) -> String {
    match letter {
        '\\' | '"' => format!("\\{letter}"),
        _ if letter.is_control() => format!("\\u{:04x}", u32::from(letter)),
        _ => letter.to_string(),
    }
}
