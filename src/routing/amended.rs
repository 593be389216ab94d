//! A table as it would be with other middlewares, made of one that is there: to read all objects again would take longer
//! than what is asked of it.

use smol_str::SmolStr;

use super::guard::{Guard, GuardKind};
use super::referent::Referent;
use super::router::Router;
use super::table::RoutingTable;
use crate::source_range::SourceRange;

/// A table whose routers are the same, in the same places, but for what guards some of them.
#[derive(Clone, Debug)]
pub(crate) struct Amended {
    /// The table.
    pub table: RoutingTable,
    /// The places of these routers.
    pub routers: Vec<usize>,
}

impl RoutingTable {
    /// The table once a middleware, by its place among the resources, is an allow list of these ranges. None where that would
    /// change more: it is no allow list yet, or a router that names it does not serve; and where no router names it.
    pub(crate) fn with_allow_list(&self, middleware: usize, ranges: &[SourceRange]) -> Option<Amended> {
        let is_it = |referent: &&Referent| **referent == Referent::Object(middleware);
        let naming = self.routers.iter().enumerate();
        let naming = naming.filter(|(_, router)| router.references.middlewares.iter().any(|one| is_it(&one)));
        let routers: Vec<usize> = naming.map(|(place, _)| place).collect();
        routers.first()?;
        let mut table = self.clone();
        for router in routers.iter().filter_map(|place| self.routers.get(*place)) {
            let named = built(router)?.filter(|(referent, _)| is_it(referent));
            for (_, guard) in named {
                let guard = table.guards.get_mut(guard as usize)?;
                let GuardKind::AllowList(list) = &mut guard.kind else { return None };
                *list = ranges.to_vec();
            }
        }
        Some(Amended { table, routers })
    }

    /// The table once a router names one more middleware, behind its others: an allow list of these ranges. None where the
    /// router does not serve, or stands for several.
    pub(crate) fn with_guard(&self, router: &Router, name: SmolStr, ranges: &[SourceRange]) -> Option<Amended> {
        drop(built(router)?);
        let is_it = |own: &Router| own.index == router.index && own.object == router.object;
        let mut places = (0..).zip(&self.routers).filter(|(_, own)| is_it(own)).map(|(place, _)| place);
        let (Some(place), None) = (places.next(), places.next()) else { return None };
        let mut table = self.clone();
        let guard = u32::try_from(table.guards.len()).ok()?;
        let router = table.routers.get_mut(place)?;
        router.guards.push(guard);
        router.middlewares.push(name.clone());
        table.guards.push(Guard { name, kind: GuardKind::AllowList(ranges.to_vec()) });
        Some(Amended { table, routers: vec![place] })
    }
}

/// The references of a router that serves to middlewares, each with what was built of it.
fn built(router: &Router) -> Option<impl Iterator<Item = (&Referent, u32)>> {
    let references = &router.references.middlewares;
    let serves = router.is_listed() && references.len() == router.guards.len();
    serves.then(|| references.iter().zip(router.guards.iter().copied()))
}
