use std::sync::Arc;

use smol_str::SmolStr;

use super::clients::Clients;
use super::connection_set::ConnectionSet;
use super::division::{Column, Division, Plane};
use super::mode::Mode;
use super::steps::Steps;
use super::universe::Universe;
use crate::analysis::keys::Key;

/// Connections as somebody asks for them. What is left out is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The entry points.
    pub entry_points: Option<Vec<SmolStr>>,
    /// Where the clients come from.
    pub clients: Option<Clients>,
    /// Whether they speak TLS.
    pub tls: Option<bool>,
    /// The server names that they send, in lower case: names and `*.names`, one label under.
    pub names: Option<Vec<SmolStr>>,
    /// Protocols of which they offer one at least.
    pub alpn: Option<Vec<SmolStr>>,
    /// Whether they send PostgreSQL's SSLRequest first.
    pub postgres: Option<bool>,
}

impl Selection {
    /// The names that it asks for.
    pub(super) fn keys(&self) -> impl Iterator<Item = Key> {
        self.names.iter().flatten().map(|name| match name.strip_prefix("*.") {
            Some(suffix) => Key::Suffix(suffix.into()),
            None => Key::Host(name.clone()),
        })
    }

    fn has_mode(&self, mode: Mode) -> bool {
        let implied = self.names.is_some() || self.alpn.is_some();
        self.tls.is_none_or(|tls| tls == mode.is_tls())
            && self.postgres.is_none_or(|postgres| postgres == mode.is_postgres())
            && (mode.is_tls() || !implied)
    }
}

impl ConnectionSet {
    /// The connections that a selection asks for. The universe has to know of it ([`Universe::new`]).
    pub fn of(universe: &Universe, selection: &Selection) -> Self {
        let nobody = Steps::constant(Arc::new(Steps::constant(Arc::new(Steps::constant(false)))));
        let planes = universe.axes.iter().enumerate().map(|(place, axis)| {
            let names = selection.entry_points.as_ref();
            let here = names.is_none_or(|names| names.contains(&axis.entry_point));
            Mode::ALL.map(|mode| {
                if here && selection.has_mode(mode) { plane(universe, place, selection) } else { nobody.clone() }
            })
        });
        Self::new(Division::new(planes.collect()))
    }
}

fn plane(universe: &Universe, place: usize, selection: &Selection) -> Plane<bool> {
    let Some(axis) = universe.axes.get(place) else { return Steps::constant(Arc::default()) };
    let clients = selection.clients.as_ref().map_or(Steps::constant(true), |clients| clients.steps().clone());
    let (inside, outside) = (Arc::new(clients), Arc::new(Steps::constant(false)));
    let offers: Column<bool> = match &selection.alpn {
        None => Arc::new(Steps::constant(inside)),
        Some(protocols) => {
            let mask = protocols.iter().filter_map(|one| axis.offers.bit(one)).fold(0, |mask, bit| mask | bit);
            let chosen = |choice: u32| {
                let asked = choice < axis.offers.only_others() && choice & mask != 0;
                if asked { Arc::clone(&inside) } else { Arc::clone(&outside) }
            };
            Arc::new(Steps::new(chosen(0), (1..=axis.offers.last()).map(|choice| (choice, chosen(choice)))))
        }
    };
    if selection.names.is_none() {
        return Steps::constant(offers);
    }
    let nobody: Column<bool> = Arc::new(Steps::constant(outside));
    let mut asked: Vec<u32> = selection.keys().flat_map(|key| axis.names.of(&key).to_vec()).collect();
    asked.sort_unstable();
    asked.dedup();
    let steps = asked.into_iter().flat_map(|name| [(name, Arc::clone(&offers)), (name + 1, Arc::clone(&nobody))]);
    // Of a name and its neighbour, the second one's beginning counts.
    let mut later: Vec<(u32, Column<bool>)> = Vec::new();
    for step in steps {
        if later.last().is_some_and(|(start, _)| *start == step.0) {
            later.pop();
        }
        later.push(step);
    }
    Steps::new(nobody, later)
}
