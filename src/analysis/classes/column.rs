use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::Arc;

use super::super::set::{Cell, Clients, Column, Steps};
use super::cuts::Cuts;
use super::divider::Divider;
use super::known::UNTOLD;
use super::pieces::pieces;
use crate::routing::{Answer, Router};

/// The most pieces into which allow lists may divide the clients of one stretch.
const MOST_PIECES: usize = 4_096;

/// A stretch of addresses that one router takes, or some of which one does.
struct Stretch<'t> {
    pieces: Vec<Clients>,
    answer: Answer<'t>,
    witness: IpAddr,
}

impl<'t> Divider<'t, '_> {
    /// The clients of one server name; `work` is what a decision costs.
    pub(super) fn column(&mut self, cuts: &Cuts, work: usize) -> Column<u32> {
        let only_others = self.axis.offers.only_others();
        let most = if self.connection.tls.is_some() { only_others } else { 0 };
        // Of choices that rules do not tell apart the first stands for all.
        let asked = |choice: u32| if choice == only_others { 0 } else { choice & cuts.protocols };
        let mut alike: Vec<(u32, Vec<u32>)> = Vec::new();
        for choice in 0..=most {
            match alike.iter_mut().find(|(bits, _)| *bits == asked(choice)) {
                Some((_, choices)) => choices.push(choice),
                None => alike.push((asked(choice), vec![choice])),
            }
        }
        if !self.budget.spend(cuts.starts.len().saturating_mul(alike.len()).saturating_mul(work)) {
            return Arc::clone(&self.untold);
        }
        let mut cells: Vec<(u32, Cell<u32>)> = Vec::with_capacity(most as usize + 1);
        for (_, choices) in alike {
            let Some(stretches) = self.stretches(cuts, &choices) else { return Arc::clone(&self.untold) };
            let groups = self.by_handshake(&stretches, choices);
            for (place, group) in groups.into_iter().enumerate() {
                let Some(cell) = self.cell(&stretches, &group, place == 0, work) else {
                    return Arc::clone(&self.untold);
                };
                cells.extend(group.into_iter().map(|choice| (choice, Arc::clone(&cell))));
            }
        }
        let untold = self.axis.offers.untold().filter(|_| most > 0);
        let untold = untold.map(|choice| (choice, Arc::new(Steps::constant(UNTOLD))));
        cells.sort_unstable_by_key(|(choice, _)| *choice);
        let mut cells = cells.into_iter().chain(untold);
        let (_, first) = cells.next().unwrap_or_default();
        Arc::new(Steps::new(first, cells))
    }

    fn offering(&mut self, choices: &[u32]) {
        let offer = choices.first().and_then(|choice| self.offers.get(*choice as usize));
        if let (Some(hello), Some(offer)) = (&mut self.connection.tls, offer) {
            hello.alpn.clone_from(offer);
        }
    }

    /// Who takes the clients of each stretch that rules tell apart.
    fn stretches(&mut self, cuts: &Cuts, choices: &[u32]) -> Option<Vec<Stretch<'t>>> {
        self.offering(choices);
        let ends = cuts.starts.iter().skip(1).map(|start| start - 1).chain([u128::MAX]);
        let stretches = cuts.starts.iter().zip(ends).map(|(first, last)| {
            let clients = Clients::from_stretches(vec![(*first, last)]);
            let witness = clients.witness()?;
            self.connection.client_ip = witness;
            let answer = self.table.decide_fast(&self.connection);
            let pieces = pieces(self.table, clients, &takers(&answer), MOST_PIECES)?;
            Some(Stretch { pieces, answer, witness })
        });
        stretches.collect()
    }

    /// Choices of protocols, those together that no TLS options tell apart which may have a say.
    fn by_handshake(&mut self, stretches: &[Stretch<'t>], choices: Vec<u32>) -> Vec<Vec<u32>> {
        let mut options = BTreeSet::new();
        for Stretch { answer, .. } in stretches {
            let takers = takers(answer);
            options.extend(takers.iter().filter_map(|router| self.table.options_of(router)));
            // The default options have one where no router takes the connection, or may not after all.
            let own = answer.contenders.is_empty() && answer.router.is_some_and(|router| !router.is_catch_all());
            options.extend((!own || self.table.takes_acme()).then_some(0));
        }
        if self.connection.tls.is_none() || options.is_empty() {
            return vec![choices];
        }
        let (table, offers) = (self.table, &self.offers);
        for &option in &options {
            let all = || offers.iter().map(|offer| table.handshake(option, offer)).collect();
            self.handshakes.entry(option).or_insert_with(all);
        }
        let mut groups: Vec<(Vec<_>, Vec<u32>)> = Vec::new();
        for choice in choices {
            let answers = options.iter().map(|option| self.handshakes.get(option)?.get(choice as usize).copied());
            let answers: Vec<_> = answers.collect();
            match groups.iter_mut().find(|(known, _)| *known == answers) {
                Some((_, group)) => group.push(choice),
                None => groups.push((answers, vec![choice])),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// The class of each address, for clients who offer the like.
    fn cell(&mut self, stretches: &[Stretch<'t>], choices: &[u32], is_decided: bool, work: usize) -> Option<Cell<u32>> {
        self.offering(choices);
        let mut steps: Vec<(u128, u32)> = Vec::with_capacity(stretches.len());
        for Stretch { pieces, answer, witness } in stretches {
            for piece in pieces {
                let class = if is_decided && piece.contains(*witness) {
                    self.known.place(answer.clone())
                } else {
                    if !self.budget.spend(work) {
                        return None;
                    }
                    self.connection.client_ip = piece.witness()?;
                    let answer = self.table.decide_fast(&self.connection);
                    self.known.place(answer)
                };
                steps.extend(piece.stretches().map(|(first, _)| (first, class)));
            }
        }
        steps.sort_unstable();
        let mut steps = steps.into_iter();
        let (_, first) = steps.next()?;
        Some(Arc::new(Steps::new(first, steps)))
    }
}

fn takers<'t>(answer: &Answer<'t>) -> Vec<&'t Router> {
    if answer.contenders.is_empty() { answer.router.into_iter().collect() } else { answer.contenders.clone() }
}
