use std::hash::{BuildHasher as _, Hash, Hasher};
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::clients::Clients;
use super::numbers::Numbers;
use super::steps::{Cells, Steps, Stretches};

/// A box of one block: each of its clients with each choice of protocols.
#[derive(Debug)]
pub(super) struct ShapeBox {
    pub block: u32,
    pub clients: Clients,
    pub offers: Choices,
    /// What equal boxes have in common.
    hash: u64,
}

/// Choices of protocols, shared and with their hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Choices {
    hash: u64,
    stretches: Arc<Stretches>,
}

impl ShapeBox {
    fn new(block: u32, clients: Clients, offers: Stretches) -> Self {
        let offers = Choices { hash: hash(&offers), stretches: Arc::new(offers) };
        let hash = hash(&(&clients, &offers));
        Self { block, clients, offers, hash }
    }

    /// Whether it has the same clients and choices.
    pub fn is_like(&self, other: &Self) -> bool {
        self.hash == other.hash && self.offers == other.offers && self.clients == other.clients
    }

    /// What those have in common that are alike.
    pub fn hash(&self) -> u64 {
        self.hash
    }
}

impl Choices {
    /// First and last numbers, in order.
    pub fn stretches(&self) -> &Stretches {
        &self.stretches
    }
}

impl Hash for Choices {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

fn hash(value: &impl Hash) -> u64 {
    FixedState::default().hash_one(value)
}

/// The blocks of a shape as boxes.
pub(super) fn boxes(cells: &Cells<u32>) -> Vec<ShapeBox> {
    // Most shapes have few cells and blocks, for which nothing need be hashed.
    let mut parts: Numbers<(u32, Clients)> = Numbers::default();
    let mut offers: Vec<Stretches> = Vec::new();
    let mut known: Numbers<*const Steps<u128, u32>> = Numbers::default();
    let mut of_cell: Vec<Divided<'_>> = Vec::new();
    for (first, last, cell) in cells.stretches(u32::MAX) {
        let number = known.of(&Arc::as_ptr(cell)) as usize;
        if number == of_cell.len() {
            of_cell.push(Divided::new(cell, of_cell.last()));
        }
        for part in of_cell.get(number).into_iter().flat_map(Divided::parts) {
            let place = parts.of(&part) as usize;
            if place >= offers.len() {
                offers.resize_with(place + 1, Stretches::new);
            }
            offers.get_mut(place).into_iter().for_each(|offers| offers.push((first, last)));
        }
    }
    let parts = parts.into_values().into_iter().zip(offers);
    parts.map(|((block, clients), offers)| ShapeBox::new(block, clients, offers)).collect()
}

/// The addresses of each block of a cell.
struct Divided<'c> {
    cell: &'c Steps<u128, u32>,
    /// The blocks, in the order of their first addresses.
    blocks: Vec<u32>,
    /// For each stretch of addresses the place of its block.
    places: Vec<u32>,
    /// For each block its addresses.
    clients: Vec<Clients>,
}

impl<'c> Divided<'c> {
    /// Cells that follow each other are mostly divided alike.
    fn new(cell: &'c Steps<u128, u32>, before: Option<&Self>) -> Self {
        let mut blocks = Numbers::default();
        let places: Vec<u32> = cell.values().map(|block| blocks.of(block)).collect();
        let blocks = blocks.into_values();
        let alike = before.filter(|before| before.places == places && before.cell.starts().eq(cell.starts()));
        let clients = alike.map_or_else(|| clients(cell, &places, blocks.len()), |before| before.clients.clone());
        Self { cell, blocks, places, clients }
    }

    fn parts(&self) -> impl Iterator<Item = (u32, Clients)> {
        self.blocks.iter().copied().zip(self.clients.iter().cloned())
    }
}

/// The addresses of so many blocks.
fn clients(cell: &Steps<u128, u32>, places: &[u32], blocks: usize) -> Vec<Clients> {
    let mut found = vec![Steps::constant(false); blocks];
    if let Some(first) = found.first_mut() {
        *first = Steps::constant(true);
    }
    for (start, sides) in cell.starts().zip(places.windows(2)) {
        for (place, inside) in sides.iter().zip([false, true]) {
            found.get_mut(*place as usize).into_iter().for_each(|steps| steps.push(start, inside));
        }
    }
    found.into_iter().map(Clients::new).collect()
}
