use foldhash::HashMap;

use super::report::ANY_ENTRY_POINT;
use crate::routing::{Router, RoutingTable};

/// The routers of every entry point of a table.
#[derive(Debug)]
pub(super) struct TableLists<'t> {
    by_name: HashMap<&'t str, Lists<'t>>,
}

/// The routers of one entry point.
#[derive(Clone, Debug)]
pub(super) struct Lists<'t> {
    pub table: &'t RoutingTable,
    /// Whether Traefik reads a client's first bytes before it chooses a router.
    pub peeks: bool,
    /// Those without TLS.
    pub plain: Vec<&'t Router>,
    /// Those with it.
    pub tls: Vec<&'t Router>,
}

impl<'t> TableLists<'t> {
    pub fn new(table: &'t RoutingTable) -> Self {
        let routers = |places: Vec<usize>| places.into_iter().filter_map(|place| table.routers().get(place)).collect();
        let by_name = table.listeners().map(|listener| {
            let (plain, tls) = (routers(listener.plain), routers(listener.tls));
            (listener.name.unwrap_or(ANY_ENTRY_POINT), Lists { table, peeks: listener.peeks, plain, tls })
        });
        Self { by_name: by_name.collect() }
    }

    /// The names of the entry points; [`ANY_ENTRY_POINT`] stands for those that nobody declared and no route names.
    pub fn entry_points(&self) -> impl Iterator<Item = &'t str> {
        self.by_name.keys().copied()
    }

    /// What an entry point has; none when there is no such entry point.
    pub fn at(&self, name: &str) -> Option<Lists<'t>> {
        self.by_name.get(name).or_else(|| self.by_name.get(ANY_ENTRY_POINT)).cloned()
    }
}
