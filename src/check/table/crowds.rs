//! Whether it is worth to look at what routers do to each other: most tables have a router for each port, or for each name.

use foldhash::{HashSet, HashSetExt as _};

use crate::check::view::matcher_set::MatcherSet;
use crate::check::{Context, EntryPointView, RuleView};
use crate::rule::{Expression, HostPattern, MatcherKind, Rule};

/// Whether any routers may share clients, or one may have none. Takes a glance at each rule.
pub(crate) fn may_meet(context: &Context<'_>) -> bool {
    let listeners = &context.listeners;
    let everywhere = listeners.len() > 1 && listeners.iter().any(|listener| listener.name.is_none());
    let disabled = || context.rules.iter().any(|rule| !rule.router.is_listed() && !rule.rule.middlewares.is_empty());
    everywhere || listeners.iter().any(|listener| meet_on(context, listener)) || disabled()
}

fn meet_on(context: &Context<'_>, listener: &EntryPointView<'_>) -> bool {
    if listener.plain.len() > 1 || !listener.plain.is_empty() && !listener.tls.is_empty() {
        return true;
    }
    if let [only] = listener.tls.as_slice() {
        // Alone, it is of interest when its parts may rule each other out.
        let rule = context.rules.get(*only).and_then(RuleView::live);
        return rule.is_some_and(|rule| !is_alternatives(rule));
    }
    let mut exact = HashSet::with_capacity(listener.tls.len());
    let mut suffixes = HashSet::new();
    for rule in context.at(&listener.tls) {
        let others = MatcherSet::REGEXP.or(MatcherSet::CLIENT_IP).or(MatcherSet::ALPN);
        let named = rule.live().filter(|read| !rule.matchers.has(others) && !read.is_catch_all());
        let Some(read) = named.filter(|read| is_alternatives(read)) else { return true };
        for (_, host, _) in read.hosts() {
            let is_new = match host {
                HostPattern::Exact(name) => exact.insert(name.as_str()),
                HostPattern::Wildcard(suffix) => suffixes.insert(suffix.as_str()),
                HostPattern::Never(_) => true,
                HostPattern::CatchAll | HostPattern::AnyName | HostPattern::Dotted(_) => false,
            };
            if !is_new {
                return true;
            }
        }
    }
    let under = |name: &&str| name.split_once('.').is_some_and(|(_, suffix)| suffixes.contains(suffix));
    !suffixes.is_empty() && exact.iter().any(under)
}

/// Whether a rule matches somebody, whatever its parts are.
fn is_alternatives(rule: &Rule) -> bool {
    let is_sure = |expression: &Expression| match expression {
        Expression::Matcher(matcher) => !matches!(matcher.kind, MatcherKind::HostSniRegexp(_)),
        _ => false,
    };
    match rule.expression() {
        Expression::Or { operands, .. } => operands.iter().all(is_sure),
        expression => is_sure(expression),
    }
}
