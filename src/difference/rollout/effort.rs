/// How many objects go into routing tables while one order is rehearsed. A table of a thousand takes a millisecond or two.
const OBJECTS_AT_MOST: usize = 100_000;

/// How many while an order is looked for.
const OBJECTS_OF_A_SEARCH: usize = 200_000;

/// How many connections are tried.
const CONNECTIONS_AT_MOST: usize = 250_000;

/// How many routers are in the tables over which invariants are proven. A table of a thousand takes tens of milliseconds.
const ROUTERS_AT_MOST: usize = 200_000;

/// What a rehearsal may still cost: somebody is waiting for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    objects: usize,
    connections: usize,
    routers: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self { objects: OBJECTS_AT_MOST, connections: CONNECTIONS_AT_MOST, routers: ROUTERS_AT_MOST }
    }
}

impl Effort {
    /// As much as it takes.
    pub fn unlimited() -> Self {
        Self { objects: usize::MAX, connections: usize::MAX, routers: usize::MAX }
    }

    /// The effort of a search for an order.
    pub fn of_a_search() -> Self {
        Self { objects: OBJECTS_OF_A_SEARCH, ..Self::default() }
    }

    /// Accounts for a table of this many objects; false when it is too much.
    pub fn table(&mut self, objects: usize) -> bool {
        take(&mut self.objects, objects)
    }

    /// Accounts for trying this many connections; false when it is too much.
    pub fn connections(&mut self, connections: usize) -> bool {
        take(&mut self.connections, connections)
    }

    /// Accounts for proving invariants over a table with this many routers; false when it is too much.
    pub fn proofs(&mut self, routers: usize) -> bool {
        take(&mut self.routers, routers)
    }
}

fn take(left: &mut usize, cost: usize) -> bool {
    let rest = left.checked_sub(cost);
    *left = rest.unwrap_or(0);
    rest.is_some()
}
