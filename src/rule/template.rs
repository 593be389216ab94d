//! v2's `HostSNIRegexp` templates (`pkg/muxer/tcp/matcher_v2.go`, `preparePattern`).

use std::fmt::Write as _;

use thiserror::Error;

use super::go_quote::quoted;

/// Why a text is no v2 template.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Error)]
pub enum TemplateError {
    /// A brace without its partner.
    #[error("unbalanced braces")]
    UnbalancedBraces,
    /// `{}`, `{:x}` or `{x:}`.
    #[error("a name or a pattern is missing in `{0}`")]
    MissingPart(String),
}

impl TemplateError {
    /// Traefik's text, for the whole template.
    pub(super) fn traefik(&self, template: &str) -> String {
        let what = match self {
            Self::UnbalancedBraces => format!("mux: unbalanced braces in {}", quoted(template)),
            Self::MissingPart(part) => format!("mux: missing name or pattern in {}", quoted(part)),
        };
        let template = quoted(template);
        format!("invalid pattern value for \"HostSNIRegexp\" matcher, {template} is not a valid pattern: {what}")
    }
}

/// The regular expression that a template stands for: anchored, case ignored, `{name}` one label, `{name:re}` `re`.
pub(super) fn to_regexp(template: &str) -> Result<String, TemplateError> {
    let mut regexp = String::from("(?i)^");
    let mut end = 0;
    for (index, (open, close)) in braces(template)?.into_iter().enumerate() {
        push_quoted(&mut regexp, template.get(end..open).unwrap_or_default());
        end = close;
        let inside = template.get(open + 1..close - 1).unwrap_or_default();
        let (name, pattern) = inside.split_once(':').unwrap_or((inside, "[^.]+"));
        if name.is_empty() || pattern.is_empty() {
            return Err(TemplateError::MissingPart(template.get(open..close).unwrap_or_default().to_owned()));
        }
        // Writing to a string does not fail.
        let _ = write!(regexp, "(?P<v{index}>{pattern})");
    }
    push_quoted(&mut regexp, template.get(end..).unwrap_or_default());
    regexp.push('$');
    Ok(regexp)
}

/// What v3 writes for a text that is a template of v2's: the expression, anchored, without names. None for any other text;
/// repetitions such as `{2,3}` are not placeholders.
pub fn v3_of_template(text: &str) -> Option<String> {
    let placeholders = braces(text).ok()?;
    let inside = |&(open, close): &(usize, usize)| text.get(open + 1..close - 1).unwrap_or_default();
    let is_name = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'))
    };
    let names_one = |inside: &str| is_name(inside.split_once(':').map_or(inside, |(name, _)| name));
    if placeholders.is_empty() || !placeholders.iter().map(inside).all(names_one) {
        return None;
    }
    let (mut regexp, mut end) = (String::from("^"), 0);
    for place in &placeholders {
        push_quoted(&mut regexp, text.get(end..place.0)?);
        end = place.1;
        let pattern = inside(place).split_once(':').map_or("[^.]+", |(_, pattern)| pattern);
        let group = if pattern.contains('|') { ("(?:", ")") } else { ("", "") };
        regexp.extend([group.0, pattern, group.1]);
    }
    push_quoted(&mut regexp, text.get(end..)?);
    regexp.push('$');
    Some(regexp)
}

/// The outermost pairs of braces, each from its opening brace to behind its closing one.
fn braces(template: &str) -> Result<Vec<(usize, usize)>, TemplateError> {
    let (mut level, mut open, mut pairs) = (0usize, 0, Vec::new());
    for (at, byte) in template.bytes().enumerate() {
        match byte {
            b'{' => {
                if level == 0 {
                    open = at;
                }
                level += 1;
            }
            b'}' => {
                level = level.checked_sub(1).ok_or(TemplateError::UnbalancedBraces)?;
                if level == 0 {
                    pairs.push((open, at + 1));
                }
            }
            _ => {}
        }
    }
    if level == 0 { Ok(pairs) } else { Err(TemplateError::UnbalancedBraces) }
}

/// Go's `regexp.QuoteMeta`.
fn push_quoted(regexp: &mut String, literal: &str) {
    for letter in literal.chars() {
        if r"\.+*?()|[]{}^$".contains(letter) {
            regexp.push('\\');
        }
        regexp.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_become_anchored_expressions() {
        assert_eq!(to_regexp("{sub:[a-z]{2,3}}.x.test").unwrap(), r"(?i)^(?P<v0>[a-z]{2,3})\.x\.test$");
        assert_eq!(to_regexp("a-{n}.{m:.*}").unwrap(), r"(?i)^a-(?P<v0>[^.]+)\.(?P<v1>.*)$");
    }

    #[test]
    fn a_template_is_told_from_an_expression() {
        let v3 = |text: &str| v3_of_template(text);
        assert_eq!(v3("{name:[a-z]+}.example.com").as_deref(), Some(r"^[a-z]+\.example\.com$"));
        assert_eq!(v3("{sub:a|b}.{rest}").as_deref(), Some(r"^(?:a|b)\.[^.]+$"));
        assert_eq!(v3("{n:[a-z]{2,3}}.x").as_deref(), Some(r"^[a-z]{2,3}\.x$"));
        for text in [r"^[a-z]{2,3}\.x$", "db", "x{2}{name}", "{", "{}", ""] {
            assert_eq!(v3(text), None, "{text}");
        }
    }

    #[test]
    fn braces_must_balance_and_hold_something() {
        for template in ["{x", "x}", "}{"] {
            assert_eq!(to_regexp(template), Err(TemplateError::UnbalancedBraces), "{template}");
        }
        for template in ["{}", "{:x}", "{x:}"] {
            assert_eq!(to_regexp(template), Err(TemplateError::MissingPart(template.to_owned())));
        }
    }
}
