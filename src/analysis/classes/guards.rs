use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _};

use super::super::set::{Clients, Numbers, Steps};
use crate::routing::{Router, RoutingTable};

/// The most pieces into which allow lists may divide addresses.
const MOST: usize = 4_096;

/// All addresses in pieces: to all addresses of a piece the allow lists of some routers do the same.
pub(super) struct Pieces {
    /// The number of each address's piece. These count from 0, by their first addresses.
    pub steps: Arc<Steps<u128, u32>>,
    /// The first address of each.
    pub firsts: Vec<u128>,
}

/// What the allow lists of routers tell apart, found out once for all routers of the same lists.
pub(super) struct Guards<'t> {
    table: &'t RoutingTable,
    whole: Arc<Pieces>,
    /// By where the lists are in memory, with a 0 behind those of each router.
    known: HashMap<Vec<usize>, Option<Arc<Pieces>>>,
}

impl<'t> Guards<'t> {
    /// The guards of a table.
    pub fn new(table: &'t RoutingTable) -> Self {
        let whole = Pieces { steps: Arc::new(Steps::constant(0)), firsts: vec![0] };
        Self { table, whole: Arc::new(whole), known: HashMap::new() }
    }

    /// What the lists of these routers tell apart. None where that is too much.
    pub fn pieces(&mut self, routers: &[&Router]) -> Option<Arc<Pieces>> {
        let mut lists = Vec::new();
        for router in routers {
            let before = lists.len();
            lists.extend(self.table.allow_lists(router).map(|list| list.as_ptr().addr()));
            if lists.len() > before {
                lists.push(0);
            }
        }
        if lists.is_empty() {
            return Some(Arc::clone(&self.whole));
        }
        let table = self.table;
        self.known.entry(lists).or_insert_with(|| pieces(table, routers).map(Arc::new)).clone()
    }
}

fn pieces(table: &RoutingTable, routers: &[&Router]) -> Option<Pieces> {
    let mut steps = Steps::constant(0);
    for router in routers {
        let refusing = refusing(table, router);
        let mut numbers = Numbers::default();
        steps = steps.combine(&refusing, |piece: &u32, list: &u32| numbers.of(&(*piece, *list)));
        if numbers.into_values().len() > MOST {
            return None;
        }
    }
    let mut firsts = Vec::new();
    for (first, _, piece) in steps.stretches(u128::MAX) {
        if *piece as usize == firsts.len() {
            firsts.push(first);
        }
    }
    Some(Pieces { steps: Arc::new(steps), firsts })
}

/// Which allow list of a router refuses an address, counted from 1: the first that does settles it. 0 for none.
fn refusing(table: &RoutingTable, router: &Router) -> Steps<u128, u32> {
    let mut lists = table.allow_lists(router);
    if let (Some(only), None) = (lists.next(), lists.next()) {
        return Clients::of(only).steps().map(|admitted| u32::from(!admitted));
    }
    let mut rest = Clients::everyone();
    let mut refusing: Vec<(u128, u32)> = Vec::new();
    for (list, number) in table.allow_lists(router).zip(1..) {
        let list = Clients::of(list);
        refusing.extend(rest.difference(&list).stretches().map(|(first, _)| (first, number)));
        rest = rest.intersection(&list);
        if rest.is_empty() {
            break;
        }
    }
    refusing.extend(rest.stretches().map(|(first, _)| (first, 0)));
    refusing.sort_unstable();
    let mut steps = refusing.into_iter();
    let (_, first) = steps.next().unwrap_or_default();
    Steps::new(first, steps)
}
