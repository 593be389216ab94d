use std::collections::{BTreeMap, HashSet};

use smol_str::SmolStr;

use crate::resource::Resources;
use crate::routing::{Environment, Router, RoutingTable};

/// The routing table of one state. It is compared with several others, so that what each router does is kept as well: to
/// write it down takes longer than anything else of a comparison.
#[derive(Debug)]
pub(super) struct Scene {
    pub table: RoutingTable,
    /// By entry point, in the table's order.
    deeds: BTreeMap<SmolStr, Vec<String>>,
}

impl Scene {
    pub fn new(resources: &Resources, environment: &Environment) -> Self {
        let table = RoutingTable::new(resources, environment);
        let of = |name: &str| table.routers_on(name).map(|router| format!("{:?}", table.deed(router))).collect();
        let deeds = table.entry_points().map(|name| (SmolStr::new(name), of(name))).collect();
        Self { table, deeds }
    }

    /// The routers of an entry point by which this state and another differ, of both.
    pub fn changed<'s>(&'s self, other: &'s Self, entry_point: &str) -> Vec<&'s Router> {
        [self.without(other, entry_point), other.without(self, entry_point)].concat()
    }

    /// Whether the two have the same routers on an entry point.
    pub fn is_like(&self, other: &Self, entry_point: &str) -> bool {
        self.known(entry_point) == other.known(entry_point)
    }

    fn without(&self, other: &Self, entry_point: &str) -> Vec<&Router> {
        let known = other.known(entry_point);
        let routers = self.table.routers_on(entry_point).zip(self.deeds_on(entry_point));
        routers.filter(|(_, deed)| !known.contains(deed.as_str())).map(|(router, _)| router).collect()
    }

    fn known(&self, entry_point: &str) -> HashSet<&str> {
        self.deeds_on(entry_point).iter().map(String::as_str).collect()
    }

    fn deeds_on(&self, entry_point: &str) -> &[String] {
        self.deeds.get(entry_point).map_or(&[], Vec::as_slice)
    }
}
