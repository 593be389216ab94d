use std::ptr::from_ref;

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use smol_str::SmolStr;

use super::budget::{Budget, alternatives};
use super::entry_point::{Analysis, Found, Ties};
use super::finding::{CutShort, Finding, Unreachable};
use crate::routing::{Router, RoutingTable};

/// The entry points that no route names, all alike.
pub const ANY_ENTRY_POINT: &str = "*";

/// Everything that is found, by the order of the objects within each kind.
pub fn analyse(table: &RoutingTable) -> Vec<Finding<'_>> {
    let rules = table.routers().iter().filter_map(Router::rule_tree);
    let mut budget = Budget::new(alternatives(rules).max(table.routers().len()));
    let mut ties = Ties::new();
    let mut found: Vec<(SmolStr, Found<'_>)> = Vec::new();
    let mut routers_on: HashMap<SmolStr, Vec<&Router>> = HashMap::new();
    for router in table.routers() {
        for name in &router.using {
            let routers = routers_on.entry(name.clone()).or_default();
            if routers.last().is_none_or(|last| !std::ptr::eq(*last, router)) {
                routers.push(router);
            }
        }
        if table.serves_unnamed_entry_points() && router.is_everywhere() {
            routers_on.entry(ANY_ENTRY_POINT.into()).or_default().push(router);
        }
    }
    let mut names: Vec<SmolStr> = routers_on.keys().cloned().collect();
    names.sort_unstable();
    let mut cut_short: Option<CutShort<'_>> = None;
    for name in names {
        let routers = routers_on.get(&name).map_or(&[][..], Vec::as_slice);
        let analysis =
            Analysis { table, at: name.clone(), budget: &mut budget, ties: &mut ties, found: Found::default() };
        let on_this = analysis.run(routers);
        if on_this.cut_short
            && let Some(&router) = routers.first()
        {
            let cut = cut_short.get_or_insert_with(|| CutShort { entry_points: Vec::new(), router });
            cut.entry_points.push(name.clone());
        }
        found.push((name, on_this));
    }
    let mut findings = together(found);
    findings.extend(cut_short.map(Finding::CutShort));
    findings
}

/// What was found on all entry points.
fn together(all: Vec<(SmolStr, Found<'_>)>) -> Vec<Finding<'_>> {
    let mut dead: Vec<Unreachable<'_>> = Vec::new();
    let mut places: HashMap<*const Router, usize> = HashMap::new();
    let mut findings = Vec::new();
    let mut open = HashSet::new();
    let mut shadowed = HashSet::new();
    for (name, found) in all {
        for loser in found.dead {
            let place = *places.entry(from_ref(loser.router)).or_insert_with(|| {
                dead.push(Unreachable {
                    router: loser.router,
                    entry_points: Vec::new(),
                    everywhere: false,
                    instead: None,
                    beaten_at: loser.router.priority,
                    by_length: true,
                });
                dead.len() - 1
            });
            let Some(unreachable) = dead.get_mut(place) else { continue };
            unreachable.entry_points.push(name.clone());
            if let Some(loss) = loser.loss {
                unreachable.beaten_at = unreachable.beaten_at.max(loss.beaten_at);
                unreachable.by_length &= loss.by_length;
                unreachable.instead.get_or_insert((loss.witness, loss.takers));
            }
        }
        let parts = found.shadowed.into_iter();
        let parts = parts.filter(|part| shadowed.insert((from_ref(part.router), part.range.start)));
        findings.extend(parts.map(Finding::Shadowed));
        findings.extend(found.ambiguous.into_iter().map(Finding::Ambiguous));
        let fails = found.fails_open.into_iter().filter(|found| open.insert(from_ref(found.router)));
        findings.extend(fails.map(Finding::FailsOpen));
    }
    for mut unreachable in dead {
        let mut used = unreachable.router.using.clone();
        used.sort_unstable();
        used.dedup();
        let elsewhere = usize::from(unreachable.router.is_everywhere() && used.is_empty());
        unreachable.everywhere = unreachable.entry_points.len() >= used.len() + elsewhere;
        findings.push(Finding::Unreachable(unreachable));
    }
    findings
}
