use foldhash::{HashMap, HashMapExt as _};

use super::access::is_alike;
use crate::analysis::classes::Classes;
use crate::analysis::reach::Reached;
use crate::analysis::set::Division;
use crate::routing::RoutingTable;

/// How two tables treat some connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// The same way.
    Alike,
    /// One of them did not divide these.
    Unknown,
    /// In two ways, those of this place.
    Changed(usize),
}

/// The ways in which two tables treat connections differently, each once.
pub(super) struct Kinds<'t> {
    sides: [Side<'t>; 2],
    known: HashMap<(u32, u32), Kind>,
    places: HashMap<String, usize>,
    /// The outcomes before and after.
    pub all: Vec<[Reached; 2]>,
}

/// One table, with the outcome of each class.
struct Side<'t> {
    table: &'t RoutingTable,
    classes: &'t Classes<'t>,
    reached: HashMap<u32, Reached>,
}

impl<'t> Kinds<'t> {
    /// The ways of all connections of the classes' universe.
    pub fn of_all(tables: [&'t RoutingTable; 2], classes: [&'t Classes<'t>; 2]) -> (Self, Division<Kind>) {
        let [was, now] = classes;
        let both = was.division().combine(now.division(), |was, now| (*was, *now));
        let mut kinds = Self::new(tables, classes);
        for pair in both.values() {
            kinds.learn(*pair);
        }
        let division = both.map(|pair| kinds.of(*pair));
        (kinds, division)
    }

    /// None yet.
    fn new(tables: [&'t RoutingTable; 2], classes: [&'t Classes<'t>; 2]) -> Self {
        let [old, new] = tables;
        let [was, now] = classes;
        let side = |table, classes| Side { table, classes, reached: HashMap::new() };
        Self { sides: [side(old, was), side(new, now)], known: HashMap::new(), places: HashMap::new(), all: Vec::new() }
    }

    /// Finds out how the connections of a class of each table are treated.
    fn learn(&mut self, pair: (u32, u32)) -> Kind {
        if let Some(kind) = self.known.get(&pair) {
            return *kind;
        }
        let kind = self.kind(pair);
        self.known.insert(pair, kind);
        kind
    }

    /// A number for each of [`all`](Self::all), the same for those that people read together: where no router takes
    /// connections, it does not matter how Traefik refuses them, unless none takes them on the other side either.
    pub fn overview(&self) -> Vec<usize> {
        let mut places: HashMap<String, usize> = HashMap::new();
        let ways = self.all.iter().enumerate().map(|(place, ways)| {
            let taken = ways.each_ref().map(|reached| Some(reached).filter(|reached| !reached.is_unrouted()));
            if taken == [None, None] { place } else { *places.entry(format!("{taken:?}")).or_insert(place) }
        });
        ways.collect()
    }

    /// What was learned of a pair.
    fn of(&self, pair: (u32, u32)) -> Kind {
        self.known.get(&pair).copied().unwrap_or(Kind::Unknown)
    }

    fn kind(&mut self, (was, now): (u32, u32)) -> Kind {
        if was == Classes::UNASKED && now == Classes::UNASKED {
            return Kind::Alike;
        }
        let [old, new] = &mut self.sides;
        let (Some(was), Some(now)) = (old.reached(was), new.reached(now)) else { return Kind::Unknown };
        if is_alike(was, now) {
            return Kind::Alike;
        }
        let all = &mut self.all;
        let place = *self.places.entry(format!("{was:?} {now:?}")).or_insert_with(|| {
            all.push([was.clone(), now.clone()]);
            all.len() - 1
        });
        Kind::Changed(place)
    }
}

impl Side<'_> {
    fn reached(&mut self, class: u32) -> Option<&Reached> {
        let answer = self.classes.answer(class)?;
        Some(self.reached.entry(class).or_insert_with(|| Reached::new(self.table, answer)))
    }
}
