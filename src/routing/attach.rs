//! Which routers serve which entry points (`pkg/server/aggregator.go`, `pkg/config/runtime/runtime_tcp.go`).

use std::collections::BTreeSet;

use smol_str::SmolStr;

use super::provided::Draft;
use super::router::Router;
use super::{Environment, Fault};

/// The entry point of Traefik's API and dashboard, which is no default one.
const INTERNAL: &str = "traefik";

/// The entry points that exist.
#[derive(Debug)]
pub(super) struct EntryPoints {
    /// All of them.
    known: BTreeSet<SmolStr>,
    /// Those of routers that name none.
    defaults: Vec<SmolStr>,
    /// Whether there may be more.
    assumed: bool,
}

impl EntryPoints {
    /// The declared ones, and those that routers name when these are taken to exist.
    pub fn new(environment: &Environment, drafts: &[Draft]) -> Self {
        let declared = &environment.entry_points;
        let mut known: BTreeSet<SmolStr> = declared.iter().map(|entry_point| entry_point.name.clone()).collect();
        let assumed = environment.assume_entry_points;
        if assumed {
            known.extend(drafts.iter().flat_map(|draft| draft.router.entry_points.iter().cloned()));
        }
        let chosen: BTreeSet<_> = declared.iter().filter(|it| it.as_default).map(|it| it.name.clone()).collect();
        let defaults = if chosen.is_empty() { &known } else { &chosen };
        let defaults = defaults.iter().filter(|name| *name != INTERNAL || chosen.contains(*name)).cloned().collect();
        Self { known, defaults, assumed }
    }

    /// All that are known.
    pub fn known(&self) -> impl Iterator<Item = &SmolStr> {
        self.known.iter()
    }

    /// Gives a router its entry points. False when it has none, and is not looked at any further.
    pub fn attach(&self, router: &mut Router) -> bool {
        if router.everywhere {
            router.entry_points.clone_from(&self.defaults);
        }
        for index in 0..router.entry_points.len() {
            let Some(name) = router.entry_points.get(index).cloned() else { break };
            if self.known.contains(&name) {
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
