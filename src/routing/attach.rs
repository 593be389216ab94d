//! Which routers serve which entry points (`pkg/server/aggregator.go`, `pkg/config/runtime/runtime_tcp.go`).

use foldhash::{HashMap, HashSet};
use smol_str::SmolStr;

use super::provided::Draft;
use super::router::Router;
use super::{Environment, Fault};

/// The entry point of Traefik's API and dashboard, which is no default one.
const INTERNAL: &str = "traefik";

/// The entry points that exist.
#[derive(Debug)]
pub(super) struct EntryPoints {
    /// All of them, each with its place among them by name.
    known: HashMap<SmolStr, usize>,
    /// Those of routers that name none.
    defaults: Vec<SmolStr>,
    /// Whether there may be more.
    assumed: bool,
}

impl EntryPoints {
    /// The declared ones, and those that routers name when these are taken to exist.
    pub fn new(environment: &Environment, drafts: &[Draft]) -> Self {
        let declared = &environment.entry_points;
        let mut sorted: Vec<&SmolStr> = declared.iter().map(|entry_point| &entry_point.name).collect();
        let assumed = environment.assume_entry_points;
        if assumed {
            sorted.extend(drafts.iter().flat_map(|draft| &draft.router.entry_points));
        }
        sorted.sort_unstable();
        sorted.dedup();
        let chosen: HashSet<_> = declared.iter().filter(|it| it.as_default).map(|it| it.name.clone()).collect();
        let is_default = |name: &&&SmolStr| {
            if chosen.is_empty() { **name != INTERNAL } else { chosen.contains(**name) }
        };
        let defaults = sorted.iter().filter(is_default).map(|name| (*name).clone()).collect();
        let known = sorted.into_iter().enumerate().map(|(place, name)| (name.clone(), place)).collect();
        Self { known, defaults, assumed }
    }

    /// All that are known, by name.
    pub fn known(&self) -> Vec<&SmolStr> {
        let mut names: Vec<&SmolStr> = self.known.keys().collect();
        names.sort_unstable();
        names
    }

    /// The place of an entry point among [`known`](Self::known).
    pub fn place(&self, name: &SmolStr) -> Option<usize> {
        self.known.get(name).copied()
    }

    /// Gives a router its entry points. False when it has none, and is not looked at any further.
    pub fn attach(&self, router: &mut Router) -> bool {
        if router.everywhere {
            router.entry_points.clone_from(&self.defaults);
        }
        router.using.reserve_exact(router.entry_points.len());
        for index in 0..router.entry_points.len() {
            let Some(name) = router.entry_points.get(index).cloned() else { break };
            if self.known.contains_key(&name) {
                router.using.push(name);
            } else {
                router.fail(Fault::UnknownEntryPoint { entry_point: name });
            }
        }
        let attached = !router.using.is_empty() || router.everywhere && self.assumed;
        if !attached {
            router.fail(Fault::NoEntryPoint);
        }
        attached
    }
}
