use super::found::Hover;
use crate::editor::Model;
use crate::editor::rules::{self, RuleAt};
use crate::escape::markdown as escaped;
use crate::routing::Router;
use crate::rule::{Expression, Matcher, MatcherKind};
use crate::source::{FileId, Span};

/// A rule with more matchers is not put into words.
const MATCHERS_AT_MOST: usize = 24;

/// Of the matcher at a place of a rule, and of the whole rule.
pub(super) fn hover(model: &Model, file: FileId, offset: usize) -> Option<Hover> {
    let found = rules::at(model, file, offset)?;
    let mut told = Vec::new();
    let mut span = found.span();
    if let Some((matcher, place)) = matcher_at(model, &found, offset) {
        span = Span::new(file, place);
        told.push(format!("{}: {}", code(&matcher.kind.to_string()), one(&matcher.kind)));
    }
    told.extend(rule(&found));
    Some(Hover { span, markdown: told.join("\n\n") })
}

fn matcher_at<'m>(model: &Model, found: &RuleAt<'m>, offset: usize) -> Option<(&'m Matcher, std::ops::Range<usize>)> {
    let places = found.places(model.sources())?;
    let at = places.in_value(offset);
    let expression = found.router.rule_tree()?.expression();
    let (matcher, _) = expression.matchers().find(|(matcher, _)| matcher.range.contains(&at))?;
    Some((matcher, places.in_file(matcher.range.clone())))
}

/// A rule, what it matches, its priority and what is wrong with its router.
pub(super) fn rule(found: &RuleAt<'_>) -> Vec<String> {
    let mut told = vec![code(&found.rule.match_text.text)];
    told.extend(meaning(found.router).map(|words| format!("Matches {words}.")));
    let why = if found.has_priority() { "" } else { ", by the rule's length" };
    told.push(format!("Priority {}{why}.", found.router.priority));
    told.extend(found.router.faults.iter().map(|fault| format!("{}.", escaped(&fault.to_string()))));
    told
}

/// What a router's rule matches, in words; none where Traefik does not take it, or it is too long to be told.
fn meaning(router: &Router) -> Option<String> {
    let expression = router.rule_tree()?.expression();
    (expression.matchers().take(MATCHERS_AT_MOST + 1).count() <= MATCHERS_AT_MOST).then(|| words(expression, false))
}

fn words(expression: &Expression, is_part: bool) -> String {
    let joined = |operands: &[Expression], word: &str| {
        let all: Vec<String> = operands.iter().map(|operand| words(operand, true)).collect();
        let all = all.join(word);
        if is_part { format!("({all})") } else { all }
    };
    match expression {
        Expression::And { operands, .. } => joined(operands, ", of these "),
        Expression::Or { operands, .. } => joined(operands, " or "),
        Expression::Not { operand, .. } => format!("everything but {}", words(operand, true)),
        Expression::Matcher(matcher) => one(&matcher.kind),
    }
}

fn one(kind: &MatcherKind) -> String {
    let argument = kind.to_string();
    let argument = argument.split_once('(').map_or("", |(_, rest)| rest.trim_end_matches(')'));
    let argument = argument.trim_matches(['`', '"']);
    match kind {
        MatcherKind::HostSni(_) if argument == "*" => "every connection".to_owned(),
        MatcherKind::HostSni(_) => format!("TLS connections for the server name {}", code(argument)),
        MatcherKind::HostSniRegexp(_) => format!("TLS connections whose server name matches {}", code(argument)),
        MatcherKind::ClientIp(_) => format!("clients from {}", code(argument)),
        MatcherKind::Alpn(_) => format!("TLS connections that offer the protocol {}", code(argument)),
    }
}

/// Text of an input as code, within its line.
pub(super) fn code(text: &str) -> String {
    let text = crate::escape::line(text);
    let run = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(run + 1);
    let pad = if run > 0 || text.starts_with(' ') || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}
