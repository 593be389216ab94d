use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _};
use smol_str::SmolStr;

use super::super::set::Offers;
use crate::routing::{Handshake, RoutingTable};

/// Choices of protocols that are treated alike, in order.
pub(super) type Group = Arc<[u32]>;

/// The choices of protocols at entry points where the same ones matter, in groups. Each group is made once.
pub(super) struct Choices<'t> {
    table: &'t RoutingTable,
    /// What is offered at each choice.
    offers: Vec<Vec<SmolStr>>,
    only_others: u32,
    /// By the bits of the protocols that rules ask for.
    alike: HashMap<u32, Arc<[Group]>>,
    nothing: Arc<[Group]>,
    /// How TLS options answer each choice.
    handshakes: HashMap<usize, Vec<Handshake>>,
    /// By a group, which is here as long as its parts, and the options that have a say.
    parts: HashMap<(*const u32, Vec<usize>), Arc<[Group]>>,
}

impl<'t> Choices<'t> {
    /// The choices of these protocols.
    pub fn new(table: &'t RoutingTable, offers: &Offers) -> Self {
        Self {
            table,
            offers: (0..=offers.only_others()).map(|choice| offers.offer(choice)).collect(),
            only_others: offers.only_others(),
            alike: HashMap::new(),
            nothing: Arc::new([Arc::new([Offers::NOTHING])]),
            handshakes: HashMap::new(),
            parts: HashMap::new(),
        }
    }

    /// What is offered at a choice.
    pub fn offer(&self, choice: u32) -> &[SmolStr] {
        self.offers.get(choice as usize).map_or(&[], Vec::as_slice)
    }

    /// The group of clients without TLS, who offer nothing.
    pub fn of_nothing(&self) -> Arc<[Group]> {
        Arc::clone(&self.nothing)
    }

    /// Choices that rules which ask for these protocols do not tell apart.
    pub fn alike(&mut self, protocols: u32) -> Arc<[Group]> {
        let only_others = self.only_others;
        let asked = |choice: &u32| if *choice == only_others { 0 } else { *choice & protocols };
        let groups = || groups(0..=only_others, asked);
        Arc::clone(self.alike.entry(protocols).or_insert_with(groups))
    }

    /// The choices of a group, those together that TLS options which may have a say answer alike.
    pub fn by_handshake(&mut self, group: &Group, options: Vec<usize>) -> Arc<[Group]> {
        let (table, offers) = (self.table, &self.offers);
        for &option in &options {
            let all = || offers.iter().map(|offer| table.handshake(option, offer)).collect();
            self.handshakes.entry(option).or_insert_with(all);
        }
        let handshakes = &self.handshakes;
        let parts = self.parts.entry((group.as_ptr(), options)).or_insert_with_key(|(_, options)| {
            groups(group.iter().copied(), |choice| -> Vec<_> {
                options.iter().map(|option| handshakes.get(option)?.get(*choice as usize).copied()).collect()
            })
        });
        Arc::clone(parts)
    }
}

/// Choices with the same key together.
fn groups<K: PartialEq>(choices: impl Iterator<Item = u32>, key: impl Fn(&u32) -> K) -> Arc<[Group]> {
    let mut groups: Vec<(K, Vec<u32>)> = Vec::new();
    for choice in choices {
        let key = key(&choice);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.push(choice),
            None => groups.push((key, vec![choice])),
        }
    }
    groups.into_iter().map(|(_, group)| group.into()).collect()
}
