use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::compilation::Compilation;
use crate::environment::environment;
use crate::resource::Resources;
use crate::routing::{Environment, RoutingTable};
use crate::traefik::{Change, Changes};

/// Something by which two Traefiks differ, and which can be turned over alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// A change of behaviour.
    Change(&'static Change),
    /// What no change stands for: the API group and the fields of the objects, and the syntax of rules that name none.
    Objects,
}

/// A set of turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Turns(u128);

impl Turns {
    /// None: the old Traefik.
    pub const NONE: Self = Self(0);

    /// The turn of this place alone.
    pub fn one(place: usize) -> Self {
        Self(1 << place)
    }

    /// All of so many.
    pub fn all(count: usize) -> Self {
        (0..count).map(Self::one).fold(Self::NONE, |all, one| Self(all.0 | one.0))
    }

    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub fn contains(self, place: usize) -> bool {
        self.0 >> place & 1 == 1
    }

    fn is_single(self) -> bool {
        self.0.is_power_of_two()
    }

    /// Several turns, each time without one of them.
    pub fn fewer(self) -> impl Iterator<Item = Self> {
        self.places().filter(move |_| !self.is_single()).map(move |place| self.without(Self::one(place)))
    }

    /// The places, in order.
    pub fn places(self) -> impl Iterator<Item = usize> {
        (0..u128::BITS as usize).filter(move |place| self.contains(*place))
    }
}

/// The Traefiks between two versions: each has some turns of the new one, and is the old one otherwise.
pub(super) struct Mixtures<'c> {
    sides: [(&'c Resources, Environment); 2],
    changes: [Changes; 2],
    /// All turns, in the order of the rows.
    pub turns: Vec<Turn>,
    tables: RefCell<BTreeMap<Turns, Rc<RoutingTable>>>,
    /// Turns that were found to bring a difference together.
    pub(super) found: RefCell<Vec<Turns>>,
}

impl<'c> Mixtures<'c> {
    /// Those between two compilations of the same texts.
    pub fn new(old: &'c Compilation, new: &'c Compilation) -> Self {
        let sides = [old, new].map(|side| (&side.resources, environment(&side.desired)));
        let changes = [old.table.changes(), new.table.changes()];
        let mut turns: Vec<Turn> = changes[0].differing(changes[1]).map(Turn::Change).collect();
        turns.push(Turn::Objects);
        Self { sides, changes, turns, tables: RefCell::default(), found: RefCell::default() }
    }

    /// What a Traefik with these turns makes of the state.
    pub fn table(&self, turned: Turns) -> Rc<RoutingTable> {
        let known = self.tables.borrow().get(&turned).cloned();
        known.unwrap_or_else(|| {
            let table = Rc::new(self.build(turned));
            self.tables.borrow_mut().insert(turned, Rc::clone(&table));
            table
        })
    }

    fn build(&self, turned: Turns) -> RoutingTable {
        let [before, after] = self.changes;
        let [old, new] = &self.sides;
        let (mut changes, mut base) = (before, old);
        for turn in turned.places().filter_map(|place| self.turns.get(place)) {
            match turn {
                Turn::Change(change) => changes = changes.taking(change, after),
                Turn::Objects => base = new,
            }
        }
        let (resources, environment) = base;
        RoutingTable::new(resources, &Environment { changes: Some(changes), ..environment.clone() })
    }
}
