//! What connections do to an invariant, in words.

use crate::analysis::invariant::{Demand, Part};
use crate::analysis::reach::Reached;
use crate::check::RuleView;
use crate::check::table::routed::{Routed, client, entry_point};
use crate::diagnostic::Diagnostic;
use crate::invariant::Stated;
use crate::routing::{Answer, Condition, Outcome, Reason, Router, RoutingTable};
use crate::source::{Span, Text};

/// Who breaks an invariant, and how.
pub(crate) fn breach(table: &RoutingTable, stated: &Stated<'_>, part: &Part) -> String {
    let witness = &part.witness;
    let answer = table.decide_fast(witness);
    let by_chance = answer.outcome() == Outcome::Ambiguous;
    let reached = reached(table, stated, &answer);
    let is_always = stated.invariant.demand == Demand::Always;
    let deed = match (is_always, by_chance) {
        (false, false) => "reaches",
        (false, true) => "may reach",
        (true, true) => "may not reach",
        (true, false) if reached.is_empty() => "does not reach",
        (true, false) => "does not always reach",
    };
    let services = if is_always { named(stated) } else { reached };
    format!("{} {deed} {} on {}", client(witness), services.join(" or "), entry_point(&witness.entry_point))
}

/// The services of an invariant that connections with this answer reach.
fn reached(table: &RoutingTable, stated: &Stated<'_>, answer: &Answer<'_>) -> Vec<String> {
    let wanted = stated.invariant.to.as_deref();
    let is_meant = |name: &String| wanted.is_none_or(|names| names.iter().any(|wanted| wanted.is(name)));
    let services = Reached::new(table, answer).services.into_iter().map(|service| service.service);
    services.filter(is_meant).map(|name| format!("`{name}`")).collect()
}

/// The services of an invariant as they are written.
fn named(stated: &Stated<'_>) -> Vec<String> {
    let written = stated.written.to.iter().flat_map(|names| &names.items).map(Text::as_str);
    written.map(|name| if name == "*" { "a service".to_owned() } else { format!("`{name}`") }).collect()
}

/// Adds the way that a connection takes, at the rules that take it.
pub(super) fn way(routed: &Routed<'_, '_>, mut found: Diagnostic, part: &Part) -> Diagnostic {
    if !part.looked_at {
        return found;
    }
    let table = routed.context.table;
    let answer = table.decide_fast(&part.witness);
    let verdict = table.verdict(&part.witness, &answer);
    let ranges = part.clients.ranges();
    let is_one = ranges.len() == 1 && ranges.iter().all(|range| range.prefix_len() == range.max_prefix_len());
    let others = if is_one { String::new() } else { format!("; the same holds for {}", part.clients) };
    let message = format!("{}: {verdict}{others}", client(&part.witness));
    let takers = takers(&answer);
    let rules = takers.iter().filter_map(|router| routed.rule(router));
    let mut places: Vec<Span> = rules.map(RuleView::whole).collect();
    places.dedup();
    let first = places.first().copied().unwrap_or(Span::NOWHERE);
    found = found.related(first, message);
    for other in places.into_iter().skip(1).take(2) {
        found = found.related(other, "or this one takes it");
    }
    found
}

fn takers<'t>(answer: &Answer<'t>) -> Vec<&'t Router> {
    if answer.contenders.is_empty() { answer.router.into_iter().collect() } else { answer.contenders.clone() }
}

/// Why it is not known what becomes of a connection, and what helps.
pub(super) fn doubt(table: &RoutingTable, part: &Part) -> (String, String) {
    let who = client(&part.witness);
    let at = entry_point(&part.witness.entry_point);
    if !part.looked_at {
        let why = format!("the rules on {at} divide connections into too many classes, and not all were looked at");
        return (why, "replace regular expressions by names or wildcards".to_owned());
    }
    let answer = table.decide_fast(&part.witness);
    let guards = takers(&answer).into_iter().flat_map(|router| table.conditions(router));
    let unknown = guards.filter_map(|guard| match guard {
        Condition::Unknown(name) => Some(format!("`{name}`")),
        Condition::Limit(..) => None,
    });
    let mut names: Vec<String> = unknown.collect();
    names.dedup();
    if answer.reason() == Some(Reason::UndecidedRule) || names.is_empty() {
        let why = format!("tcpgen cannot tell whether a rule matches {who} on {at}");
        return (why, "write the rule in another way, or limit the invariant's set to what is known".to_owned());
    }
    let names = names.join(", ");
    let why = format!("{names} exists elsewhere, and decides on {who} on {at}");
    (why, format!("declare {names} in this state with its source ranges, or add a middleware that is known"))
}

/// What mends a broken invariant, where no smaller change is known.
pub(super) fn general_help(demand: Demand) -> &'static str {
    match demand {
        Demand::Only | Demand::Never => {
            "change the route so that these connections do not match, or add a middleware that refuses them"
        }
        Demand::Always => "change the routes and middlewares so that these connections get there",
    }
}
