//! The routers that do not serve, where many connections ask for them: those of an entry point, and those that a client would
//! match.

use foldhash::{HashMap, HashMapExt as _};
use smol_str::SmolStr;

use super::muxer_index::MuxerIndex;
use super::router::Router;
use super::{Fault, Status};
use crate::rule::Client;

/// Made when a connection is first put in words: most tables are only asked what becomes of one.
#[derive(Clone, Debug, Default)]
pub(super) struct NotServing {
    /// Disabled and absent ones by the entry points that they name, in the order of the objects.
    named: HashMap<SmolStr, Vec<u32>>,
    /// The same that name none.
    everywhere: Vec<u32>,
    /// Those of which a rule would still have matched, as the index knows them.
    ruled: Vec<u32>,
    index: MuxerIndex,
    /// That no object is served, in words.
    pub crash: Option<String>,
}

impl NotServing {
    /// Looks through all routers once.
    pub fn of(routers: &[Router]) -> Self {
        let mut found = Self { named: HashMap::new(), ..Self::default() };
        for (place, router) in (0..).zip(routers) {
            if matches!(router.status, Status::Disabled | Status::Absent) {
                found.add(place, router);
            }
            let is_missed = router.status == Status::Disabled && !router.listed || router.is_refused();
            if is_missed && router.rule_tree().is_some() {
                found.ruled.push(place);
            }
            let crash = || router.faults.iter().find(|fault| matches!(fault, Fault::ProviderCrash { .. }));
            found.crash = found.crash.take().or_else(|| crash().map(Fault::to_string));
        }
        let rule = |place: &u32| routers.get(*place as usize).and_then(Router::rule_tree);
        found.index = MuxerIndex::new(found.ruled.iter().map(rule));
        found
    }

    fn add(&mut self, place: u32, router: &Router) {
        if router.everywhere {
            return self.everywhere.push(place);
        }
        for name in &router.entry_points {
            let places = self.named.entry(name.clone()).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }

    /// The first so many of an entry point, by their place in the table.
    pub fn on(&self, entry_point: &str, most: usize) -> Vec<u32> {
        let named = self.named.get(entry_point).map_or(&[][..], Vec::as_slice);
        let first = |places: &[u32]| places.iter().copied().take(most).collect::<Vec<_>>();
        let mut places = first(named);
        places.extend(first(&self.everywhere));
        places.sort_unstable();
        places.truncate(most);
        places
    }

    /// Those that a client may match, by their place in the table.
    pub fn candidates(&self, client: &Client<'_>) -> Vec<u32> {
        let found = self.index.buckets(client).flatten().filter_map(|entry| self.ruled.get(entry.place as usize));
        let mut places: Vec<u32> = found.copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}
