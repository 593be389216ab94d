use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::budget::resolved;
use super::super::set::{Column, Numbers, Steps, address};
use super::choices::Group;
use super::columns::Part;
use super::cuts::Cuts;
use super::divider::Divider;
use super::guards::Pieces;
use crate::routing::{Answer, Router};

/// A stretch of addresses that one router takes, or some of which one does.
struct Stretch<'t> {
    first: u128,
    last: u128,
    /// What becomes of the first address.
    answer: Answer<'t>,
    /// What the allow lists of these routers tell apart.
    pieces: Arc<Pieces>,
}

impl<'t> Divider<'t, '_> {
    /// The clients of one server name; `work` is what a decision costs.
    pub(super) fn column(&mut self, cuts: &Cuts, work: usize) -> Arc<Column<u32>> {
        let is_tls = self.connection.tls.is_some();
        let alike = if is_tls { self.choices.alike(cuts.protocols) } else { self.choices.of_nothing() };
        if !self.shared.budget.spend(cuts.starts.len().saturating_mul(alike.len()).saturating_mul(work)) {
            return Arc::clone(&self.untold);
        }
        let mut parts: Vec<Part> = Vec::with_capacity(alike.len());
        for choices in &*alike {
            let Some(found) = self.parts(cuts, choices, work) else { return Arc::clone(&self.untold) };
            parts.extend(found);
        }
        let untold = self.axis.offers.untold().filter(|_| is_tls);
        self.shared.columns.column(parts, untold)
    }

    /// Clients who offer what rules do not tell apart, those together that TLS options do not tell apart either.
    fn parts(&mut self, cuts: &Cuts, choices: &Group, work: usize) -> Option<Vec<Part>> {
        let stretches = self.stretches(cuts, choices)?;
        let options = self.options(&stretches);
        let groups = if options.is_empty() { None } else { Some(self.choices.by_handshake(choices, options)) };
        let groups = groups.as_deref().unwrap_or(std::slice::from_ref(choices));
        let parts = groups.iter().zip(0..).map(|(group, place)| self.part(&stretches, group, place == 0, work));
        parts.collect()
    }

    fn offering(&mut self, choices: &[u32]) {
        if let (Some(hello), Some(choice)) = (&mut self.connection.tls, choices.first()) {
            hello.alpn.clear();
            hello.alpn.extend_from_slice(self.choices.offer(*choice));
        }
    }

    fn answer(&mut self, client: u128) -> Answer<'t> {
        self.connection.client_ip = address(client);
        self.table.decide_fast(&self.connection)
    }

    /// The same for another client of a stretch, whom rules treat alike.
    fn answer_like(&mut self, like: &Answer<'t>, client: u128) -> Answer<'t> {
        self.connection.client_ip = address(client);
        self.table.decide_like(like, &self.connection)
    }

    /// Who takes the clients of each stretch that rules tell apart.
    fn stretches(&mut self, cuts: &Cuts, choices: &[u32]) -> Option<Vec<Stretch<'t>>> {
        self.offering(choices);
        let ends = cuts.starts.iter().skip(1).map(|start| start - 1).chain([u128::MAX]);
        let stretches = cuts.starts.iter().zip(ends).map(|(&first, last)| {
            let answer = self.answer(first);
            if !self.shared.budget.spend(resolved(answer.contenders.len())) {
                return None;
            }
            let pieces = self.shared.guards.pieces(takers(&answer))?;
            Some(Stretch { first, last, answer, pieces })
        });
        stretches.collect()
    }

    /// The TLS options that may have a say.
    fn options(&self, stretches: &[Stretch<'t>]) -> Vec<usize> {
        if self.connection.tls.is_none() {
            return Vec::new();
        }
        let mut options = BTreeSet::new();
        for Stretch { answer, .. } in stretches {
            options.extend(takers(answer).iter().filter_map(|router| self.table.options_of(router)));
            // The default options have one where no router takes the connection, or may not after all.
            let own = answer.contenders.is_empty() && answer.router.is_some_and(|router| !router.is_catch_all());
            options.extend((!own || self.table.takes_acme()).then_some(0));
        }
        options.into_iter().collect()
    }

    /// The class of each address, for clients who offer the like.
    fn part(&mut self, stretches: &[Stretch<'t>], choices: &Group, is_decided: bool, work: usize) -> Option<Part> {
        self.offering(choices);
        let choices = Arc::clone(choices);
        if let [Stretch { pieces, .. }] = stretches {
            let all = 0..u32::try_from(pieces.firsts.len()).unwrap_or(u32::MAX);
            let mut classes = Classes::new(stretches.first()?, is_decided);
            let classes: Option<Vec<u32>> =
                all.zip(&pieces.firsts).map(|(piece, first)| classes.of(self, piece, *first, work)).collect();
            return Some(Part { choices, steps: Arc::clone(&pieces.steps), classes: classes?, is_shared: true });
        }
        let mut numbers = Numbers::default();
        let mut steps: Vec<(u128, u32)> = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            let mut classes = Classes::new(stretch, is_decided);
            for (first, piece) in stretch.pieces.steps.within(stretch.first, stretch.last) {
                steps.push((first, numbers.of(&classes.of(self, *piece, first, work)?)));
            }
        }
        let steps = Arc::new(Steps::new(0, steps));
        Some(Part { choices, steps, classes: numbers.into_values(), is_shared: false })
    }
}

/// The classes of the pieces of a stretch, each decided once.
struct Classes<'s, 't> {
    stretch: &'s Stretch<'t>,
    is_decided: bool,
    known: Vec<Option<u32>>,
}

impl<'s, 't> Classes<'s, 't> {
    fn new(stretch: &'s Stretch<'t>, is_decided: bool) -> Self {
        Self { stretch, is_decided, known: vec![None; stretch.pieces.firsts.len()] }
    }

    /// The class of a piece, of which one address is known. None where it would be too much work.
    fn of(&mut self, divider: &mut Divider<'t, '_>, piece: u32, client: u128, work: usize) -> Option<u32> {
        let known = self.known.get_mut(piece as usize)?;
        if known.is_none() {
            let answer = if self.is_decided && client == self.stretch.first {
                self.stretch.answer.clone()
            } else {
                if !divider.shared.budget.spend(work) {
                    return None;
                }
                divider.answer_like(&self.stretch.answer, client)
            };
            *known = Some(divider.shared.known.place(answer));
        }
        *known
    }
}

fn takers<'a, 't>(answer: &'a Answer<'t>) -> &'a [&'t Router] {
    if answer.contenders.is_empty() { answer.router.as_slice() } else { &answer.contenders }
}
