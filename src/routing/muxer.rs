use std::cmp::{Ordering, Reverse};
use std::sync::{Arc, OnceLock};

use super::muxer_index::{Entry, MuxerIndex};
use super::router::Router;
use crate::rule::{Client, Verdict};

/// The routers of one list of an entry point, the highest priority first (`pkg/muxer/tcp/mux.go`).
///
/// Traefik leaves the order of equal priorities to chance. Here they stand by name, which nothing but output shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Muxer {
    routes: Vec<Route>,
    /// Made when a client is first looked for: most lists are never asked.
    index: OnceLock<Arc<MuxerIndex>>,
}

/// A router in the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Route {
    /// Its place in the table.
    pub router: u32,
    /// Its priority.
    pub priority: i64,
}

/// The routers that may get a connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The highest priority at which one matches for certain.
    pub priority: Option<i64>,
    /// Those that match at that priority; more than one is a tie.
    pub matched: Vec<u32>,
    /// Those at or above that priority of which tcpgen cannot tell.
    pub unknown: Vec<u32>,
}

impl Muxer {
    /// A muxer of these routers.
    pub fn new(members: Vec<u32>, routers: &[Router]) -> Self {
        let at = |place: u32| {
            let router = routers.get(place as usize)?;
            Some(Route { router: place, priority: router.priority })
        };
        let mut order: Vec<Route> = members.into_iter().filter_map(at).collect();
        let by_name = |a: &Route, b: &Route| match [a, b].map(|it| routers.get(it.router as usize)) {
            [Some(a), Some(b)] => a.by_name(b),
            _ => Ordering::Equal,
        };
        order.sort_by(|a, b| b.priority.cmp(&a.priority).then_with(|| by_name(a, b)));
        Self { routes: order, index: OnceLock::new() }
    }

    /// The routers, in order.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The routers down to a priority, in order; all of them without one.
    pub fn down_to(&self, priority: Option<i64>) -> &[Route] {
        let end = priority.map_or(self.routes.len(), |least| self.routes.partition_point(|it| it.priority >= least));
        &self.routes[..end]
    }

    /// Whether there is any router.
    pub fn has_routes(&self) -> bool {
        !self.routes.is_empty()
    }

    /// Looks for the routers that a client matches.
    pub fn find(&self, client: &Client<'_>, routers: &[Router]) -> Found {
        let mut found = Found::default();
        let mut unknown = Vec::new();
        let index = self.index.get_or_init(|| {
            let rule = |it: &Route| routers.get(it.router as usize).and_then(Router::rule_tree);
            Arc::new(MuxerIndex::new(self.routes.iter().map(rule)))
        });
        for bucket in index.buckets(client) {
            self.search(bucket, client, routers, &mut found, &mut unknown);
        }
        found.matched.sort_unstable();
        found.matched.dedup();
        if !unknown.is_empty() {
            // A route of which one alternative matches does, whatever the others come to.
            let matched = &found.matched;
            unknown.retain(|route: &Route| {
                let is_asked = found.priority.is_none_or(|priority| route.priority >= priority);
                is_asked && matched.binary_search(&route.router).is_err()
            });
            unknown.sort_by_key(|route| (Reverse(route.priority), route.router));
            found.unknown = unknown.into_iter().map(|route| route.router).collect();
            found.unknown.dedup();
        }
        found
    }

    fn search(
        &self,
        bucket: &[Entry],
        client: &Client<'_>,
        routers: &[Router],
        found: &mut Found,
        unknown: &mut Vec<Route>,
    ) {
        for entry in bucket {
            let Some(&route) = self.routes.get(entry.place as usize) else { continue };
            if found.priority.is_some_and(|priority| route.priority < priority) {
                return;
            }
            let verdict = if entry.certain { Verdict::Matches } else { evaluate(routers, route, *entry, client) };
            match verdict {
                Verdict::Matches if found.priority == Some(route.priority) => found.matched.push(route.router),
                Verdict::Matches => {
                    found.priority = Some(route.priority);
                    found.matched.clear();
                    found.matched.push(route.router);
                }
                Verdict::Unknown => unknown.push(route),
                Verdict::Differs => {}
            }
        }
    }
}

fn evaluate(routers: &[Router], route: Route, entry: Entry, client: &Client<'_>) -> Verdict {
    let rule = routers.get(route.router as usize).and_then(Router::rule_tree);
    let alternative = rule.and_then(|rule| rule.expression().alternatives().get(entry.alternative as usize));
    alternative.map_or(Verdict::Unknown, |alternative| alternative.evaluate(client))
}
