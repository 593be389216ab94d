use std::hash::Hash;
use std::sync::Arc;

use foldhash::HashMap;

use super::numbers::Numbers;
use super::shape::Shape;
use super::steps::{Cells, Steps};

/// A value for what is offered and each address: a shape, and the value of each of its blocks, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Column<V> {
    // Compared first, for it tells most apart.
    values: Vec<V>,
    shape: Arc<Shape>,
}

/// What was done to shapes, so that it is done once for all columns of the like.
#[derive(Default)]
pub(in crate::analysis) struct Memo {
    products: HashMap<[*const Shape; 2], Product>,
    coarser: HashMap<(*const Shape, Vec<u32>), [Arc<Shape>; 2]>,
}

/// What two shapes tell apart. These are kept, so that no other shape gets the place of one of them.
struct Product {
    _of: [Arc<Shape>; 2],
    shape: Arc<Shape>,
    pairs: Vec<(u32, u32)>,
}

impl<V: Clone + Eq + Hash> Column<V> {
    /// One value for all.
    pub fn constant(value: V) -> Self {
        Self { values: vec![value], shape: Shape::whole() }
    }

    /// These values.
    pub fn of(cells: &Cells<V>) -> Self {
        let (shape, values) = Shape::of(cells);
        Self { values, shape }
    }

    /// The values of the blocks of a shape. Equal ones are put together.
    pub fn new(shape: &Arc<Shape>, values: impl IntoIterator<Item = V>, memo: &mut Memo) -> Self {
        let mut numbers = Numbers::default();
        let of_block: Vec<u32> = values.into_iter().map(|value| numbers.of(&value)).collect();
        let values = numbers.into_values();
        let shape = match values.as_slice() {
            [_] => Shape::whole(),
            several if several.len() == of_block.len() => Arc::clone(shape),
            _ => memo.coarser(shape, of_block),
        };
        Self { values, shape }
    }

    /// These values, each once, in the order of the blocks of a shape.
    pub fn with(shape: Arc<Shape>, values: Vec<V>) -> Self {
        Self { values, shape }
    }

    /// The value of an address, for what is offered.
    pub fn at(&self, choice: u32, address: u128) -> Option<&V> {
        self.values.get(self.shape.at(choice, address) as usize)
    }

    /// Each value once.
    pub fn values(&self) -> &[V] {
        &self.values
    }

    /// The shape of its blocks.
    pub fn shape(&self) -> &Arc<Shape> {
        &self.shape
    }

    /// A function of the values for what is offered at a choice.
    pub fn cell<W: PartialEq + Default>(&self, choice: u32, change: impl Fn(&V) -> W) -> Steps<u128, W> {
        let value = |block: &u32| self.values.get(*block as usize).map(&change).unwrap_or_default();
        self.shape.cells().at(choice).map(value)
    }

    /// A function of the values.
    pub fn map<W: Clone + Eq + Hash>(&self, change: impl FnMut(&V) -> W, memo: &mut Memo) -> Column<W> {
        Column::new(&self.shape, self.values.iter().map(change), memo)
    }

    /// A function of the values of two.
    pub fn combine<U: Clone + Eq + Hash, W: Clone + Eq + Hash>(
        &self,
        other: &Column<U>,
        mut both: impl FnMut(&V, &U) -> W,
        memo: &mut Memo,
    ) -> Column<W> {
        match (self.values.as_slice(), other.values.as_slice()) {
            ([own], _) => return other.map(|their| both(own, their), memo),
            (_, [their]) => return self.map(|own| both(own, their), memo),
            _ => {}
        }
        if Arc::ptr_eq(&self.shape, &other.shape) {
            let values = self.values.iter().zip(&other.values).map(|(own, their)| both(own, their));
            return Column::new(&self.shape, values, memo);
        }
        let (shape, pairs) = memo.product(&self.shape, &other.shape);
        let value =
            |(own, their): &(u32, u32)| Some(both(self.values.get(*own as usize)?, other.values.get(*their as usize)?));
        let values: Vec<W> = pairs.iter().filter_map(value).collect();
        Column::new(&shape, values, memo)
    }
}

impl Memo {
    fn coarser(&mut self, shape: &Arc<Shape>, numbers: Vec<u32>) -> Arc<Shape> {
        let known = self.coarser.entry((Arc::as_ptr(shape), numbers));
        let [_, coarser] = known.or_insert_with_key(|(_, numbers)| [Arc::clone(shape), shape.coarser(numbers)]);
        Arc::clone(coarser)
    }

    fn product(&mut self, one: &Arc<Shape>, other: &Arc<Shape>) -> (Arc<Shape>, &[(u32, u32)]) {
        let product = self.products.entry([Arc::as_ptr(one), Arc::as_ptr(other)]).or_insert_with(|| {
            let (shape, pairs) = one.product(other);
            Product { _of: [Arc::clone(one), Arc::clone(other)], shape, pairs }
        });
        (Arc::clone(&product.shape), &product.pairs)
    }
}
