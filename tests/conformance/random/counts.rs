//! What random tables came to: a run that meets nothing but `http` would prove little.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use tcpgen::routing::Outcome;

use crate::conformance::rig::{Attempt, State};

/// How often each thing came up.
#[derive(Debug, Default)]
pub struct Counts {
    connections: usize,
    /// Ambiguous ones that were seen to have two fates.
    pub confirmed: usize,
    /// Ambiguous ones that were not, however often they were tried.
    pub unconfirmed: usize,
    /// Those of which tcpgen cannot tell.
    untold: usize,
    outcomes: BTreeMap<&'static str, usize>,
    statuses: BTreeMap<&'static str, usize>,
    /// What was seen, without the names of services.
    seen: BTreeMap<String, usize>,
}

impl Counts {
    /// Counts the routers of a table.
    pub fn table(&mut self, state: &State) {
        for router in state.table.routers() {
            *self.statuses.entry(router.status.name()).or_default() += 1;
        }
    }

    /// Counts a connection that tcpgen and Traefik agree on.
    pub fn connection(&mut self, state: &State, attempt: &Attempt, seen: Option<&str>) {
        self.connections += 1;
        let outcome = state.table.decide_fast(&attempt.connection).outcome();
        *self.outcomes.entry(outcome.name()).or_default() += 1;
        match seen {
            None => self.untold += 1,
            Some(seen) => {
                let seen = seen.rsplit_once(' ').map_or(seen, |(_, way)| way);
                *self.seen.entry(seen.to_owned()).or_default() += 1;
            }
        }
    }

    /// Fails when the run is too one-sided to tell much.
    pub fn assert_telling(&self) {
        let part = |name: Outcome| self.outcomes.get(name.name()).copied().unwrap_or(0) * 100 / self.connections.max(1);
        assert!(part(Outcome::Forwarded) >= 15, "too few connections are forwarded: {self}");
        assert!(part(Outcome::Closed) >= 5, "too few connections are closed: {self}");
        assert!(part(Outcome::Http) >= 5, "too few connections meet no router: {self}");
        assert!(part(Outcome::Ambiguous) <= 20, "too much is left to chance: {self}");
        assert!(
            self.unconfirmed * 4 <= self.confirmed + self.unconfirmed,
            "too little of the chance is chance: {self}"
        );
        assert!(self.untold * 50 <= self.connections, "tcpgen cannot tell too often: {self}");
    }
}

impl Display for Counts {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self { connections, confirmed, unconfirmed, untold, outcomes, statuses, seen } = self;
        write!(
            formatter,
            "{connections} connections ({untold} untold): {outcomes:?}, seen {seen:?}, routers {statuses:?}, \
             chance confirmed {confirmed}, unconfirmed {unconfirmed}"
        )
    }
}
