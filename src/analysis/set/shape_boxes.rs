use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::clients::Clients;
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
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The blocks of a shape as boxes.
pub(super) fn boxes(cells: &Cells<u32>) -> Vec<ShapeBox> {
    let mut parts: Vec<(u32, Clients, Stretches)> = Vec::new();
    let mut known: HashMap<(u32, Clients), usize> = HashMap::new();
    let mut of_cell: HashMap<*const Steps<u128, u32>, Vec<usize>> = HashMap::new();
    for (first, last, cell) in cells.stretches(u32::MAX) {
        let places = of_cell.entry(Arc::as_ptr(cell)).or_insert_with(|| {
            let place = |(block, clients): (u32, Clients)| {
                *known.entry((block, clients)).or_insert_with_key(|(block, clients)| {
                    parts.push((*block, clients.clone(), Stretches::new()));
                    parts.len() - 1
                })
            };
            by_block(cell).into_iter().map(place).collect()
        });
        for place in places {
            parts.get_mut(*place).into_iter().for_each(|(_, _, offers)| offers.push((first, last)));
        }
    }
    parts.into_iter().map(|(block, clients, offers)| ShapeBox::new(block, clients, offers)).collect()
}

/// The addresses of each block, in the order of their first ones.
fn by_block(cell: &Steps<u128, u32>) -> Vec<(u32, Clients)> {
    let mut found: Vec<(u32, Vec<(u128, u128)>)> = Vec::new();
    let mut places: HashMap<u32, usize> = HashMap::new();
    for (first, last, block) in cell.stretches(u128::MAX) {
        let place = *places.entry(*block).or_insert_with(|| {
            found.push((*block, Vec::new()));
            found.len() - 1
        });
        found.get_mut(place).into_iter().for_each(|(_, clients)| clients.push((first, last)));
    }
    found.into_iter().map(|(block, stretches)| (block, Clients::from_stretches(stretches))).collect()
}
