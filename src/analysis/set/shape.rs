use std::sync::{Arc, OnceLock};

use foldhash::{HashMap, HashMapExt as _};

use super::numbers::Numbers;
use super::shape_boxes::{ShapeBox, boxes};
use super::steps::{Cell, Cells, Steps};

/// What is offered, and from which address, in blocks. Their numbers count from 0 in the order in which they begin, first
/// by what is offered and then by address: equal shapes are equal values.
///
/// Most server names of a table are divided alike. They share a shape, and what is done to it is done once for all.
#[derive(Debug)]
pub(in crate::analysis) struct Shape {
    cells: Cells<u32>,
    boxes: OnceLock<Vec<ShapeBox>>,
}

impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        self.cells == other.cells
    }
}

impl Eq for Shape {}

impl Shape {
    /// The shape of blocks that are numbered as those of shapes are.
    pub fn new(cells: Cells<u32>) -> Self {
        Self { cells, boxes: OnceLock::new() }
    }

    /// The shape of these values, and the values of its blocks.
    pub fn of<V: Clone + Eq + std::hash::Hash>(cells: &Cells<V>) -> (Arc<Self>, Vec<V>) {
        let mut numbers = Numbers::default();
        let mut once = Once::default();
        let cells = cells.map(|cell| once.of(cell, || cell.map(|value| numbers.of(value))));
        let values = numbers.into_values();
        (Arc::new(Self::new(cells)), values)
    }

    /// Everything in one block.
    pub fn whole() -> Arc<Self> {
        static WHOLE: OnceLock<Arc<Shape>> = OnceLock::new();
        let whole = || Arc::new(Self::new(Steps::constant(Arc::new(Steps::constant(0)))));
        Arc::clone(WHOLE.get_or_init(whole))
    }

    /// The block of an address, for what is offered.
    pub fn at(&self, choice: u32, address: u128) -> u32 {
        *self.cells.at(choice).at(address)
    }

    /// The blocks by what is offered, and by address.
    pub fn cells(&self) -> &Cells<u32> {
        &self.cells
    }

    /// The blocks as disjoint boxes, by their beginnings.
    pub(super) fn boxes(&self) -> &[ShapeBox] {
        self.boxes.get_or_init(|| boxes(&self.cells))
    }

    /// The same with blocks put together: each gets a new number, and these are in the order of shapes again.
    pub fn coarser(&self, numbers: &[u32]) -> Arc<Self> {
        let mut once = Once::default();
        let number = |block: &u32| numbers.get(*block as usize).copied().unwrap_or(0);
        let cells = self.cells.map(|cell| once.of(cell, || cell.map(number)));
        Arc::new(Self::new(cells))
    }

    /// What two shapes tell apart, and for each block the two that it is of.
    pub fn product(&self, other: &Self) -> (Arc<Self>, Vec<(u32, u32)>) {
        let mut numbers = Numbers::default();
        let mut known: HashMap<_, Cell<u32>> = HashMap::new();
        let cells = self.cells.combine(&other.cells, |one, other| {
            let cell = known.entry((Arc::as_ptr(one), Arc::as_ptr(other)));
            let both = || Arc::new(one.combine(other, |one, other| numbers.of(&(*one, *other))));
            Arc::clone(cell.or_insert_with(both))
        });
        (Arc::new(Self::new(cells)), numbers.into_values())
    }
}

/// New cells for old ones, one for each.
struct Once<V, W>(HashMap<*const Steps<u128, V>, Cell<W>>);

impl<V, W> Default for Once<V, W> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<V, W> Once<V, W> {
    fn of(&mut self, cell: &Cell<V>, make: impl FnOnce() -> Steps<u128, W>) -> Cell<W> {
        Arc::clone(self.0.entry(Arc::as_ptr(cell)).or_insert_with(|| Arc::new(make())))
    }
}
