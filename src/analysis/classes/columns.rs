use std::sync::Arc;

use foldhash::HashMap;

use super::super::set::{Cells, Column, Numbers, Shape, Steps};
use super::choices::Group;
use super::known::UNTOLD;

/// The classes of clients who offer the like, by address.
pub(super) struct Part {
    /// What they offer.
    pub choices: Group,
    /// The block of each address.
    pub steps: Arc<Steps<u128, u32>>,
    /// The class of each block.
    pub classes: Vec<u32>,
    /// Whether others have the same steps, which are then kept.
    pub is_shared: bool,
}

/// Columns, made of parts. Those whose parts are divided alike have one shape.
#[derive(Default)]
pub(super) struct Columns {
    /// By the choices and steps of each part, where they are in memory, and the numbers of its classes.
    shapes: HashMap<Vec<usize>, Arc<Shape>>,
}

impl Columns {
    /// Puts parts together which make up all choices, but for one that is not told.
    pub fn column(&mut self, mut parts: Vec<Part>, untold: Option<u32>) -> Arc<Column<u32>> {
        parts.sort_by_key(|part| part.choices.first().copied());
        let mut numbers = Numbers::default();
        let mut key = Vec::with_capacity(4 * parts.len() + 1);
        for part in &parts {
            key.extend([part.choices.as_ptr().addr(), Arc::as_ptr(&part.steps).addr()]);
            key.extend(part.classes.iter().map(|class| numbers.of(class) as usize));
        }
        key.extend(untold.map(|choice| choice as usize));
        let untold = untold.map(|choice| (choice, numbers.of(&UNTOLD)));
        let classes = numbers.into_values();
        let make = || {
            let mut numbers = Numbers::default();
            for class in &classes {
                numbers.of(class);
            }
            Arc::new(Shape::new(cells(&parts, &mut numbers, untold)))
        };
        let shape = if classes.len() == 1 {
            Shape::whole()
        } else if parts.iter().all(|part| part.is_shared) {
            Arc::clone(self.shapes.entry(key).or_insert_with(make))
        } else {
            make()
        };
        Arc::new(Column::with(shape, classes))
    }
}

fn cells(parts: &[Part], numbers: &mut Numbers<u32>, untold: Option<(u32, u32)>) -> Cells<u32> {
    let mut cells = Vec::new();
    for part in parts {
        let of_block: Vec<u32> = part.classes.iter().map(|class| numbers.of(class)).collect();
        let number = |block: &u32| of_block.get(*block as usize).copied().unwrap_or_default();
        let cell = Arc::new(part.steps.map(number));
        cells.extend(part.choices.iter().map(|choice| (*choice, Arc::clone(&cell))));
    }
    cells.extend(untold.map(|(choice, number)| (choice, Arc::new(Steps::constant(number)))));
    cells.sort_unstable_by_key(|(choice, _)| *choice);
    let mut cells = cells.into_iter();
    let (_, first) = cells.next().unwrap_or_default();
    Steps::new(first, cells)
}
